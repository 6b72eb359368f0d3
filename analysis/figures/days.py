"""The axis of days: where they stand, and the calendar strip above a timeline."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.figures.plot import text_width
from analysis.figures.style import GREY, INK, PALE, Style

# strftime would ask the locale.
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
STRIP = 2.5  # mm for each point of the text: months, and two tiers of days


class Frame(NamedTuple):
    """The axis: its days, and where they stand on the sheet in mm."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Left edge of a day."""
        days = (self.last - self.first).days + 1
        return self.left + (self.right - self.left) * (day - self.first).days / days


def draw_calendar(axes: Axes, style: Style, frame: Frame, reach: tuple[float, float], days: Iterable[date]) -> None:
    """Weekends shaded, Mondays ticked, months named; days with an act bear number and weekday."""
    top, bottom = reach
    size = style.journal.small
    span = (frame.last - frame.first).days + 1
    day = frame.first
    while day <= frame.last:
        if span <= 200 and day.weekday() >= 5:
            width = frame.x(day + timedelta(days=1)) - frame.x(day)
            axes.add_patch(Rectangle((frame.x(day), top), width, bottom - top, fc=PALE, alpha=0.45, lw=0, zorder=1))
        day += timedelta(days=1)
    axes.plot([frame.left, frame.right], [top, top], color=INK, lw=0.5)
    _name_months(axes, style, frame, top)
    weekdays = style.say("Mo Tu We Th Fr Sa Su", "一 二 三 四 五 六 日").split()
    free = [frame.left - 1.0, frame.left - 1.0]  # two tiers: the second takes what would touch the first
    for day in sorted(days):
        x = (frame.x(day) + frame.x(day + timedelta(days=1))) / 2
        text = f"{day.day}\n{weekdays[day.weekday()]}"
        width = max(text_width(line, size) for line in text.split("\n"))
        # The line up to the second tier must not cross a label of the first.
        fits = (x - width / 2 >= free[0], x - width / 2 >= free[1] and x >= free[0] - 0.3)
        tier = next((n for n in (0, 1) if fits[n]), None)
        axes.plot([x, x], [top - (size * 0.84 + 0.8 if tier else 0.8), top], color=GREY if tier else INK, lw=0.5)
        if tier is not None:
            y = top - 1 - size * 0.84 * tier
            axes.text(x, y, text, ha="center", va="bottom", fontsize=size, linespacing=1.0)
            free[tier] = x + width / 2 + 0.5
            free[0] = max(free[0], x + 0.5 if tier else 0)


def _name_months(axes: Axes, style: Style, frame: Frame, top: float) -> None:
    """Name each month at its first day on the axis, on a long axis each year; a cut one yields to the next."""
    size = style.journal.small
    long = (frame.last - frame.first).days > 800
    starts = [frame.first]
    while starts[-1] <= frame.last:
        day = starts[-1]
        starts.append(date(day.year + 1, 1, 1) if long else (day.replace(day=1) + timedelta(days=32)).replace(day=1))
    free, told = -1.0, 0
    for day, following in pairwise(starts):
        month = style.say(MONTHS[day.month - 1], f"{day.month}月")
        whole = style.say(f"{month} {day.year}", f"{day.year}年{month}")
        named = str(day.year) if long else whole if told != day.year else month
        x, width = frame.x(day), text_width(named, size)
        cut = day.day > 1 and following <= frame.last and x + width + 1 > frame.x(following)
        if x >= free and not cut and x + width <= frame.right + 3:
            axes.text(x + 0.4, 0.8, named, va="top", fontsize=size)
            axes.plot([x, x], [0.6, top], color=PALE, lw=0.5, zorder=1)
            free, told = x + width + 1.5, day.year
