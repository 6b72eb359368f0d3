"""The trend: share of the articles period by period, with its interval; a gap stays a gap."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.plot import KEYS, Caption, Drawing, drawn, mm_axes, text_width
from analysis.figures.style import BLUE, FAINT, GREY, INK, PALE, Style, open_style

FEWEST = 3  # periods with articles: two points make no trend
TOP, HEIGHT, FOOT = 5.0, 42.0, 15.0  # mm: room above, the panel, and below it the sizes of the periods


@drawn
def plot_trend(
    trend: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    lang: str = "en",
    journal: str = "generic",
    columns: int = 2,
) -> Drawing:
    """Draw the share of articles in each period with its 95 % Wilson interval, and below it how many there are.

    `trend` is of count_trend, `mentions` of quote_trend with the same question.
    Periods in which nothing was published are left open: the line breaks there.

    Raises ValueError where fewer than three periods have articles.
    """
    style = open_style(lang, journal, columns)
    dated = trend[trend["period"] != ""].reset_index(drop=True)
    having = int((dated["of"] > 0).sum())
    if having < FEWEST:
        raise ValueError(
            f"plot_trend needs {FEWEST} periods in which articles were published, here are {having}: "
            "fewer make no trend; use count_trend"
        )
    size = style.journal.small
    figure = style.sheet(TOP + HEIGHT + FOOT)
    axes = mm_axes(figure, (0, 0, style.width, TOP + HEIGHT + FOOT))
    left = text_width("100%", size) + 3
    step = (style.width - left - 3) / len(dated)
    xs = [left + (n + 0.5) * step for n in range(len(dated))]
    _draw_scale(axes, style, float(dated["high"].max()), left)
    _draw_shares(axes, dated, xs, step)
    _draw_sizes(axes, style, dated, xs, step)
    _draw_names(axes, style, dated["period"].tolist(), xs)
    return Drawing(figure, _data(dated, mentions), _caption(style, trend, dated, having))


def _height(share: float, most: float) -> float:
    return TOP + HEIGHT * (1 - share / most)


def _most(high: float) -> float:
    """The end of the scale: the next of 1, 2, 5 in every power of ten, at most all."""
    return next(m / 1000 for m in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if m / 1000 >= min(high, 1.0))


def _draw_scale(axes: Axes, style: Style, high: float, left: float) -> None:
    most, size = _most(high), style.journal.small
    for part in (0.0, 0.5, 1.0):
        y = _height(most * part, most)
        axes.plot([left, style.width - 3], [y, y], color=PALE, lw=0.5, zorder=0)
        axes.text(left - 1, y, f"{most * part * 100:g}%", ha="right", va="center", fontsize=size)
    axes.text(left, TOP - 1.2, style.say("share of articles", "占稿件比例"), va="bottom", fontsize=size, color=GREY)


def _draw_shares(axes: Axes, dated: pd.DataFrame, xs: list[float], step: float) -> None:
    """Intervals and points; a line joins neighbours, and what has no articles is shaded."""
    most = _most(float(dated["high"].max()))
    before: tuple[float, float] | None = None
    for x, n, of, share, low, high in zip(xs, *(dated[c] for c in ("n", "of", "share", "low", "high")), strict=True):
        if not of:
            axes.bar(x, HEIGHT, bottom=TOP, width=step, color=FAINT, lw=0, zorder=-1)
            before = None
            continue
        y = _height(share, most)
        axes.plot([x, x], [_height(low, most), _height(high, most)], color=BLUE, lw=min(3.0, step * 1.2), alpha=0.3)
        if before:
            axes.plot([before[0], x], [before[1], y], color=BLUE, lw=0.8)
        axes.plot([x], [y], "o", ms=min(3.2, max(1.2, step)), color=BLUE, mfc=BLUE if n else "white", mew=0.6)
        before = (x, y)


def _draw_sizes(axes: Axes, style: Style, dated: pd.DataFrame, xs: list[float], step: float) -> None:
    """How many articles each share is of."""
    base, most, size = TOP + HEIGHT + FOOT - 4.5, int(dated["of"].max()), style.journal.small
    for x, of in zip(xs, dated["of"], strict=True):
        axes.bar(x, -of / most * 5.5, bottom=base, width=step * 0.7, color=PALE, lw=0)
    told = style.say(f"articles, {most:,} at most", f"稿件数（最多{most:,}）")
    axes.text(xs[0] - step / 2, base - 6.2, told, va="bottom", fontsize=size, color=GREY)


def _draw_names(axes: Axes, style: Style, names: list[str], xs: list[float]) -> None:
    """Names of as many periods as there is room for."""
    size = style.journal.small
    wide = text_width(names[0], size) + 2
    every = max(1, -(-int(wide * len(names)) // max(1, int(xs[-1] - xs[0] + 1))))
    for x, name in list(zip(xs, names, strict=True))[::every]:
        if wide / 2 <= x + 1 and x + wide / 2 <= style.width:
            axes.text(x, TOP + HEIGHT + FOOT - 1, name, ha="center", va="bottom", fontsize=size, color=INK)


def _data(dated: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """One row per article counted, by its first mention."""
    held = dated[dated["n"] > 0]
    marks = {period: mark for mark, period in enumerate(held["period"], 1)}
    rows = mentions[mentions["period"].isin(marks)]
    rows = rows.assign(mark=rows["period"].map(marks), label=rows["period"])
    rows = rows.merge(held[["period", "n", "of"]], on="period")
    return rows.sort_values(["mark", "article_id"], kind="stable")[["mark", "label", "n", "of", *KEYS]].reset_index(
        drop=True
    )


def _caption(style: Style, trend: pd.DataFrame, dated: pd.DataFrame, having: int) -> Caption:
    n, of = int(dated["n"].sum()), int(dated["of"].sum())
    left = int(trend["of"].sum()) - of
    return Caption(
        style.say("Share of articles, period by period.", "各时期所占稿件比例。"),
        style.say(
            f"{n:,} of {of:,} articles in {having} periods; {left:,} that belong to no one period are left out. "
            "Bars are 95 % Wilson intervals, grey bars the number of articles; shaded periods have none.",
            f"{having}个时期{of:,}篇稿件中的{n:,}篇；另有{left:,}篇不能归入单一时期，未计。"
            "竖条为95%威尔逊区间，灰条为稿件数；阴影处无稿件。",
        ),
        style.say("Line of points with intervals above bars of sizes.", "带区间的折线，下方为稿件数条形。"),
    )
