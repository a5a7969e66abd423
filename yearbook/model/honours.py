"""Which honours are one: the same title to the same recipient, unless issuer or year say otherwise; and rolls without repetitions."""

from collections.abc import Iterable

from yearbook.model.registers import Honour
from yearbook.patterns import late

_SIGNS = late(r"[“”‘’《》（）()、，,·\s　]")


def bare(text: str) -> str:
    """Text as titles and names are compared: without signs and blanks."""
    return _SIGNS.sub("", text)


def identity(honour: Honour) -> tuple[str, str]:
    """Title and recipient as they are compared."""
    return bare(honour.title), bare(honour.recipient)


def same(one: Honour, other: Honour) -> bool:
    """Whether both are one honour: neither issuer nor year differ where both are told."""
    told = ((one.issuer, other.issuer), (one.year, other.year))
    return identity(one) == identity(other) and all(not mine or not theirs or bare(mine) == bare(theirs) for mine, theirs in told)


def merged(honours: Iterable[Honour]) -> tuple[tuple[int, Honour], ...]:
    """Each honour once, with its number where it first stands, completed by what its repetitions tell besides.

    Levels that differ are for the checks to tell.
    """
    found: dict[int, Honour] = {}
    alike: dict[tuple[str, str], list[int]] = {}
    for number, honour in enumerate(honours):
        known = alike.setdefault(identity(honour), [])
        at = next((one for one in known if same(found[one], honour)), None)
        if at is None:
            known.append(number)
            found[number] = honour
        else:
            missing = {name: getattr(honour, name) for name in ("issuer", "year", "note") if not getattr(found[at], name)}
            found[at] = found[at].model_copy(update=missing)
    return tuple(found.items())
