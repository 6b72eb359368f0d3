"""Marks of a timeline, and the days that its axis shows."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from analysis.figures.days import Frame
from analysis.figures.style import BLUE, INK

STEP = 3.6  # mm from one line of marks to the next
LONG = 62  # days; longer spans do not stretch the axis, they are cut at its ends with an arrow
GAP = 400  # days; acts before so long a gap stand at the left edge with an arrow


class Mark(NamedTuple):
    """An activity on the timeline."""

    number: int
    lane: str
    kind: str
    first: date | None
    last: date | None


def choose_frame(marks: Sequence[Mark], left: float, right: float) -> Frame | None:
    """Days that the axis shows; None where nothing is dated.

    It reaches back from the last day without a gap of more than a year, and
    long spans do not stretch it.
    """
    spans = [(m.first, m.last) for m in marks if m.kind not in ("undated", "recurring")]
    short = [day for a, b in spans if a and b and (b - a).days <= LONG for day in (a, b)]
    days = sorted(short or [day for a, b in spans if (day := b or a)], reverse=True)
    if not days:
        return None
    first = last = days[0]
    for day in days:
        if (first - day).days > GAP:
            break
        first = day
    margin = timedelta(days=max(2, (last - first).days // 30))
    return Frame(first - margin, last + margin, left, right)


def reach(mark: Mark, frame: Frame) -> tuple[float, float]:
    """From where to where a mark is drawn, within the axis."""
    first = min(max(mark.first or frame.first, frame.first), frame.last)
    last = min(max(mark.last or frame.last, frame.first), frame.last)
    if mark.kind == "day":
        middle = (frame.x(first) + frame.x(first + timedelta(days=1))) / 2
        return middle - 1.1, middle + 1.1
    x0, x1 = frame.x(first), frame.x(last + timedelta(days=1))
    return x0, max(x1, x0 + 2.2)


def draw_mark(axes: Axes, mark: Mark, place: tuple[float, float], frame: Frame | None, size: float) -> None:
    """Draw a mark with its number; an arrow where its span goes on beyond the axis or has no end."""
    x0, y = place
    if mark.kind == "undated" or frame is None:
        axes.plot([x0 + 1], [y], marker="s", ms=3.6, mfc="white", mec=INK, mew=0.7)
        axes.text(x0 + 2.4, y, str(mark.number), va="center", fontsize=size)
        return
    _, x1 = reach(mark, frame)
    before = mark.kind != "recurring" and (mark.first is None or mark.first < frame.first)
    after = mark.kind != "recurring" and (mark.last is None or mark.last > frame.last)
    if mark.last is None or mark.last >= frame.first:  # otherwise there is only the arrow
        draw_shape(axes, mark.kind, (x0, x1, y))
    if before:
        _arrow(axes, (x0, y), -1)
    if after:
        _arrow(axes, (x1, y), 1)
    axes.text(x1 + (2.0 if after else 0.7), y, str(mark.number), va="center", fontsize=size)


def draw_shape(axes: Axes, kind: str, span: tuple[float, float, float]) -> None:
    """Draw the bare sign of a kind from left to right at a height."""
    x0, x1, y = span
    if kind == "day":
        axes.plot([(x0 + x1) / 2], [y], marker="o", ms=4.6, color=BLUE, mec="white", mew=0.4)
    elif kind == "interval":
        axes.add_patch(Rectangle((x0, y - 0.7), x1 - x0, 1.4, fc=BLUE, lw=0, zorder=2))
    elif kind == "window":
        axes.add_patch(Rectangle((x0, y - 0.7), x1 - x0, 1.4, fc="white", ec=INK, lw=0.7, zorder=2))
    elif kind == "recurring":
        axes.plot([x0 + 0.8, x1 - 1.2], [y, y], color=INK, lw=0.8, ls=(0, (3, 2)))
        axes.plot([x0 + 0.8, x1 - 1.2], [y, y], ls="", marker="D", ms=2.8, mfc="white", mec=INK, mew=0.7)
    else:
        axes.plot([(x0 + x1) / 2], [y], marker="s", ms=3.6, mfc="white", mec=INK, mew=0.7)


def _arrow(axes: Axes, tip: tuple[float, float], way: int) -> None:
    """Say that a bar goes on beyond the axis or has no end."""
    x, y = tip
    axes.add_patch(Polygon([(x, y - 1.1), (x, y + 1.1), (x + way * 1.3, y)], fc=INK, lw=0, zorder=3))
