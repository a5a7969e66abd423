"""A line of a measured paragraph becomes glyph runs: white given or taken stage by stage (CLREQ), the edge exact to 1/1000 pt."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence

from yearbook.compose.breaks import Breaker, relief
from yearbook.compose.interlinear import marks_under, runs_over
from yearbook.compose.measured import Cluster, Measured, Segment, White, segment_at, segments_from
from yearbook.frozen import replace
from yearbook.model.joints import LEAST, MOST, MOST_KERN
from yearbook.model.page import Line, Run

REDUCTION = (2, 4, 5, 6, 7)
EXPANSION = (2, 6)


def set_lines(b: Breaker, lines: Sequence[tuple[int, int]], justified: bool) -> tuple[Line, ...]:
    """The lines of a paragraph; the last of a justified one keeps its natural width.

    A line that ends inside a word stands for the whole of it, so that copied text has no divided words.
    """
    count, soft = len(b.text.text), b.soft
    set_ = [set_line(b, i, k, justified and k < count) for i, k in lines]
    if not soft:
        return tuple(set_)
    start = 0
    for n, (i, k) in enumerate(lines):
        end = k
        if k in soft and n + 1 < len(lines) and k < (word := _with_marks(b.text, soft[k].end)) < lines[n + 1][1]:
            end = word
        hyphen = k in soft and soft[k].hyphen > 0
        if (start, end) != (i, k) or hyphen:
            set_[n] = replace(set_[n], text=b.text.text[start:end], exact=False)
        if hyphen:
            set_[n] = replace(set_[n], runs=(*set_[n].runs, _hyphen(b.text, k, set_[n].runs[-1])))
        start = end
    return tuple(set_)


def _with_marks(m: Measured, end: int) -> int:
    """The end of a word with the marks and blanks that follow it."""
    while m.classes[end : end + 1] in tuple("),.!p_"):
        end += 1
    return end


def _hyphen(m: Measured, k: int, last: Run) -> Run:
    """The hyphen after character k − 1, which is the last of run `last`."""
    font = segment_at(m.segments, k - 1).font
    gids = font.gids("-")
    x = last.x + last.width - last.spacing
    return replace(last, x=x, gids=gids, text="-", width=font.advance(int.from_bytes(gids, "big")) * last.size // font.units, kerns=())


def set_line(b: Breaker, i: int, k: int, justified: bool) -> Line:
    """Characters i … k as a line. A justified one fills its measure; others are only compressed when too long."""
    m = b.text
    end, over, places, tied = b.visible(i, k) if m.spaced else k, b.over(i, k), m.white_at, m.tied
    low, high = bisect_right(places, i), bisect_left(places, end)
    natural = moves = m.natural[low:high]
    spacing, rest = 0, 0
    if over < 0:
        moves = [*natural]
        _reduce(m.whites[low:high], moves, -over)
    elif justified and over:
        moves, left = [*natural], over
        if m.gaps[low] < m.gaps[high]:
            left = _expand(m.whites[low:high], moves, over, m.spaced)
        tied = tied[bisect_right(tied, i) : bisect_left(tied, end)]
        joints = end - i - 1 - len(tied)
        bound = b.rules.loose * m.em // 1000 * joints
        if left > bound:
            left -= _relieve(m.whites[low:high], moves, left - bound, m.em)
        if left and joints > 0:
            spacing = left // joints // 1000 * 1000
            rest = left - spacing * joints
    kerns = _kerns(places[low:high], moves)
    if spacing:
        for at in tied:
            kerns[at] = kerns.get(at, 0) - spacing
    if rest:
        at = _last_joint(i, end, tied)
        kerns[at] = kerns.get(at, 0) + rest
    start = m.starts[i] - m.left[i]  # what of the first mark stands out
    width = b.measure_of(i) if over < 0 or (justified and over) else b.measure_of(i) - over
    segment = segment_at(m.segments, i)
    if end <= segment.end and not m.notes and not (m.clusters and any(i <= one[0] < end for one in m.clusters)):  # as most lines are
        return _plain(m, segment, (i, end, k), (start, width), (spacing, kerns, sum(natural)))
    return _mixed(b, (i, end, k), (start, width), (spacing, kerns, _kerns(places[low:high], natural)))


def _plain(
    m: Measured, segment: Segment, span: tuple[int, int, int], place: tuple[int, int], white: tuple[int, dict[int, int], int]
) -> Line:
    """A line in one look, a glyph a character. `span` is what set_line calls i, end and k, `place` start and width (milli units);
    `white` the spacing, the moves by boundary, and what these came to at natural width.
    """
    i, end, k = span
    spacing, kerns, natural = white
    face, size, colour, track, rise, link = segment.look
    spaced = spacing // 1000 + track
    moves: tuple[tuple[int, int], ...] = ()
    width = m.ends[end] - m.starts[i] + spacing * (end - i) - natural
    exact = spaced * 1000 <= MOST * size and rise * 2 < size and not (m.spaced and _has_spaces(m, i, end - i))
    if kerns:
        amounts = kerns.values()
        width += sum(amounts)
        exact = exact and _reads_through(amounts, spacing, size)
        moves = tuple([(at - i, amount // 1000) for at in sorted(kerns) if (amount := kerns[at] + 500) >= 1000 or amount < 0])
    text = m.text[i:end]
    run = Run(
        face, size, colour, (place[0] + 500) // 1000, m.gids[2 * i : 2 * end], text, (width + 500) // 1000, spaced, moves, rise, link,
    )  # fmt: skip
    return Line((run,), text if k == end else m.text[i:k], place[1] // 1000, exact)


def _mixed(
    b: Breaker, span: tuple[int, int, int], place: tuple[int, int], white: tuple[int, dict[int, int], dict[int, int]]
) -> Line:
    """A line in several looks, with clusters, or with something under and over it; arguments as of _plain, natural by boundary."""
    m, (i, end, k), (start, width) = b.text, span, place
    spacing, kerns, natural = white
    shift = {at: amount - natural.get(at, 0) for at, amount in kerns.items()}
    runs = _runs(m, (i, end), start, (spacing, sorted(kerns.items()), list(shift.items())))
    line = Line(runs, m.text[i:k], width // 1000, _is_exact(m, i, spacing, kerns.values(), runs))
    if m.notes and any(note.start < end and i < note.end for note in m.notes):
        return _annotated(b, line, (i, end), (start, spacing, shift))
    return line


def _annotated(b: Breaker, line: Line, span: tuple[int, int], places: tuple[int, int, Mapping[int, int]]) -> Line:
    """The line with what stands under and over its characters; places are its start, spacing and shifts."""
    m, i = b.text, span[0]
    start, spacing, shift = places

    def left(at: int) -> int:
        moved = sum(amount for boundary, amount in shift.items() if i < boundary <= at)
        return _whole(start + m.starts[at] - m.starts[i] + spacing * (at - i) + moved)

    def right(at: int) -> int:
        moved = sum(amount for boundary, amount in shift.items() if i < boundary <= at)
        return _whole(start + m.ends[at + 1] - m.starts[i] + spacing * (at - i) + moved)

    over = runs_over(m, span, b.measure_of(i) // 1000, left, right)
    return replace(line, exact=line.exact and not over, under=marks_under(m, span, left, right), over=over)


def _reduce(whites: Sequence[White], moves: list[int], need: int) -> None:
    """Take `need` out of the whites, stage by stage, equal amounts inside a stage as far as each can give."""
    stages = [white.stage for white in whites]
    for stage in REDUCTION:
        members = [n for n, one in enumerate(stages) if one == stage] if stage in stages else ()
        while need > 0 and members:
            share = -(-need // len(members))
            for n in members:
                given = min(share, moves[n] - whites[n].least, need)
                moves[n] -= given
                need -= given
            members = [n for n in members if moves[n] > whites[n].least]


def _expand(whites: Sequence[White], moves: list[int], need: int, spaced: bool) -> int:
    """Give `need` to word spaces, then to Han–Western gaps, equally; returns what is left for all joints."""
    for stage in EXPANSION if spaced else (6,):
        members = [n for n, white in enumerate(whites) if white[3] == stage]
        if need <= 0 or not members:
            continue
        share = need // len(members)
        for n in members:
            room = whites[n][2] - moves[n]
            given = share if share < room else room
            moves[n] += given
            need -= given
    return max(need, 0)


def _relieve(whites: Sequence[White], moves: list[int], need: int, em: int) -> int:
    """What gaps, then the blanks at marks, give so that Han stand no looser than the layout's bound: a compositor's last
    resort, where no other line end is to be had.
    """
    given = 0
    for stages in ((6,), (4, 5, 7)):
        members = [n for n, white in enumerate(whites) if white.stage in stages and relief(white, moves[n], em)]
        for position, n in enumerate(members):
            share = min((need - given) // (len(members) - position), relief(whites[n], moves[n], em))
            moves[n] += share
            given += share
    return given


def _last_joint(i: int, end: int, tied: Sequence[int]) -> int:
    """The last boundary that may stretch: it takes the thousandths that do not divide."""
    barred = set(tied)
    return next((at for at in range(end - 1, i, -1) if at not in barred), end)


def _kerns(places: Sequence[int], moves: Sequence[int]) -> dict[int, int]:
    """The moves by boundary."""
    kerns = dict(zip(places, moves, strict=True))
    if len(kerns) < len(places):  # a boundary with more than one white
        kerns = dict.fromkeys(places, 0)
        for at, move in zip(places, moves, strict=True):
            kerns[at] += move
    return kerns


White3 = tuple[int, list[tuple[int, int]], list[tuple[int, int]]]  # spacing; moves by boundary; what they add to the natural width


def _runs(m: Measured, span: tuple[int, int], start: int, white: White3) -> tuple[Run, ...]:
    """The glyph runs of characters span[0] … span[1]; a cluster (ligature, long dash) is a run of its own."""
    i, end = span
    runs: list[Run] = []
    x = start
    clusters = [c for c in m.clusters if i <= c.start < end] if m.clusters else []
    kerns = dict(white[1])
    for segment in segments_from(m.segments, i):
        low, high = max(segment.start, i), min(segment.end, end)
        if low >= high:
            if segment.start >= end:
                break
            continue
        for first, last, cluster in _pieces(low, high, clusters):
            x += kerns.get(first, 0) if first > i else 0
            run, x = _cluster(m, segment, cluster, x, white[0]) if cluster else _run(m, segment, (first, last), x, white)
            runs.append(run)
    return tuple(runs)


def _pieces(low: int, high: int, clusters: list[Cluster]) -> list[tuple[int, int, Cluster | None]]:
    """Cut low … high at the clusters inside it."""
    if not clusters:
        return [(low, high, None)]
    pieces: list[tuple[int, int, Cluster | None]] = []
    at = low
    for cluster in clusters:
        if cluster.start < low or cluster.start >= high:
            continue
        if cluster.start > at:
            pieces.append((at, cluster.start, None))
        pieces.append((cluster.start, min(cluster.end, high), cluster))
        at = cluster.end
    if at < high:
        pieces.append((at, high, None))
    return pieces


def _run(m: Measured, segment: Segment, span: tuple[int, int], x: int, white: White3) -> tuple[Run, int]:
    """One run at x, a glyph a character, and the x after it (milli units)."""
    first, last = span
    spacing, kerns, shift = white
    look = segment.look
    text = m.text[first:last]
    moves = tuple([
        (at - first, rounded) for at, amount in kerns
        if first < at < last and (rounded := (amount + 500) // 1000)
    ])  # fmt: skip
    width = m.ends[last] - m.starts[first] + spacing * (last - first)
    for at, amount in shift:
        if first < at < last:
            width += amount
    run = Run(
        look.face, look.size, look.colour, (x + 500) // 1000, m.gids[2 * first : 2 * last], text, (width + 500) // 1000,
        spacing // 1000 + look.track, moves, look.rise, look.link,
    )  # fmt: skip
    return run, x + width


def _cluster(m: Measured, segment: Segment, cluster: Cluster, x: int, spacing: int) -> tuple[Run, int]:
    """The run of a cluster; the joint after it stretches as any other."""
    look, glyphs = segment.look, len(cluster.gids) // 2
    width = m.ends[cluster.end] - m.starts[cluster.start] + spacing
    text = m.text[cluster.start : cluster.end]
    tracked = spacing // 1000 if glyphs == 1 else 0
    run = Run(look.face, look.size, look.colour, _whole(x), cluster.gids, text, _whole(width), tracked, (), look.rise, look.link)
    return run, x + width


def _whole(milli: int) -> int:
    """Milli units to 1/1000 pt, rounded."""
    return (milli + 500) // 1000


def _is_exact(m: Measured, i: int, spacing: int, kerns: Collection[int], runs: tuple[Run, ...]) -> bool:
    """Whether a reader of the file recovers the line's text from its glyphs alone."""
    if not runs:
        return True
    size, count = runs[0].size, 0
    for run in runs:
        size = min(size, run.size)
        count += len(run.text)
    for run in runs:
        if run.spacing * 1000 > MOST * size or run.rise * 2 >= size:
            return False
    if m.spaced and _has_spaces(m, i, count):
        return False
    return not kerns or _reads_through(kerns, spacing, size)


def _has_spaces(m: Measured, i: int, count: int) -> bool:
    """Whether so many characters from i, or the one after them, are spaces that glyphs do not tell."""
    letters = m.classes[i : i + count + 1]
    return "_" in letters or "N" in letters or letters[:1] == "S"


def _reads_through(kerns: Collection[int], spacing: int, size: int) -> bool:
    """Whether readers take no move for a space or a new line."""
    low, high = min(kerns), max(kerns)
    return high <= MOST_KERN * size and low + spacing >= LEAST * size and high + spacing <= MOST * size
