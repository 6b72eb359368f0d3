"""The timeline: five kinds of marks, lanes, a calendar strip, and what does not belong on it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import fsum
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.days import STRIP, Frame, draw_calendar
from analysis.figures.lanes import Lane, pack_lanes
from analysis.figures.marks import STEP, Mark, choose_frame, draw_mark, draw_shape
from analysis.figures.plot import KEYS, Caption, Drawing, drawn, mm_axes, text_width, wrap
from analysis.figures.style import FAINT, GREY, Style, open_style
from analysis.figures.undated import draw_undated, flow_undated
from analysis.labels import label, romanise
from analysis.schema import check

# How a date_type is drawn: a point, a filled bar, a dashed line with open ends, a hollow bar, or apart.
KINDS = {
    "day": "day",
    "interval": "interval",
    "month": "interval",
    "recurring": "recurring",
    "vague": "window",
    "since": "window",
    "as-of": "window",
    "none": "undated",
}
APART = ("topic", "rhetorical", "generic")
LANES = 16  # more would not be read; the rest shares one lane


@drawn
def plot_timeline(
    activities: pd.DataFrame,
    dates: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "actor",
    glossary: pd.DataFrame | None = None,
    lang: str = "en",
    journal: str = "generic",
    columns: int = 2,
) -> Drawing:
    """Draw the activities in lanes by actor, place or article, the undated ones too.

    Five kinds of marks: a dot is a day; a filled bar an interval or a whole
    month; a dashed line an act that recurs on days that are not known; a hollow
    bar a window somewhere in which the act lies; an open square an act without
    a date. Times that are only talked about are listed below.
    """
    style = open_style(lang, journal, columns)
    for name, table in (("activities", activities), ("dates", dates), ("articles", articles)):
        check(name, table)
    if by not in ("actor", "place", "article"):
        raise ValueError(f"{by=}: lanes are by 'actor', 'place' or 'article'")
    lanes = _lanes(activities, articles, by)
    marks = [
        Mark(n, lane, _kind(kind, first, last), _day(first), _day(last))
        for n, (lane, kind, first, last) in enumerate(
            zip(lanes, activities["date_type"], activities["from_date"], activities["to_date"], strict=True), 1
        )
    ]
    apart = dates[dates["sense"].isin(APART)]
    names = {lane: _name(style, lane, by, glossary) for lane in _rank(marks, by)}
    figure = _draw(style, marks, names, _note(style, apart))
    return Drawing(figure, _data(activities, marks, apart), _caption(style, marks, apart, by))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _kind(date_type: str, first: str, last: str) -> str:
    """A time without any bound is not on the axis, whatever its type; a `day` of several days is an interval."""
    kind = KINDS.get(date_type, "undated")
    if kind == "recurring":
        return kind
    if not first and not last:
        return "undated"
    return "interval" if kind == "day" and first != last else kind


def _lanes(activities: pd.DataFrame, articles: pd.DataFrame, by: str) -> list[str]:
    """Lane of each activity, empty where it is not said; of several actors the first."""
    if by == "actor":
        return [actor.split(";")[0] for actor in activities["actor"]]
    if by == "place":
        # Lanes are divisions down to the county: below it nearly every act would have its own.
        return [
            "/".join(path.split("/")[:3]) or place
            for path, place in zip(activities["path"], activities["place"], strict=True)
        ]
    heads = dict(zip(articles["article_id"], articles["headline"], strict=True))
    return [heads.get(article_id) or article_id for article_id in activities["article_id"]]


def _rank(marks: Sequence[Mark], by: str) -> list[str]:
    """Lanes by their first dated act, those without one after them, the unnamed last; articles as they run."""
    if by == "article":
        return list(dict.fromkeys(mark.lane for mark in marks))
    first: dict[str, tuple[bool, date, int]] = {}
    for mark in marks:
        day = mark.first or mark.last
        key = (day is None, day or date.max, mark.number)
        first[mark.lane] = min(key, first.get(mark.lane, key))
    named = sorted((lane for lane in first if lane), key=lambda lane: first[lane])
    return [*named, *([""] if "" in first else [])]


def _name(style: Style, lane: str, by: str, glossary: pd.DataFrame | None) -> str:
    """What a lane is called: the last member of a path, romanised in English; headlines stay, they are titles."""
    name = lane.rpartition("/")[2] or style.say("not named", "未写明")
    return romanise(name, glossary) if style.lang == "en" and lane and by != "article" else name


def _merge(style: Style, marks: list[Mark], names: dict[str, str]) -> tuple[list[Mark], dict[str, str]]:
    """Keep the lanes with most dated acts, let the others with any share one."""
    dated = [lane for lane in names if any(mark.lane == lane and mark.kind != "undated" for mark in marks)]
    if len(dated) <= LANES:
        return marks, {lane: names[lane] for lane in dated}
    acts = Counter(mark.lane for mark in marks if mark.kind != "undated")
    largest = sorted(dated, key=lambda lane: -acts[lane])[: LANES - 1]
    kept, rest = [lane for lane in dated if lane in largest], "\0"  # no lane can have this name
    gone = set(dated) - set(kept)
    others = style.say(f"{len(gone)} others", f"其他{len(gone)}个")
    shared = [mark._replace(lane=rest) if mark.lane in gone else mark for mark in marks]
    return shared, {lane: names[lane] for lane in kept} | {rest: others}


def _draw(style: Style, marks: list[Mark], names: dict[str, str], note: str) -> Figure:
    """Draw the lanes that have a time one below the other, then the acts of those that have none, then the key."""
    size = style.journal.small
    merged, lanes = _merge(style, marks, names)
    head, strip = style.say("undated", "无日期"), STRIP * size
    left = style.width * (0.27 if style.width > 140 else 0.3)
    aside = style.width - max(style.width * 0.14, text_width(head, size) + 2)
    frame = choose_frame(marks, left, aside - text_width("000", size) - 2)
    # Without a single day there is no axis, and recurring acts stand with the undated ones.
    dated = {mark.lane for mark in marks if mark.kind != "undated"} if frame else set()
    lanes = lanes if frame else {}
    entries = flow_undated({lane: name for lane, name in names.items() if lane not in dated}, marks, style)
    legend = _legend_places(
        style, {mark.kind for mark in marks} if frame else {mark.kind and "undated" for mark in marks}
    )
    note = wrap(note, size, style.width - 5, 5) if note else ""
    below = STEP * (1 + max(entry.row for entry in entries)) + 1.5 if entries else 0.0
    feet = (legend[-1].down if legend else 0) + 6.5
    told = (note.count("\n") + 1) * size * 0.46 * bool(note) + 1
    room = style.journal.height - strip - below - feet - told
    inside = [mark for mark in merged if mark.lane in lanes]
    packed = pack_lanes(inside, frame, size, (aside + 1, style.width - 1), room) if frame and inside else {}
    middle = (strip if lanes else 1) + fsum(lane.height for lane in packed.values())
    bottom = middle + below
    foot = bottom + feet
    height = foot + told
    figure = style.sheet(height)
    axes = mm_axes(figure, (0, 0, style.width, height))
    if frame and lanes:
        _draw_lanes(axes, style, (packed, lanes), frame)
        draw_calendar(axes, style, frame, (strip, middle), {m.first for m in marks if m.kind == "day" and m.first})
        if any(mark.kind == "undated" for lane in packed.values() for mark, _, _ in lane.marks):
            axes.text(aside + 1, strip - 1, head, va="bottom", fontsize=size)
    draw_undated(axes, style, entries, middle + 1)
    for entry in legend:
        _draw_entry(axes, entry, bottom + 3.5, size)
    axes.text(2, foot, note, va="top", fontsize=size, color=GREY, linespacing=1.25)
    return figure


def _draw_lanes(axes: Axes, style: Style, shown: tuple[dict[str, Lane], dict[str, str]], frame: Frame) -> None:
    packed, names = shown
    size, y = style.journal.small, STRIP * style.journal.small
    for n, (lane, name) in enumerate(names.items()):
        height = packed[lane].height
        if n % 2 == 0:
            axes.add_patch(Rectangle((0, y), style.width, height, fc=FAINT, lw=0, zorder=0))
        more = packed[lane].left_out
        name += style.say(f" (+{more} not drawn)", f"（另{more}项未画）") if more else ""
        text = wrap(name, size, frame.left - 4, max(1, int(height / (size * 0.45))))
        place = (frame.left - 2, y + height / 2)
        axes.text(*place, text, ha="right", va="center", fontsize=size, linespacing=1.1)
        for mark, row, x in packed[lane].marks:
            draw_mark(axes, mark, (x, y + (row + 0.5) * STEP + 0.5), frame, size)
        y += height


class Entry(NamedTuple):
    """An entry of the legend and where it stands."""

    kind: str
    name: str
    x: float
    down: float


def _legend_places(style: Style, used: set[str]) -> list[Entry]:
    """Set the entries of the legend side by side, in a second line where the sheet is narrow."""
    named = {
        "day": style.say("day", "某日"),
        "interval": style.say("interval, month", "时段、整月"),
        "recurring": style.say("recurring, days not known", "周期性，日期不详"),
        "window": style.say("somewhere within", "期间某时"),
        "undated": style.say("undated", "无日期"),
    }
    places, x, down = [], 2.0, 0.0
    for kind, name in named.items():
        width = 8 + text_width(name, style.journal.small)
        if kind in used:
            if x + width > style.width - 1:
                x, down = 2.0, down + 3.6
            places.append(Entry(kind, name, x, down))
            x += width + 4
    return places


def _draw_entry(axes: Axes, entry: Entry, y: float, size: float) -> None:
    wide = 2.2 if entry.kind in ("day", "undated") else 7.0
    draw_shape(axes, entry.kind, (entry.x, entry.x + wide, y + entry.down))
    axes.text(entry.x + wide + 1, y + entry.down, entry.name, va="center", fontsize=size)


def _note(style: Style, apart: pd.DataFrame) -> str:
    """Times that are named but are no time of an act, with how often."""
    if apart.empty:
        return ""
    counts = Counter(zip(apart["sense"], apart["text"], strict=True))
    parts = []
    for sense in APART:
        found = [text + (f" ×{n}" if n > 1 else "") for (kind, text), n in counts.items() if kind == sense]
        if found:
            listed = style.say(", ", "、").join(found)
            parts.append(f"{label(sense, style.lang)}{style.say(': ', '：')}{listed}")
    return style.say("Not on the timeline: ", "不入时间线。") + style.say("; ", "；").join(parts)


def _data(activities: pd.DataFrame, marks: list[Mark], apart: pd.DataFrame) -> pd.DataFrame:
    acts = activities[[*KEYS, "from_date", "to_date", "date_text"]].assign(
        mark=[m.number for m in marks],
        label=activities["activity_id"],
        kind=[m.kind for m in marks],
        lane=[m.lane for m in marks],
    )
    others = apart[[*KEYS, "from_date", "to_date"]].assign(
        mark=range(len(marks) + 1, len(marks) + len(apart) + 1),
        label=apart["text"],
        kind=apart["sense"],
        lane="",
        date_text=apart["text"],
    )
    data = pd.concat([acts, others], ignore_index=True)
    return data[["mark", "label", "kind", "lane", "date_text", "from_date", "to_date", *KEYS]]


def _caption(style: Style, marks: list[Mark], apart: pd.DataFrame, by: str) -> Caption:
    total = len(marks)
    dated = sum(m.kind != "undated" for m in marks)
    lane = {"actor": ("actor", "行为者"), "place": ("place", "地点"), "article": ("article", "文章")}[by]
    return Caption(
        style.say(
            f"Activities by {lane[0]}: {dated} of {total} with a time.",
            f"按{lane[1]}排列的活动：{total}项中{dated}项有时间。",
        ),
        style.say(
            f"One mark is one activity; numbers are rows of the data file. {len(apart)} times that are only talked "
            "about are listed, not drawn. An arrow means that a span goes on or has no printed end; shaded: weekends.",
            f"每个标记为一项活动，编号对应数据文件的行。另有{len(apart)}处仅被谈及的时间列于图下。箭头表示延续至图外或未写明终点；灰底为周末。",
        ),
        style.say("Timeline with one lane for each " + lane[0] + ".", f"时间线，每{lane[1]}一行。"),
    )
