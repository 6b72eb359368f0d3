"""Names on a map: beside their symbols, touching nothing."""

import math

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.figures.style import GREY

Box = tuple[float, float, float, float]  # left, top, right, bottom in mm


def measure(artist: Text, figure: Figure) -> tuple[float, float]:
    """Width and height in mm as drawn."""
    assert isinstance(figure.canvas, FigureCanvasAgg)
    box = artist.get_window_extent(figure.canvas.get_renderer())
    return box.width / figure.dpi * 25.4 + 0.4, box.height / figure.dpi * 25.4


def find_room(
    size: tuple[float, float], spot: tuple[float, float], radius: float, taken: list[Box], sheet: tuple[float, float]
) -> tuple[float, float] | None:
    """First place around a symbol where a name touches nothing: beside it, above, below, then farther off."""
    width, height = size
    x, y = spot
    own = (x - radius, y - radius, x + radius, y + radius)
    others = [box for box in taken if box != own]
    for gap in (0.5, 2.0, 4.0):
        reach = radius + gap
        right, left, over, under = x + reach, x - reach - width, y - reach - height, y + reach
        middle, level = x - width / 2, y - height / 2
        slant = 0.75 * reach
        places = [(right, level), (left, level), (middle, over), (middle, under)]
        places += [(x + slant, y - slant - height), (x + slant, y + slant)]
        places += [(x - slant - width, y - slant - height), (x - slant - width, y + slant)]
        if radius == 0 and gap == 0.5:
            places.insert(0, (middle, level))
        for left_, top in places:
            box = (left_, top, left_ + width, top + height)
            if left_ < 0.5 or top < 0.5 or box[2] > sheet[0] - 0.5 or box[3] > sheet[1] - 0.5:
                continue
            if not any(_touch(box, other) for other in others):
                return left_, top
    return None


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def draw_leader(axes: Axes, spot: tuple[float, float], radius: float, box: Box) -> None:
    """A thin line from a symbol to a name that stands off."""
    x = min(max(spot[0], box[0]), box[2])
    y = min(max(spot[1], box[1]), box[3])
    distance = math.hypot(x - spot[0], y - spot[1])
    if distance > radius + 1.6 and radius:
        share = radius / distance
        axes.plot(
            [spot[0] + (x - spot[0]) * share, x], [spot[1] + (y - spot[1]) * share, y], color=GREY, lw=0.4, zorder=5
        )
