"""Preflight: what an editor would send back, found before the figure is sent."""

import io
import re
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import BboxBase

from analysis.figures.plot import Plot
from analysis.figures.save import Saved
from analysis.figures.style import JOURNALS, styled

# Lightness (CIE L*, 0-100) and colour (CIE76) apart enough to be told apart side by side.
LIGHTNESS, COLOUR = 12.0, 20.0
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Row = tuple[str, str, str, bool]
Colour = tuple[float, float, float]


def check_figure(figure: Plot | Saved, journal: str = "") -> pd.DataFrame:
    """Check a figure against a journal, its own if none is named: one row per rule, with what was found.

    Columns: rule, found, wanted, passes. Overlaps and clipping are measured on
    the boxes as they are drawn, fonts in the PDF as it is written.
    """
    plot = figure.plot if isinstance(figure, Saved) else figure
    name = journal or plot.journal
    if name not in JOURNALS:
        raise ValueError(f"journal={name!r}: the presets are {', '.join(map(repr, JOURNALS))}")
    with styled(JOURNALS[plot.journal]):
        rows = [*_sizes(plot.figure, name), *_texts(plot, name), *_fonts(plot), *_colours(plot)]
    return pd.DataFrame(rows, columns=["rule", "found", "wanted", "passes"]).astype({"passes": "bool"})


def _sizes(figure: Figure, name: str) -> Iterator[Row]:
    journal = JOURNALS[name]
    width, height = (float(inches) * 25.4 for inches in figure.get_size_inches())
    fits = any(abs(width - allowed) < 0.5 for allowed in (journal.one, journal.two))
    yield "width", f"{width:.1f} mm", f"{journal.one:g} or {journal.two:g} mm", fits
    yield "height", f"{height:.1f} mm", f"at most {journal.height:g} mm", height <= journal.height + 0.05
    yield "resolution", f"{journal.dpi} dpi, vector", "at least 300 dpi", journal.dpi >= 300
    thin = min((w for artist in figure.findobj() for w in _widths(artist) if w > 0), default=1.0)
    yield "line width", f"{thin:g} pt", f"at least {journal.line:g} pt", thin >= journal.line


def _widths(artist: Artist) -> list[float]:
    """Widths of the lines that an artist really draws."""
    if not artist.get_visible() or isinstance(artist, Text):
        return []
    if isinstance(artist, Line2D):
        return [artist.get_linewidth()] if artist.get_linestyle() not in ("None", "", " ") else []
    if isinstance(artist, Patch):
        return [float(artist.get_linewidth())] if to_rgba(artist.get_edgecolor())[3] > 0 else []
    return [float(width) for width in np.atleast_1d(artist.get_linewidth())] if isinstance(artist, Collection) else []


def _written(figure: Figure) -> list[tuple[Text, BboxBase]]:
    """Texts that are drawn, with the boxes of their ink."""
    assert isinstance(figure.canvas, FigureCanvasAgg)
    renderer = figure.canvas.get_renderer()
    figure.draw_without_rendering()
    texts = [t for t in figure.findobj(Text) if isinstance(t, Text) and t.get_visible() and t.get_text().strip()]
    hidden = {
        id(t) for axes in figure.axes if not axes.axison for t in axes.xaxis.findobj(Text) + axes.yaxis.findobj(Text)
    }
    return [(t, t.get_window_extent(renderer)) for t in texts if id(t) not in hidden]


def _texts(plot: Plot, name: str) -> Iterator[Row]:
    written = _written(plot.figure)
    least = JOURNALS[name].least
    smallest = min((float(text.get_fontsize()) for text, _ in written), default=least)
    yield "text size", f"{smallest:g} pt", f"at least {least:g} pt", smallest >= least
    touching = [f"{a.get_text()} / {b.get_text()}" for (a, x), (b, y) in combinations(written, 2) if _overlap(x, y)]
    yield "overlapping text", "; ".join(touching[:3]) or "none", "none", not touching
    sheet = plot.figure.bbox
    clipped = [t.get_text() for t, box in written if not _within(box, sheet)]
    yield "clipped text", "; ".join(clipped[:3]) or "none", "none", not clipped
    yield "missing glyphs", plot.missing or "none", "none", not plot.missing


def _overlap(a: BboxBase, b: BboxBase) -> bool:
    """More than three pixels at 300 dpi, a quarter of a millimetre, both ways."""
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 3 and min(a.y1, b.y1) - max(a.y0, b.y0) > 3


def _within(box: BboxBase, sheet: BboxBase) -> bool:
    return box.x0 >= -1 and box.y0 >= -1 and box.x1 <= sheet.x1 + 1 and box.y1 <= sheet.y1 + 1


def _fonts(plot: Plot) -> Iterator[Row]:
    buffer = io.BytesIO()
    plot.save(buffer, "pdf")
    kinds = sorted(
        {m.decode() for m in re.findall(rb"/Subtype */(Type3|CIDFontType2|Type1|TrueType)\b", buffer.getvalue())}
    )
    embedded = b"/FontFile" in buffer.getvalue() or not kinds
    passes = "Type3" not in kinds and embedded
    yield (
        "fonts",
        f"{', '.join(kinds) or 'outlines only'}{', embedded' if kinds and embedded else ''}",
        "embedded, no Type 3",
        passes,
    )


def _colours(plot: Plot) -> Iterator[Row]:
    """Signs of different shape need no colour; of the others, colours must differ in grey and to the colour-blind."""
    alike = [(a, b) for a, b in combinations(plot.series, 2) if a[2] == b[2]]
    grey = [f"{a[0]} / {b[0]}" for a, b in alike if abs(_lab(to_rgb(a[1]))[0] - _lab(to_rgb(b[1]))[0]) < LIGHTNESS]
    yield "told apart in grey", "; ".join(grey) or "all", "all", not grey
    blind = sorted({f"{a[0]} / {b[0]}" for a, b in alike for kind in BLINDNESS if _distance(a[1], b[1], kind) < COLOUR})
    yield "told apart by the colour-blind", "; ".join(blind) or "all", "all", not blind


def _distance(one: str, other: str, kind: str) -> float:
    a, b = (_lab(_seen(to_rgb(colour), kind)) for colour in (one, other))
    return sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5


def _linear(colour: Colour) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]


def _seen(colour: Colour, kind: str) -> Colour:
    """A colour as someone with that colour blindness sees it."""
    rgb = _linear(colour)
    linear = [min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in BLINDNESS[kind]]
    r, g, b = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in linear)
    return r, g, b


def _lab(colour: Colour) -> Colour:
    """CIE L*a*b*, D65."""
    r, g, b = _linear(colour)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
