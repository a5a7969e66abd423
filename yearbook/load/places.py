"""The way back from a path in the data to its place: the file is read once more, when the first problem asks for it."""

import re
from dataclasses import field
from typing import Any

import yaml

from yearbook.frozen import workpiece
from yearbook.load.plain_data import Loader
from yearbook.model.source import Path
from yearbook.problems import Place


@workpiece
class _Node:
    """Where a value begins and ends (characters from 0), and its children by key or index."""

    line: int
    column: int
    start: int
    end: int = 0
    block: bool = False  # a literal or folded block scalar, whose text begins on the next line
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    children: dict[str | int, "_Node"] = field(default_factory=dict)


@workpiece
class Locator:
    """`SourceFile.locate` of one file; `content` is its UTF-8 text."""

    shown: str
    content: bytes
    _root: _Node | None = None
    _text: str = ""

    def __call__(self, path: Path, key: bool = False, fragment: str = "") -> Place:
        """The place of the value at `path`, of its key, or of the first `fragment` of text inside it."""
        if self._root is None:
            self._text = self.content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
            self._root = _tree(self._text) or _Node(0, 0, 0)
        node = self._root
        line, column = node.line, node.column
        for depth, step in enumerate(path):
            child = node.children.get(step)
            if child is None:
                return Place(self.shown, line + 1, column + 1)
            if key and depth == len(path) - 1 and isinstance(step, str):
                line, column = node.keys[step]
                return Place(self.shown, line + 1, column + 1)
            node = child
            line, column = node.line, node.column
        return self._inside(node, fragment)

    def _inside(self, node: _Node, fragment: str) -> Place:
        """The first `fragment` in the text of the value; its start when the fragment is written otherwise there."""
        line, column = node.line, node.column
        start = self._text.find("\n", node.start) + 1 if node.block else node.start
        pattern = r"\s+".join(re.escape(word) for word in fragment.split())
        found = re.compile(pattern).search(self._text, start, node.end) if pattern else None
        if found:
            line += self._text.count("\n", node.start, found.start())
            column = found.start() - (self._text.rfind("\n", 0, found.start()) + 1)
        return Place(self.shown, line + 1, column + 1)


def _tree(text: str) -> _Node | None:
    """The places of all values; a text that breaks off gives those before the break."""
    root: _Node | None = None
    stack: list[tuple[_Node, bool]] = []
    anchors: dict[str, _Node] = {}
    waiting: str | None = None
    loader: Any = Loader(text)
    try:
        while (event := loader.get_event()) is not None:
            kind = type(event)
            if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            if stack and stack[-1][1] and waiting is None:
                waiting = _key(stack[-1][0], event)
                if kind is yaml.ScalarEvent:
                    continue
            node = _node(event, anchors)
            root = root or node
            if stack:
                parent, mapping = stack[-1]
                parent.children.setdefault(waiting if mapping and waiting is not None else len(parent.children), node)
                waiting = None
            if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                stack.append((node, kind is yaml.MappingStartEvent))
                waiting = None
    except yaml.YAMLError:
        pass
    finally:
        loader.dispose()
    return root


def _key(parent: _Node, event: Any) -> str:
    name = event.value if isinstance(event, yaml.ScalarEvent) else f"\0{len(parent.keys)}"
    parent.keys.setdefault(name, (event.start_mark.line, event.start_mark.column))
    return str(name)


def _node(event: Any, anchors: dict[str, _Node]) -> _Node:
    mark = event.start_mark
    if type(event) is yaml.AliasEvent and event.anchor in anchors:
        return anchors[event.anchor]
    block = getattr(event, "style", None) in ("|", ">")
    node = _Node(mark.line, mark.column, mark.index, event.end_mark.index, block)
    if event.anchor:
        anchors[event.anchor] = node
    return node
