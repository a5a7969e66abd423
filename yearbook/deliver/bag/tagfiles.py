"""The files that tell of a bag's files: the declaration, manifests, bag-info and fetch.txt as nouns, and what is wrong with them."""

import codecs
import re
from collections.abc import Iterator

from yearbook.deliver.bag.opened import DECLARATION, Opened, outside, whole
from yearbook.frozen import frozen
from yearbook.problems import Problem, Severity

NEWEST = (1, 0)  # RFC 8493
_DECLARED = re.compile(r"BagIt-Version(\s*):(\s*)(\d+)\.(\d+)[ \t]*\r?\n?Tag-File-Character-Encoding(\s*):(\s*)(\S+)[ \t]*(?:\r?\n|\r)?")
_MANIFEST = re.compile(r"(tag)?manifest-([A-Za-z0-9]+)\.txt")
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+(\*?)(.+)")


@frozen
class Declaration:
    """What bagit.txt says."""

    version: tuple[int, int]
    encoding: str


@frozen
class Manifest:
    """A payload or tag manifest: its lines as (number, digest, name), `whole` False when a line was left out of them."""

    file: str
    algorithm: str
    tags: bool
    lines: tuple[tuple[int, str, str], ...]

    def digests(self) -> dict[str, str]:
        """Digest by name, in lower case."""
        return {name: digest for _, digest, name in self.lines}

    def written(self) -> str:
        """The lines as we write them: by name, two blanks, small letters."""
        return "".join(f"{digest}  {name}\n" for digest, name in sorted(((d, n) for _, d, n in self.lines), key=lambda line: line[1]))


def declaration(bag: Opened, found: list[Problem]) -> Declaration | None:
    """bagit.txt; None, and a problem, when it does not declare a bag that we can read."""
    place = bag.place(DECLARATION)
    if DECLARATION not in bag.sizes:
        found.append(Problem.of("bag-undeclared", place))
        return None
    try:
        text = whole(bag, DECLARATION, 10_000).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        found.append(Problem.of("bag-declaration", place, said=error))
        return None
    declared = _DECLARED.fullmatch(text)
    if declared is None:
        found.append(Problem.of("bag-declaration", place, said=text[:80].strip() or "—"))
        return None
    version = (int(declared[3]), int(declared[4]))
    if version >= NEWEST and (declared[1] or declared[5] or declared[2] != " " or declared[6] != " "):
        found.append(Problem.of("bag-declaration", place, said=text[:80].strip()))
        return None
    if not (0, 93) <= version <= NEWEST:
        found.append(Problem.of("bag-version", place, version=f"{declared[3]}.{declared[4]}"))
        return None
    try:
        encoding = codecs.lookup(declared[7]).name
    except LookupError:
        found.append(Problem.of("bag-encoding-unknown", place, encoding=declared[7]))
        return None
    return Declaration(version, encoding)


def manifests(bag: Opened, declared: Declaration, found: list[Problem]) -> tuple[Manifest, ...]:
    """All manifests at the top of the bag, payload before tags."""
    named = [(name, match) for name in bag.sizes if (match := _MANIFEST.fullmatch(name))]
    read = (_manifest(bag, name, match, declared, found) for name, match in named)
    return tuple(sorted((one for one in read if one), key=lambda one: (one.tags, one.algorithm)))


def _manifest(bag: Opened, file: str, match: re.Match[str], declared: Declaration, found: list[Problem]) -> Manifest | None:
    text = tag_text(bag, file, declared.encoding, found)
    if text is None:
        return None
    lines: dict[str, tuple[int, str, str]] = {}
    for number, line in enumerate(_lines(text), 1):
        if not line.strip() or (line.startswith("#") and declared.version < NEWEST):
            continue
        place = bag.place(file, number)
        parts = _LINE.fullmatch(line.rstrip())
        if parts is None:
            found.append(Problem.of("bag-manifest-line", place, line=line[:60]))
            continue
        name = _named(parts[3], bag)
        if name != parts[3] and parts[3].startswith("./"):
            found.append(Problem.of("bag-path-dotted", place, Severity.WARNING, path=parts[3]))
        if parts[2]:
            found.append(Problem.of("bag-manifest-star", place, Severity.WARNING))
        if outside(name) or (not match[1] and not name.startswith("data/")):
            found.append(Problem.of("bag-path-outside", place, path=name))
        elif name in lines:
            other = lines[name]
            mild = declared.version < NEWEST and other[1] == parts[1].lower()
            found.append(Problem.of("bag-listed-twice", place, Severity.WARNING if mild else Severity.ERROR, path=name, first=other[0]))
        else:
            lines[name] = (number, parts[1].lower(), name)
    return Manifest(file, match[2].lower(), bool(match[1]), tuple(lines.values()))


def _named(written: str, bag: Opened) -> str:
    """The name of a file as a manifest writes it: %0A, %0D and %25 stand for what would break the line (RFC 8493, 2.1.3)."""
    name = written.removeprefix("./")
    if name in bag.sizes or "%" not in name:
        return name
    return re.sub("%(0[AaDd]|25)", lambda code: chr(int(code[1], 16)), name)


def info(bag: Opened, file: str, declared: Declaration, found: list[Problem]) -> tuple[tuple[str, str], ...]:
    """The labels and values of bag-info.txt in order; values that go on over lines are joined."""
    if file not in bag.sizes:
        return ()
    text = tag_text(bag, file, declared.encoding, found)
    fields: list[tuple[str, str]] = []
    for number, line in enumerate(_lines(text or ""), 1):
        if not line.strip():
            continue
        label, colon, value = line.partition(":")
        if line[0] in " \t" and fields:
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {line.strip()}")
        elif not colon or not label.strip():
            found.append(Problem.of("bag-info-line", bag.place(file, number), line=line[:60]))
        else:
            fields.append((label.strip(), value.strip()))
    return tuple(fields)


def fetched(bag: Opened, declared: Declaration, found: list[Problem]) -> Iterator[tuple[int, str]]:
    """Line and name of what fetch.txt says is to be fetched. Nothing ever is."""
    if "fetch.txt" not in bag.sizes:
        return
    for number, line in enumerate(_lines(tag_text(bag, "fetch.txt", declared.encoding, found) or ""), 1):
        if not line.strip():
            continue
        parts = line.split(None, 2)
        place = bag.place("fetch.txt", number)
        if len(parts) < 3 or "://" not in parts[0]:
            found.append(Problem.of("bag-fetch-line", place, line=line[:60]))
        elif outside(parts[2].strip()) or not parts[2].startswith("data/"):
            found.append(Problem.of("bag-path-outside", place, path=parts[2].strip()))
        else:
            yield number, parts[2].strip()


def _lines(text: str) -> list[str]:
    """Parted where the standard parts lines, not at every sign that Python takes for a line end."""
    return re.split("\r\n|\r|\n", text)


def tag_text(bag: Opened, file: str, encoding: str, found: list[Problem]) -> str | None:
    """A tag file as text; None, and a problem, when it is not in the encoding that the bag declares."""
    try:
        text = whole(bag, file).decode(encoding)
    except OSError as error:
        found.append(Problem.of("bag-unreadable", bag.place(file), reason=error.strerror or error))
        return None
    except UnicodeError:
        found.append(Problem.of("bag-encoding", bag.place(file), encoding=encoding.upper()))
        return None
    if text.startswith("\ufeff"):
        found.append(Problem.of("bag-bom", bag.place(file), Severity.WARNING))
    return text.removeprefix("\ufeff")
