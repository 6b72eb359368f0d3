"""The undated lane: acts without any time, by who acts, below the axis."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from analysis.figures.marks import STEP, Mark, draw_mark
from analysis.figures.plot import fit, text_width
from analysis.figures.style import GREY, Style

LINES = 9  # of names and marks; in an archive most acts may be undated
NAME = 0.4  # of the width: the most that a name takes


class Entry(NamedTuple):
    """A name, or a mark, and where it stands."""

    text: str
    mark: Mark | None
    x: float
    row: int


def flow_undated(names: Mapping[str, str], marks: Sequence[Mark], style: Style) -> list[Entry]:
    """Set names and the marks after them one after the other, line by line."""
    size = style.journal.small
    entries: list[Entry] = []
    x, row = 2.0, 0
    if names:
        text = style.say("no act with a time:", "均无日期：")
        entries.append(Entry(text, None, x, row))
        x += text_width(text, size) + 3
    for lane, name in names.items():
        name = fit(name, size, style.width * NAME)
        own = [mark for mark in marks if mark.lane == lane]
        pieces: list[tuple[str, Mark | None, float]] = [(name, None, text_width(name, size) + 1)]
        pieces += [("", mark, text_width(str(mark.number), size) + 4) for mark in own]
        # A name keeps its first mark beside it.
        if x + pieces[0][2] + pieces[1][2] > style.width - 1:
            x, row = 2.0, row + 1
        for text, mark, width in pieces:
            if x + width > style.width - 1:
                x, row = 2.0, row + 1
            entries.append(Entry(text, mark, x, row))
            x += width
        x += 2
    return _shorten(entries, style)


def _shorten(entries: list[Entry], style: Style) -> list[Entry]:
    """Keep the first lines, and say how many marks the others held."""
    kept = [entry for entry in entries if entry.row < LINES]
    more = sum(entry.mark is not None for entry in entries) - sum(entry.mark is not None for entry in kept)
    text = style.say(f"and {more} more", f"另{more}项")
    return [*kept, Entry(text, None, 2.0, LINES)] if more else kept


def draw_undated(axes: Axes, style: Style, entries: Sequence[Entry], top: float) -> None:
    """Draw what flow_undated has set."""
    size = style.journal.small
    for n, entry in enumerate(entries):
        y = top + (entry.row + 0.5) * STEP
        if entry.mark:
            draw_mark(axes, entry.mark, (entry.x, y), None, size)
        else:
            axes.text(entry.x, y, entry.text, va="center", fontsize=size, color=GREY if n == 0 else None)
