"""The quantity ledger: numbers by unit, each on the scale of its unit."""

import math
from collections.abc import Iterator

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.plot import KEYS, Caption, Drawing, drawn, fit, mm_axes, text_width
from analysis.figures.style import BLUE, FAINT, GREY, Style, open_style
from analysis.schema import check

COUNTING = ("count", "measure", "money", "percent")
ROWS = 40


@drawn
def plot_quantities(
    quantities: pd.DataFrame, *, lang: str = "en", journal: str = "generic", columns: int = 2
) -> Drawing:
    """Draw the numbers that count, grouped by unit and largest first; a dot on a logarithmic scale, a line for a range.

    Lengths can be compared within a unit only. Vague numbers, ordinals and
    numbers in names have no dot; the caption says how many there are.
    """
    style = open_style(lang, journal, columns)
    check("quantities", quantities)
    counting = quantities[quantities["kind"].isin(COUNTING) & (quantities["number"] > 0)]
    most = counting.groupby("unit")["number"].transform("size")
    rows = counting.assign(most=most).sort_values(
        ["most", "unit", "number", "article_id", "start"], ascending=[False, True, False, True, True], kind="stable"
    )
    shown = rows.head(ROWS).reset_index(drop=True)
    figure = _draw(style, shown)
    data = shown.assign(mark=range(1, len(shown) + 1), label=shown["text"])
    data = data[["mark", "label", "unit", "number", "number_to", "what", "window", "kind", *KEYS]]
    return Drawing(figure, data, _caption(style, quantities, counting, shown))


def _decades(rows: pd.DataFrame) -> tuple[int, int]:
    values = [*rows["number"], *rows["number_to"].dropna()]
    low, high = (min(values), max(values)) if values else (1, 10)
    return math.floor(math.log10(low)), max(math.floor(math.log10(low)) + 1, math.ceil(math.log10(high) + 1e-9))


def _draw(style: Style, rows: pd.DataFrame) -> Figure:
    size = style.journal.small
    pitch = size * 0.58
    groups = rows["unit"].nunique()
    height = 5 + pitch * max(1, len(rows)) + 1.2 * groups
    figure = style.sheet(height)
    axes = mm_axes(figure, (0, 0, style.width, height))
    first, last = _decades(rows)
    widest = max(text_width(text, size) for _, text in _ticks(style, first, last))
    left, right = style.width * 0.42, style.width - max(4, widest / 2 + 1)
    unit = (right - left) / (last - first)
    facts = zip(rows["unit"], rows["text"], rows["what"], rows["number"], rows["number_to"], strict=True)
    y, before = pitch * 0.5, None
    for name, text, what, number, number_to in facts:
        y += 1.2 if before not in (None, name) else 0
        before = name
        x = left + (math.log10(number) - first) * unit
        axes.plot([left, x], [y, y], color=FAINT, lw=0.8)
        if number_to == number_to:
            axes.plot([x, left + (math.log10(number_to) - first) * unit], [y, y], color=BLUE, lw=1.2)
        axes.plot([x], [y], marker="o", ms=3, color=BLUE)
        axes.text(1, y, fit(what, size, left * 0.55), va="center", fontsize=size, color=GREY)
        axes.text(left - 2, y, fit(text, size, left * 0.4), ha="right", va="center", fontsize=size)
        y += pitch
    _draw_axis(axes, style, (left, unit, height - 4.5), (first, last))
    return figure


def _ticks(style: Style, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Powers of ten as they are said: 10,000 in English, 1万 in Chinese."""
    chinese = {
        4: "1万",
        5: "10万",
        6: "100万",
        7: "1000万",
        8: "1亿",
        9: "10亿",
        10: "100亿",
        11: "1000亿",
        12: "1万亿",
    }
    for power in range(first, last + 1):
        plain = f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
        yield power, plain if style.lang == "en" else chinese.get(power, f"{10.0**power:g}")


def _draw_axis(axes: Axes, style: Style, place: tuple[float, float, float], decades: tuple[int, int]) -> None:
    left, unit, y = place
    axes.plot([left, left + unit * (decades[1] - decades[0])], [y, y], color=GREY, lw=0.5)
    every = 1 if unit > 11 else 2 if unit > 7 else 4
    for power, text in _ticks(style, *decades):
        x = left + (power - decades[0]) * unit
        axes.plot([x, x], [y, y + 0.8], color=GREY, lw=0.5)
        if (power - decades[0]) % every == 0:
            axes.text(x, y + 1.1, text, ha="center", va="top", fontsize=style.journal.small)


def _caption(style: Style, quantities: pd.DataFrame, counting: pd.DataFrame, shown: pd.DataFrame) -> Caption:
    vague = int((quantities["kind"] == "vague").sum())
    rest = len(quantities) - len(counting) - vague
    return Caption(
        style.say("Numbers in the text, by unit.", "文中数字（按单位）。"),
        style.say(
            f"{len(shown)} of {len(counting)} numbers that count, measure or weigh, on a logarithmic scale; compare "
            f"within a unit only. Without a dot: {vague} vague numbers and {rest} ordinals, names and idioms.",
            f"计数、计量、金额与百分比共{len(counting)}个，图中{len(shown)}个，对数刻度，只可在同一单位内比较。"
            f"未画：模糊数{vague}个，序数、名称、成语等{rest}个。",
        ),
        style.say("Dot plot of numbers, grouped by unit.", "点图，按单位分组。"),
    )
