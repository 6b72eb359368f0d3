"""Figures for print: tables in, a Plot out; the only room that imports matplotlib."""

from analysis.figures.grids import plot_ladder, plot_layers, plot_matrix
from analysis.figures.ledger import plot_quantities
from analysis.figures.maps import plot_map
from analysis.figures.page import plot_page
from analysis.figures.periods import plot_periods
from analysis.figures.plot import Caption, Plot
from analysis.figures.preflight import check_figure
from analysis.figures.save import Saved, save_figure, write_manifest
from analysis.figures.strips import plot_dispersion
from analysis.figures.timeline import plot_timeline
from analysis.figures.trace import trace
from analysis.figures.tree import plot_tree
from analysis.figures.trend import plot_trend
from analysis.figures.words import plot_cloud, plot_words

__all__ = [
    "Caption",
    "Plot",
    "Saved",
    "check_figure",
    "plot_cloud",
    "plot_dispersion",
    "plot_ladder",
    "plot_layers",
    "plot_map",
    "plot_matrix",
    "plot_page",
    "plot_periods",
    "plot_quantities",
    "plot_timeline",
    "plot_tree",
    "plot_trend",
    "plot_words",
    "save_figure",
    "trace",
    "write_manifest",
]
