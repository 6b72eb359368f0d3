"""The concordance plot: where in each article the mentions stand."""

import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.plot import KEYS, Caption, Drawing, drawn, fit, mm_axes
from analysis.figures.style import BLUE, FAINT, GREY, Style, open_style
from analysis.readings import count_before
from analysis.schema import check

STRIPS = 24  # articles that fit under one another; the ones with most mentions are shown


@drawn
def plot_dispersion(
    mentions: pd.DataFrame,
    paragraphs: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    lang: str = "en",
    journal: str = "generic",
    columns: int = 2,
) -> Drawing:
    """Draw where in its article each mention stands: one strip per article, as long as its text, a tick per mention.

    `mentions` is any table with article_id, start, end, text. Articles without a
    mention keep their strip: it is part of the picture.
    """
    style = open_style(lang, journal, columns)
    check("paragraphs", paragraphs)
    check("articles", articles)
    found = mentions["article_id"].value_counts()
    order = articles.assign(n=articles["article_id"].map(found).fillna(0))
    order = order.sort_values("n", ascending=False, kind="stable").head(STRIPS).sort_index()
    places, lengths = _positions(mentions, paragraphs)
    size = style.journal.small
    pitch = size * 0.62
    height = pitch * max(1, len(order)) + 7
    figure = style.sheet(height)
    axes = mm_axes(figure, (0, 0, style.width, height))
    left = style.width * 0.3
    unit = (style.width - left - 12) / max([1, *(lengths.get(article_id, 1) for article_id in order["article_id"])])
    for n, (article_id, headline) in enumerate(zip(order["article_id"], order["headline"], strict=True)):
        y = 1 + (n + 0.5) * pitch
        axes.text(left - 1.5, y, fit(headline or article_id, size, left - 3), ha="right", va="center", fontsize=size)
        length = lengths.get(article_id, 0) * unit
        axes.barh(y, length, left=left, height=pitch * 0.66, color=FAINT)
        ticks = [left + at * unit for at in places.get(article_id, [])]
        axes.vlines(ticks, y - pitch * 0.33, y + pitch * 0.33, color=BLUE, lw=0.8)
        axes.text(left + length + 1, y, str(len(ticks)), va="center", fontsize=size)
    _draw_scale(axes, style, left, unit, height)
    return Drawing(figure, _data(mentions, articles), _caption(style, mentions, articles, len(order)))


def _positions(mentions: pd.DataFrame, paragraphs: pd.DataFrame) -> tuple[dict[str, list[int]], dict[str, int]]:
    """Characters of the article before each mention, line breaks not counted, and the length of each article."""
    lengths: dict[str, int] = {}
    spots: dict[str, list[tuple[int, int, int, str]]] = {}
    columns = ("article_id", "start", "end", "text", "pieces")
    for article_id, start, end, text, pieces in zip(*(paragraphs[c].tolist() for c in columns), strict=True):
        at = lengths.get(article_id, 0)
        spots.setdefault(article_id, []).append((start, end, at, pieces))
        lengths[article_id] = at + len(text)
    places: dict[str, list[int]] = {}
    for article_id, start in zip(mentions["article_id"], mentions["start"], strict=True):
        for first, last, at, pieces in spots.get(article_id, []):
            if first <= start < last:
                places.setdefault(article_id, []).append(at + count_before(pieces, first, start))
    return places, lengths


def _draw_scale(axes: Axes, style: Style, left: float, unit: float, height: float) -> None:
    length = max(n for n in (10, 50, 100, 500, 1000, 5000, 10**9) if n * unit <= style.width * 0.25 or n == 10)
    y = height - 2.5
    axes.plot([left, left + length * unit], [y, y], color=GREY, lw=0.8)
    text = style.say(f"{length:,} characters", f"{length:,}字")
    axes.text(left + length * unit + 1, y, text, va="center", fontsize=style.journal.small, color=GREY)


def _data(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    heads = dict(zip(articles["article_id"], articles["headline"], strict=True))
    data = mentions[KEYS].assign(mark=range(1, len(mentions) + 1), label=mentions["text"])
    data = data.assign(headline=mentions["article_id"].map(heads).fillna("").astype("str"))
    return data[["mark", "label", "headline", *KEYS]].reset_index(drop=True)


def _caption(style: Style, mentions: pd.DataFrame, articles: pd.DataFrame, shown: int) -> Caption:
    forms = mentions["text"].value_counts()
    listed = style.say(", ", "、").join(forms.head(5).index)
    more = len(forms) - 5
    listed += style.say(f" and {more} more", f"等{len(forms)}个") if more > 0 else ""
    spread = mentions["article_id"].nunique()
    return Caption(
        style.say(f"Where the mentions stand: {listed}.", f"{listed}在文中的位置。"),
        style.say(
            f"{len(mentions)} mentions in {spread} of {len(articles)} items; {shown} items are shown. A strip is as "
            "long as the text of its item, a tick stands at the first character of a mention.",
            f"{len(articles)}条稿件中{spread}条有提及，共{len(mentions)}处；图中列{shown}条。条带长度为正文字数，竖线为提及处首字。",
        ),
        style.say("Strips, one for each article, with ticks.", "条带图，每篇一条，竖线标出位置。"),
    )
