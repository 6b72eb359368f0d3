"""A figure together with what it shows: its data with trace keys, its caption, how to draw it again."""

import inspect
import io
import re
import warnings
from collections.abc import Callable, Mapping
from functools import wraps
from math import fsum  # since 3.12 Python's own sum of floats is another: not the same bytes everywhere
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NamedTuple, ParamSpec

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.figures.style import GETA, JOURNALS, advance, known_glyphs, styled

P = ParamSpec("P")
METADATA: dict[str, dict[str, None]] = {
    "pdf": {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": None},
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
}
SCREEN = 144  # dpi of the picture in a notebook
KEYS = ["article_id", "start", "end", "text"]


class Caption(NamedTuple):
    """Title, what was counted and how, and what a reader who cannot see the figure needs."""

    title: str
    method: str
    alt: str


class Drawing(NamedTuple):
    """What a plot function hands over: one row of `data` per row of a table behind a mark.

    `mark` numbers the marks from 1, `label` names them; the last columns are the
    keys of the row behind it. `series` are the colours, with marker or line
    style, that a reader must tell apart; `names` what a label of codes is called.
    """

    figure: Figure
    data: pd.DataFrame
    caption: Caption
    series: tuple[tuple[str, str, str], ...] = ()
    names: Mapping[str, str] = MappingProxyType({})


class Plot(NamedTuple):
    """A figure for print; JupyterLab shows it as one picture that is the same on every run."""

    figure: Figure
    data: pd.DataFrame
    caption: Caption
    series: tuple[tuple[str, str, str], ...]
    lang: str
    journal: str
    missing: str  # characters that the font lacks, drawn as 〓
    redraw: Callable[[str], "Plot"]

    def __repr__(self) -> str:
        marks = self.data["mark"].nunique()
        return f"Plot: {self.caption.title} [{marks} marks, {len(self.data)} rows behind them]"

    def _repr_png_(self) -> bytes:
        buffer = io.BytesIO()
        self.save(buffer, "png", SCREEN)
        return buffer.getvalue()

    def save(self, file: str | Path | BinaryIO, ending: str, dpi: int | None = None) -> None:
        """Write the figure as pdf, svg or png, with neither clock nor version: same data, same bytes."""
        journal = JOURNALS[self.journal]
        with styled(journal):
            self.figure.savefig(file, format=ending, dpi=dpi or journal.dpi, metadata=METADATA[ending])


def drawn(draw: Callable[P, Drawing]) -> Callable[P, Plot]:
    """Make a plot function of a drawing: it works within the style, prints no missing glyph, and can be redrawn.

    The drawing takes `lang` and `journal` as keywords.
    """
    signature = inspect.signature(draw)

    @wraps(draw)
    def plot(*args: P.args, **kwargs: P.kwargs) -> Plot:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        lang, journal = bound.arguments["lang"], bound.arguments["journal"]
        with styled(JOURNALS.get(journal, JOURNALS["generic"])):
            drawing = draw(*args, **kwargs)
            missing = _replace_missing(drawing.figure)
            drawing = drawing._replace(caption=_tell_largest(drawing, lang))
        if missing:
            warnings.warn(f"the font has no glyph for {missing}: printed as {GETA}", stacklevel=2)

        def redraw(language: str) -> Plot:
            again = {**bound.kwargs, "lang": language}
            return plot(*bound.args, **again)

        return Plot(*drawing[:4], lang, journal, missing, redraw)

    return plot


def _tell_largest(drawing: Drawing, lang: str) -> Caption:
    """Let the alternative text name the three largest marks, where marks are counts."""
    caption, data = drawing.caption, drawing.data
    if "n" not in data or data.empty:
        return caption
    top = data.drop_duplicates("mark").sort_values(["n", "mark"], ascending=[False, True]).head(3)
    listed = [f"{drawing.names.get(name, name)} {n}" for name, n in zip(top["label"], top["n"], strict=True)]
    largest = f" Largest: {', '.join(listed)}." if lang == "en" else f"最大者：{'、'.join(listed)}。"
    return caption._replace(alt=caption.alt + largest)


def _replace_missing(figure: Figure) -> str:
    """Print 〓 for characters that the font lacks; return them, each once, in the order of their code."""
    known, missing = known_glyphs(), set()
    for artist in figure.findobj(Text):
        assert isinstance(artist, Text)
        text = artist.get_text()
        lacking = {c for c in text if ord(c) not in known}
        if lacking:
            missing |= lacking
            artist.set_text("".join(GETA if c in lacking else c for c in text))
    return "".join(sorted(missing))


def shorten(text: str, most: int) -> str:
    """Cut a text to at most so many characters, the last of them an ellipsis.

    >>> shorten("市图书馆开设夜读班", 6)  # the city library opens an evening reading class
    '市图书馆开…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def text_width(text: str, points: float) -> float:
    """Width of a text in mm, by the advance of its characters; a screen's hinting may add some percent.

    >>> round(text_width("长江Yangtze", 7), 1)  # the Yangtze
    14.4
    """
    return fsum(advance(c) for c in text) * points * 25.4 / 72 * 1.03


def fit(text: str, points: float, width: float) -> str:
    """Cut a text to the width in mm."""
    while len(text) > 1 and text_width(text, points) > width:
        text = text.rstrip("…")[:-1] + "…"
    return text


def wrap(text: str, points: float, width: float, lines: int = 2) -> str:
    """Break a text into lines of the width in mm, between words where it has any; the last is cut to fit.

    >>> wrap("黄河两岸春耕忙", 7, 11).split()  # on both banks of the Yellow River, busy with spring ploughing
    ['黄河两岸', '春耕忙']
    """
    done: list[str] = []
    line = ""
    for token in re.findall(r"[\x21-\u2e7f]+ ?|.", text):
        if line and text_width(line + token.rstrip(), points) > width and len(done) < lines - 1:
            done.append(line.rstrip())
            line = ""
        line += token
    if done and len(line) == 1 and len(done[-1]) > 3:  # no character alone on the last line
        done[-1], line = done[-1][:-1], done[-1][-1] + line
    return "\n".join([*done, fit(line.rstrip(), points, width)])


def mm_axes(figure: Figure, box: tuple[float, float, float, float]) -> Axes:
    """Bare axes measured in mm from their top left corner; `box` is left, top, width, height on the sheet."""
    left, top, width, height = box
    wide, high = (float(inches) * 25.4 for inches in figure.get_size_inches())
    axes = figure.add_axes((left / wide, 1 - (top + height) / high, width / wide, height / high))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    return axes
