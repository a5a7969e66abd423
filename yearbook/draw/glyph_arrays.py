"""Glyphs of whole pages over arrays: what a face's texts by their glyphs answer one by one, ten times as fast. Only for long books."""

from collections.abc import Mapping

import numpy as np

_NOT_MET = 0xFFFFFFFF  # no character
_GLYPHS = np.dtype(">u2")  # as runs have them
_CHARACTERS = np.dtype("<u4")


class GlyphRow:
    """The texts of a face's glyphs by place; only single characters, as nearly all are."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._row = np.full(0x10000, _NOT_MET, _CHARACTERS)
        for gid, text in texts.items():
            self.learn(gid, text)

    def learn(self, gid: int, text: str) -> None:
        """What a glyph stands for."""
        self._row[gid] = ord(text) if len(text) == 1 else _NOT_MET

    def cover(self, gids: bytes, text: str) -> bool:
        """Whether these glyphs stand for `text`, a character each; else they may even so."""
        told = text.encode("utf-32-le", "surrogatepass")
        return len(told) == 2 * len(gids) and self._row[np.frombuffer(gids, _GLYPHS)].tobytes() == told

    def told(self, gids: bytes) -> tuple[bytes, str, list[int]]:
        """These glyphs, each once, in order: those that stand for a character each, these, and the numbers of the others."""
        used = np.zeros(0x10000, np.bool_)
        used[np.frombuffer(gids, _GLYPHS)] = True
        each = used.nonzero()[0]
        texts = self._row[each]
        plain = texts != _NOT_MET
        return each[plain].astype(_GLYPHS).tobytes(), texts[plain].tobytes().decode("utf-32-le"), each[~plain].tolist()
