"""From a Chinese newspaper page to a figure, every number traceable to its characters.

`import analysis as an`, then `study = an.read_corpus("seeds")`: the handle has every
table of docs/codebook.md as an attribute. The verb of a function tells its layer:
read_ files, explain_ and review what was read, summarise_ and count_ tables, quote_
the sentences behind a number, plot_ and save_ figures, view_ text in JupyterLab.
"""

from importlib import import_module
from typing import Any

# Rooms are opened when they are first needed: a command that draws nothing never loads matplotlib.
_ROOMS = {
    "handle": ["read_corpus", "count_repairs"],
    "corpus": ["read_tables"],
    "layout": ["explain_layout", "review"],
    "activities": ["explain_activity"],
    "exports": ["save_calendar", "save_timeline"],
    "findings": [
        "summarise_corpus",
        "summarise_themes",
        "summarise_geography",
        "summarise_timeline",
        "summarise_actors",
    ],
    "words": ["drop_stopwords"],
    "counts": ["count_words", "count_slogans", "count_strings", "quote_strings", "quote_pattern"],
    # not from its own room: a statistic declares its smallest corpus where it is defined
    "themes": [
        "explain_smallest",
        "rank_keyness",
        "compare_parts",
        "find_collocates",
        "find_topics",
        "sign_articles",
        "share_vocabulary",
        "read_wordfreq",
        "read_jieba",
    ],
    "trends": [
        "choose_period",
        "count_trend",
        "quote_trend",
        "count_by_period",
        "count_places_by_period",
        "count_activities_by_period",
        "compare_periods",
        "compare_halves",
    ],
    "figures": [
        "plot_page",
        "plot_words",
        "plot_cloud",
        "plot_dispersion",
        "plot_map",
        "plot_tree",
        "plot_trend",
        "plot_matrix",
        "plot_layers",
        "plot_periods",
        "plot_timeline",
        "plot_ladder",
        "plot_quantities",
        "check_figure",
        "save_figure",
        "trace",
    ],
    "views": ["view_page", "view_article", "view_concordance", "view_lines", "view_statistic", "view_table", "explore"],
    "people": ["count_voices"],
    "scoring": ["score_tables", "compare_tables"],
}
_ROOM = {name: room for room, names in _ROOMS.items() for name in names}
__all__ = sorted(_ROOM)


def __getattr__(name: str) -> Any:
    """Find a public name in its room."""
    if name not in _ROOM:
        raise AttributeError(f"analysis has no {name!r}: it has {', '.join(__all__)}")
    return getattr(import_module(f"analysis.{_ROOM[name]}"), name)


def __dir__() -> list[str]:
    """Offer the public names to <TAB>."""
    return __all__
