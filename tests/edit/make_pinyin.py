"""Makes yearbook/edit/pinyin.txt from pypinyin: exactly its readings, in a form that is read in 5 ms instead of 400.

    python tests/edit/make_pinyin.py > yearbook/edit/pinyin.txt

pypinyin takes the longest word of its list that begins at a place, else the first reading of the character. Words whose
characters are read as by themselves stay in the list: they keep other words from beginning inside them.
"""

import sys
from collections import defaultdict

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

HEADER = """\
# 汉字与词语的读音，由 tests/edit/make_pinyin.py 从 pypinyin 0.55.0 生成，读法与它完全一致；数字是声调（5 为轻声）。
#   python tests/edit/make_pinyin.py > yearbook/edit/pinyin.txt
# 前半每行一个读音和读此音的字；空行以后每行一个首字，其后是以它开头的词余下的字、冒号和各字的读音（与单字相同的留空）。
# pypinyin：© 2016 mozillazg 等，MIT 许可，https://github.com/mozillazg/python-pinyin；
# 数据：pinyin-data、phrase-pinyin-data，© 2016 mozillazg，MIT 许可，https://github.com/mozillazg/pinyin-data
"""
WISHES = {"style": Style.TONE3, "neutral_tone_with_five": True, "v_to_u": True, "errors": "ignore"}


def main() -> None:
    alone = {chr(code): "".join(lazy_pinyin(chr(code), **WISHES)) for code in sorted(PINYIN_DICT)}
    words = {word: tuple(lazy_pinyin([word], **WISHES)) for word in PHRASES_DICT}
    sys.stdout.write(HEADER)
    by_reading = defaultdict(list)
    for character, reading in alone.items():
        by_reading[reading].append(character)
    for reading in sorted(by_reading):
        print(reading, "".join(by_reading[reading]))
    print()
    by_first = defaultdict(list)
    for word in sorted(words):
        told = ",".join("" if reading == alone[one] else reading for one, reading in zip(word, words[word], strict=True))
        by_first[word[0]].append(word[1:] + (f":{told}" if told.strip(",") else ""))
    for first in sorted(by_first):
        print(first, *by_first[first])


if __name__ == "__main__":
    main()
