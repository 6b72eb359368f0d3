"""The place tree: divisions below one another, with bars."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.plot import KEYS, Caption, Drawing, drawn, fit, mm_axes, text_width
from analysis.figures.style import BLUE, GREY, INK, PALE, Style, open_style
from analysis.gazetteer import ancestors
from analysis.geography import count_chains, count_divisions
from analysis.labels import name_place

ROWS = 45  # with more, divisions below the county are left out, then below the prefecture
INDENT = 3.0  # mm
DEPTHS = ("village", "town", "county", "prefecture")


@drawn
def plot_tree(places: pd.DataFrame, *, lang: str = "en", journal: str = "generic", columns: int = 2) -> Drawing:
    """Draw the divisions as a tree with the addresses in each.

    An address counts once in its division and in all that hold it; the dark
    part of a bar are those that name no part of the division.
    """
    style = open_style(lang, journal, columns)
    counts = count_divisions(places)
    shown = _prune(counts)
    figure = _draw(style, shown)
    chains = count_chains(places)
    data = _data(chains, shown)
    total, hidden = len(chains), len(counts) - len(shown)
    caption = Caption(
        style.say("Places in the news as a tree.", "新闻地点层级树。"),
        style.say(
            f"{total} addresses, each counted once at its deepest member and in all divisions that hold it. "
            f"{hidden} divisions of lower levels are not shown.",
            f"{total}处地址，每处在最具体的一级及其各上级中各计一次。另有{hidden}个下级区划未列出。",
        ),
        style.say("Indented list of divisions with horizontal bars.", "区划缩进列表，附横条。"),
    )
    return Drawing(figure, data, caption, (("in a part", BLUE, "s"), ("no part named", INK, "s")))


def _prune(counts: pd.DataFrame) -> pd.DataFrame:
    """Leave out whole levels from below until the rest can be read."""
    for level in DEPTHS:
        if len(counts) <= ROWS:
            break
        counts = counts[counts["level"] != level]
    return counts.head(ROWS).reset_index(drop=True)


def _draw(style: Style, counts: pd.DataFrame) -> Figure:
    size = style.journal.small
    pitch = max(3.2, size * 0.55)
    names = [name_place(code, style.lang) for code in counts["adcode"]]
    depths = [len(ancestors(code)) - 1 for code in counts["adcode"]]
    widest = max([text_width(n, size) + d * INDENT for n, d in zip(names, depths, strict=True)] or [10])
    left = min(widest + 4, style.width * 0.55)
    height = 6 + pitch * max(1, len(names))
    figure = style.sheet(height)
    axes = mm_axes(figure, (0, 0, style.width, height))
    unit = (style.width - left - 10) / max(1, counts["n"].max() if len(counts) else 1)
    facts = zip(names, depths, counts["n"], counts["own"], strict=True)
    lasts: dict[int, float] = {}
    for n, (name, depth, count, own) in enumerate(facts):
        y = 1 + (n + 0.5) * pitch
        x = 1 + depth * INDENT
        if depth:
            axes.plot(
                [x - 2, x - 2, x - 0.5], [lasts.get(depth - 1, y) + pitch * 0.4, y, y], color=PALE, lw=0.6, zorder=0
            )
        lasts[depth] = y
        axes.text(x, y, fit(name, size, left - x - 1), va="center", fontsize=size)
        axes.barh(y, count * unit, left=left, height=pitch * 0.6, color=BLUE)
        axes.barh(y, own * unit, left=left, height=pitch * 0.6, color=INK)
        axes.text(left + count * unit + 0.8, y, str(count), va="center", fontsize=size)
    y = height - 2.2
    part, none = style.say("in a part of it", "属其下级"), style.say("no part named", "未写明下级")
    for x, colour, text in ((left, INK, none), (left + text_width(none, size) + 8, BLUE, part)):
        axes.barh(y, 2.5, left=x, height=1.6, color=colour)
        axes.text(x + 3.2, y, text, va="center", fontsize=size, color=GREY)
    return figure


def _data(chains: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """One row per division shown and address in it: an address stands in each division of its path."""
    order = {code: n for n, code in enumerate(shown["adcode"], 1)}
    within = [(n, c) for n, code in enumerate(chains["adcode"]) for c in ancestors(code) if c in order]
    rows = chains[KEYS].iloc[[n for n, _ in within]].assign(adcode=[code for _, code in within])
    facts = shown.set_index("adcode")
    rows = rows.assign(mark=rows["adcode"].map(order), label=rows["adcode"].map(facts["name"]))
    rows = rows.assign(n=rows["adcode"].map(facts["n"]), own=rows["adcode"].map(facts["own"]))
    rows = rows.sort_values(["mark", "article_id", "start"], kind="stable").reset_index(drop=True)
    columns = ["mark", "label", "adcode", "n", "own", *KEYS]
    return rows[columns].astype({"mark": "int64", "n": "int64", "own": "int64", "adcode": "str"})
