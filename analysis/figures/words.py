"""Words: how often in each article, as bars and, for a poster, as a cloud."""

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from analysis.figures.plot import KEYS, Caption, Drawing, drawn, fit, mm_axes, text_width
from analysis.figures.style import BLUE, GREY, INK, PALE, Style, font_path, open_style
from analysis.labels import gloss, label, translate
from analysis.schema import check

# Panels of more articles than this would have no room for a bar.
PANELS = 8
LEADING = 3.4  # mm from bar to bar
# wordcloud lays out whole pixels: this many to the mm is finer than print needs.
PIXELS = 12


class Tally(NamedTuple):
    """Words by count: the rows behind them, and counts of each word in each article."""

    rows: pd.DataFrame
    counts: pd.DataFrame

    @property
    def total(self) -> pd.Series:
        """Occurrences of each word."""
        return self.counts.sum(axis=1)


def tally_words(words: pd.DataFrame, top: int) -> Tally:
    """Count the words given, as read, and keep the `top` commonest; ties stand in code point order."""
    check("words", words)
    read = words["form"].where(words["form"] != "", words["text"])
    order = read.value_counts().rename_axis("label").reset_index(name="n")
    order = order.sort_values(["n", "label"], ascending=[False, True], kind="stable").head(top)
    rank = {term: n for n, term in enumerate(order["label"], 1)}
    rows = words.assign(label=read, mark=read.map(rank))[read.isin(rank)]
    rows = rows.sort_values(["mark", "article_id", "start"], kind="stable").reset_index(drop=True)
    counts = rows.groupby(["label", "article_id"]).size().unstack(fill_value=0)
    return Tally(rows, counts.reindex(list(rank), fill_value=0))


@drawn
def plot_words(
    words: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    top: int = 20,
    glossary: pd.DataFrame | None = None,
    lang: str = "en",
    journal: str = "generic",
    columns: int = 2,
) -> Drawing:
    """Draw the commonest of the words given as bars, for all and for each article, on one scale.

    Hand over the words that count: it leaves none out. With more than eight
    items the articles give way to the number of articles that have the word.
    """
    style = open_style(lang, journal, columns)
    check("articles", articles)
    tally = tally_words(words, top)
    panels = articles if len(articles) <= PANELS and columns == 2 else articles.head(0)
    leading = max(LEADING, style.journal.small * 25.4 / 72 * 1.3)
    listed = len(panels) * leading + 4 if len(panels) else 2
    height = 9 + leading * max(1, len(tally.counts)) + listed
    figure = style.sheet(height)
    axes = mm_axes(figure, (0, 0, style.width, min(height, style.journal.height)))
    names = [_name(term, style, glossary) for term in tally.counts.index]
    _draw_bars(axes, style, tally, panels, (names, leading))
    return Drawing(figure, _data(tally), _caption(style, tally, words, articles))


def _name(term: str, style: Style, glossary: pd.DataFrame | None) -> str:
    """The word; in English with its gloss."""
    return term if style.lang == "zh" else f"{gloss(term, glossary)}  {term}"


def _draw_bars(axes: Axes, style: Style, tally: Tally, panels: pd.DataFrame, named: tuple[list[str], float]) -> None:
    names, leading = named
    size, top = style.journal.small, 7.0
    left = min(max([text_width(name, size) for name in names], default=10) + 3, style.width * 0.42)
    total = tally.total
    bars = [("", total, INK)]
    for n, (article_id, kind) in enumerate(zip(panels["article_id"], panels["kind"], strict=True), 1):
        if article_id in tally.counts:
            bars.append((str(n), tally.counts[article_id], BLUE if kind == "article" else GREY))
    gap = text_width("000", size) + 2.5
    unit = (style.width - left - gap * len(bars)) / max(
        1, sum(int(counts.max()) for _, counts, _ in bars if len(counts))
    )
    for row, name in enumerate(names):
        axes.text(
            left - 1.2, top + (row + 0.5) * leading, fit(name, size, left - 2), ha="right", va="center", fontsize=size
        )
    x = float(left)
    for head, counts, colour in bars:
        axes.text(x, top - 1, head or style.say("all", "合计"), va="bottom", fontsize=size)
        axes.plot([x, x], [top, top + leading * len(names)], color=PALE, lw=0.5)
        for row, n in enumerate(counts):
            y = top + (row + 0.5) * leading
            if n:
                axes.barh(y, n * unit, left=x, height=leading * 0.62, color=colour)
                axes.text(x + n * unit + 0.6, y, str(n), va="center", fontsize=size)
        x += int(counts.max() if len(counts) else 0) * unit + gap
    axes.text(0.5, top - 1, style.say("occurrences in", "出现次数"), va="bottom", fontsize=size, color=GREY)
    _draw_panel_names(axes, style, panels, top + leading * (len(names) + 0.9), leading)


def _draw_panel_names(axes: Axes, style: Style, panels: pd.DataFrame, top: float, leading: float) -> None:
    size = style.journal.small
    facts = zip(panels["kind"], panels["headline"], panels["chars"], strict=True)
    for n, (kind, headline, chars) in enumerate(facts):
        count = style.say(f"{chars:,} characters", f"{chars:,}字")
        text = f"{n + 1}  {headline or '—'} ({label(kind, style.lang)}, {count})"
        axes.text(2, top + n * leading, fit(text, size, style.width - 4), va="center", fontsize=size, color=GREY)


def _data(tally: Tally) -> pd.DataFrame:
    total, spread = tally.total, (tally.counts > 0).sum(axis=1)
    data = tally.rows.assign(n=tally.rows["label"].map(total), articles=tally.rows["label"].map(spread))
    return data[["mark", "label", "n", "articles", *KEYS]].astype({"mark": "int64"})


def _caption(style: Style, tally: Tally, words: pd.DataFrame, articles: pd.DataFrame) -> Caption:
    shown, of, items = len(tally.counts), len(words), len(articles)
    drawn_rows = len(tally.rows)
    return Caption(
        style.say(f"The {shown} commonest words, by article.", f"最常见的{shown}个词及其在各篇中的次数。"),
        style.say(
            f"Occurrences after segmentation with jieba's dictionary, of {of:,} words that count in {items} items; "
            f"the bars stand for {drawn_rows:,} of them. Items differ in length: counts are not rates.",
            f"按jieba词典分词后的出现次数；{items}条稿件中计入的词共{of:,}个，图中占{drawn_rows:,}个。"
            "各篇长短不一，次数不是频率。",
        ),
        style.say(
            "Horizontal bars, one row for each word, in descending order, one column of bars for each item.",
            "横条图，每词一行，按次数降序排列，每条稿件一列。",
        ),
    )


@drawn
def plot_cloud(
    words: pd.DataFrame,
    *,
    top: int = 60,
    glossary: pd.DataFrame | None = None,
    lang: str = "en",
    journal: str = "generic",
    columns: int = 1,
) -> Drawing:
    """Draw the commonest of the words given as a cloud, the size by count; blue where all occurrences are in one item.

    In English a word that the glossary has is set in English. A cloud shows
    which words there are, not how often: print plot_words beside it.
    """
    style = open_style(lang, journal, columns)
    tally = tally_words(words, top)
    height = round(style.width * 0.62)
    figure = style.sheet(height + 6)
    axes = mm_axes(figure, (0, 0, style.width, height))
    names = translate(tally.counts.index, glossary) if lang == "en" else {}
    one_only = (tally.counts > 0).sum(axis=1).eq(1) & (words["article_id"].nunique() > 1)
    shown = tally.total.rename(index=names)
    ink = dict(zip(shown.index, one_only.map({True: BLUE, False: INK}), strict=True))
    for word, pixels, x, y in _lay_out(shown, style, height):
        _set_word(axes, word, (pixels, x, y), ink[word])
    key = mm_axes(figure, (0, height, style.width, 6))
    size, one, several = (
        style.journal.small,
        style.say("in one item only", "仅见于一篇"),
        style.say("in several", "见于多篇"),
    )
    key.text(2, 3, f"■ {one}", color=BLUE, fontsize=size, va="center")
    key.text(2 + text_width(f"■ {one}", size) + 5, 3, f"■ {several}", color=INK, fontsize=size, va="center")
    least = int(tally.total.min()) if len(tally.total) else 0
    return Drawing(
        figure, _data(tally), _cloud_caption(style, tally, least), (("one", BLUE, "s"), ("several", INK, "s"))
    )


def _lay_out(total: pd.Series, style: Style, height: float) -> list[tuple[str, int, int, int]]:
    """Let wordcloud find the places: word, size, left and top in pixels; seeded, hence always the same."""
    from wordcloud import WordCloud

    if total.empty:
        return []
    cloud = WordCloud(
        font_path=str(font_path()),
        width=int(style.width * PIXELS),
        height=int(height * PIXELS),
        prefer_horizontal=1.0,
        relative_scaling=0.6,
        min_font_size=int(style.journal.small * 25.4 / 72 * PIXELS) + 1,
        max_font_size=int(height * PIXELS / 5),
        margin=int(PIXELS * 0.7),
        random_state=42,
    ).generate_from_frequencies({term: int(n) for term, n in total.items()})
    return [(word, size, left, top) for (word, _), size, (top, left), _, _ in cloud.layout_]


def _set_word(axes: Axes, word: str, place: tuple[int, int, int], colour: str) -> None:
    """Set a word where wordcloud placed its ink, as outlines of the same font: the cloud stays vector."""
    from matplotlib.font_manager import FontProperties

    size, left, top = place
    # A TextPath of size s is s units to the em, as wordcloud's pixels are.
    path = TextPath((0, 0), word, size=size, prop=FontProperties(fname=font_path()))
    ink = path.get_extents()
    fit_in = Affine2D().translate(-ink.x0, -ink.y1).scale(1, -1).translate(left, top).scale(1 / PIXELS)
    axes.add_patch(PathPatch(fit_in.transform_path(path), fc=colour, lw=0))


def _cloud_caption(style: Style, tally: Tally, least: int) -> Caption:
    shown = len(tally.counts)
    return Caption(
        style.say(f"Cloud of the {shown} commonest words.", f"最常见的{shown}个词（词云）。"),
        style.say(
            f"Size grows with the number of occurrences ({least} at least); place has no meaning. Counts are in the "
            "data and in the bar chart.",
            f"字号随出现次数增大（最少{least}次），位置没有含义；次数见数据和条形图。",
        ),
        style.say("Word cloud; the counts are listed in the data file.", "词云图，次数见数据文件。"),
    )
