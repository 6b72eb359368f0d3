"""Views for JupyterLab: plain HTML that survives static export, with a plain text beside it."""

from analysis.views.concordance import view_concordance, view_table
from analysis.views.explorer import explore, find_lines, view_lines
from analysis.views.html import View
from analysis.views.pages import view_article, view_page
from analysis.views.statistic import view_statistic

__all__ = [
    "View",
    "explore",
    "find_lines",
    "view_article",
    "view_concordance",
    "view_lines",
    "view_page",
    "view_statistic",
    "view_table",
]
