"""The structure tree of an OFD, as custom tags (自定义标引, GB/T 33190-2016): every element with the objects that show it.

The standard leaves the vocabulary open. Ours is the one that others know: the structure types and attributes of PDF, in the
namespace that ISO 32000-2, 14.8.6 gives them; Title, Alt, ActualText and Lang are those of the element itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from yearbook.draw.kids import Kids
from yearbook.draw.ofd_xml import document, element, foreign, quoted
from yearbook.model.page import Element

STRUCTURE = "http://iso.org/pdf/ssn"
FILE = "Tags/Structure.xml"
_NUMBER = re.compile(r'<ofd:\w+ ID="(\d+)"')


class OfdTags:
    """Collects the objects of every element while pages are drawn."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements = elements
        self._kids: Kids[str] = Kids(elements)

    def hold(self, index: int, page: int, objects: Sequence[str]) -> None:
        """These objects, on the page of that number, belong to an element."""
        for text in objects:
            number = _NUMBER.match(text)
            assert number is not None, "every object has a number"
            self._kids.add(index, f'<ofd:ObjectRef PageRef="{page}">{number[1]}</ofd:ObjectRef>')

    def files(self) -> dict[str, bytes]:
        """The list of tags and the tree; none when the book has no structure."""
        if not self._elements:
            return {}
        listed = f"<ofd:CustomTag NameSpace={quoted(STRUCTURE)}>{element('FileLoc', f'/Doc_0/{FILE}')}</ofd:CustomTag>"
        kids, top = self._kids.ordered()
        lines = (line for one in top for line in self._written(one, kids))
        tree = foreign("s:StructTreeRoot", f"xmlns:s={quoted(STRUCTURE)}", *lines)
        return {"Tags/CustomTags.xml": document("CustomTags", "", listed), FILE: tree}

    def _written(self, index: int, held: Mapping[int, list[int | str]]) -> Iterator[str]:
        one, kids = self._elements[index], held.get(index)
        told = [("Title", one.title), ("Alt", one.alt), ("ActualText", one.actual), *one.attributes]
        head = f"s:{one.tag}{''.join(f' {name}={quoted(value)}' for name, value in told if value)}"
        if not kids:
            yield f"<{head}/>"
            return
        yield f"<{head}>"
        for kid in kids:
            if isinstance(kid, int):
                yield from self._written(kid, held)
            else:
                yield kid
        yield f"</s:{one.tag}>"
