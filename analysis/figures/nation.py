"""What a map of the nation must have: the dashes, and the South China Sea in an inset."""

from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.outlines import SEA, Land, cut_land, set_land
from analysis.figures.placing import Box
from analysis.figures.plot import mm_axes
from analysis.figures.style import FAINT, INK, Style
from analysis.gazetteer import read_boundaries, read_dashes

SHARE = 0.135  # of the width of the sheet: the inset, at the lower right, east of Taiwan
EDGE = "#a0a0a0"


def draw_sea(figure: Figure, axes: Axes, style: Style, land: Land, file: str) -> Box:
    """Draw the dashes on the map and on an inset of the sea; return the box of the inset in mm."""
    sea = cut_land(read_boundaries("province", "", file), SEA)
    width = style.width * SHARE
    inset = set_land(sea, width, land.height * 0.5, frame=SEA)
    box = (style.width - width - 1, land.height - inset.height - 1, style.width - 1, land.height - 1)
    small = mm_axes(figure, (box[0], box[1], width, inset.height))
    thin = max(0.4, style.journal.line)
    small.add_patch(Rectangle((0, 0), width, inset.height, fc="white", ec=INK, lw=thin, clip_on=False))
    small.add_collection(PathCollection(list(inset.outlines.values()), fc=FAINT, ec=EDGE, lw=thin))
    draw_dashes(small, inset, (0, 0, width, inset.height), 0.8)
    draw_dashes(axes, land, (0, 0, style.width, land.height), 0.8)
    return box


def draw_dashes(axes: Axes, land: Land, box: Box, weight: float) -> None:
    """Draw the ten dashes as far as they lie in the box."""
    window = Rectangle(box[:2], box[2] - box[0], box[3] - box[1], transform=axes.transData)
    for dash in read_dashes():
        x, y = land.spots(dash[:, 0], dash[:, 1])
        (line,) = axes.plot(x, y, color=INK, lw=weight, solid_capstyle="butt")
        line.set_clip_path(window)
