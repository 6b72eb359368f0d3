"""How figures look: journal presets, one font, colours, and the size of a sheet.

The style ignores a user's matplotlibrc and leaves the global rcParams alone.
"""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib
from matplotlib import font_manager, ft2font
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

MM = 1 / 25.4
# A private name, so that no system font of the same family can take its place.
FAMILY = "analysis Noto Sans SC"
GETA = "〓"  # 下駄, the printers' mark for a character that is not at hand

INK, GREY, PALE, FAINT = "#1a1a1a", "#6e6e6e", "#c8c8c8", "#efefef"
# Okabe & Ito (2002), told apart by the colour-blind; yellow is left out, it is too light for marks on white.
BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7"


class Journal(NamedTuple):
    """What a journal asks for: mm, points and dots per inch."""

    one: float  # width of one column
    two: float  # width of the page
    height: float  # the most a figure may take
    text: float  # usual size of text
    small: float  # the smallest that we set
    least: float  # the smallest that it accepts
    line: float  # thinnest line
    dpi: int
    source: str


JOURNALS = {
    "generic": Journal(89, 183, 247, 7, 6, 5, 0.4, 300, "widths and limits that Nature and most others accept"),
    "nature": Journal(89, 183, 247, 7, 6, 5, 0.25, 450, "Nature, guide to authors: 5-7 pt, at least 300 dpi, RGB"),
    "elsevier": Journal(90, 190, 240, 7, 6, 6, 0.25, 500, "Elsevier, artwork sizing: 7 pt, sub- and superscript 6"),
    "plos": Journal(132, 190.5, 222.3, 8, 8, 8, 0.4, 300, "PLOS, figure guidelines: 8-12 pt, 300-600 dpi"),
    "chinese": Journal(80, 170, 230, 7.5, 7.5, 7.5, 0.25, 600, "common in Chinese journals: 六号 (7.5 pt), 600 dpi"),
}


class Style(NamedTuple):
    """A language, a journal and a width; what every drawing asks when it needs a word or a size."""

    lang: str
    journal: Journal
    width: float  # mm

    def say(self, english: str, chinese: str) -> str:
        """The text in the language of the figure."""
        return english if self.lang == "en" else chinese

    def sheet(self, height: float) -> Figure:
        """A white sheet of the journal's width, `height` mm high, never pasted into pyplot."""
        figure = Figure(figsize=(self.width * MM, min(height, self.journal.height) * MM), dpi=300)
        FigureCanvasAgg(figure)
        return figure


def open_style(lang: str, journal: str, columns: int) -> Style:
    """Look up the preset of a journal for a figure of one or two columns.

    >>> open_style("zh", "nature", 1).width
    89.0
    >>> open_style("fr", "nature", 1)
    Traceback (most recent call last):
    ValueError: lang='fr': figures speak 'en' and 'zh'
    """
    if lang not in ("en", "zh"):
        raise ValueError(f"{lang=}: figures speak 'en' and 'zh'")
    if journal not in JOURNALS:
        raise ValueError(f"{journal=}: the presets are {', '.join(map(repr, JOURNALS))}")
    if columns not in (1, 2):
        raise ValueError(f"{columns=}: a figure takes 1 or 2 columns")
    preset = JOURNALS[journal]
    return Style(lang, preset, float(preset.one if columns == 1 else preset.two))


@cache
def font_path() -> Path:
    """Noto Sans SC (Open Font Licence) as the package zhplot ships it; importing zhplot would change rcParams."""
    spec = find_spec("zhplot")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("zhplot: its font Noto Sans SC is missing; run make env")
    return Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


@cache
def known_glyphs() -> frozenset[int]:
    """Code points that the font can print; a line break is no glyph and needs none."""
    return frozenset(_face().get_charmap()) | {ord("\n")}


@cache
def _face() -> ft2font.FT2Font:
    font = ft2font.FT2Font(str(font_path()))
    font.set_size(1000, 72)
    return font


@cache
def advance(character: str) -> float:
    """How far a character moves the pen, in ems.

    >>> advance("春"), advance("1") < advance("m")
    (1.0, True)
    """
    code = ord(character) if ord(character) in known_glyphs() and character != "\n" else ord(GETA)
    glyph = _face().load_char(code, ft2font.LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / 1000


@cache
def _register_font() -> str:
    entry = font_manager.ttfFontProperty(_face())
    font_manager.fontManager.ttflist.append(dataclasses.replace(entry, name=FAMILY))
    return FAMILY


def _settings(journal: Journal) -> dict[Any, Any]:
    thin = max(0.5, journal.line)
    return {
        "font.family": [_register_font()],
        "font.size": journal.text,
        "text.hinting": "no_hinting",  # otherwise widths depend on the resolution
        "text.parse_math": False,  # a dollar sign in the corpus is a dollar sign
        "axes.unicode_minus": False,
        "text.color": INK,
        "axes.edgecolor": INK,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.labelsize": journal.text,
        "axes.titlesize": journal.text,
        "xtick.labelsize": journal.small,
        "ytick.labelsize": journal.small,
        "legend.fontsize": journal.small,
        "legend.frameon": False,
        "axes.linewidth": thin,
        "xtick.major.width": thin,
        "ytick.major.width": thin,
        "xtick.major.size": 2.0,
        "ytick.major.size": 2.0,
        "patch.linewidth": thin,
        "lines.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "svg.fonttype": "path",  # the reader's machine needs no font
        "svg.hashsalt": "analysis",
        "pdf.fonttype": 42,  # editors refuse Type 3
        "savefig.dpi": journal.dpi,
    }


@contextmanager
def styled(journal: Journal) -> Iterator[None]:
    """Draw or save within matplotlib's own defaults and this style; outside of it nothing changes."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_settings(journal))
        yield
