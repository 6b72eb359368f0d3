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
    "handle": ["read_corpus"],
    "corpus": ["BadInput", "read_tables"],
    "layout": ["explain_layout", "review"],
    "findings": [
        "summarise_corpus",
        "summarise_themes",
        "summarise_geography",
        "summarise_timeline",
        "summarise_actors",
    ],
    "trends": ["count_trend", "count_words", "count_places", "count_activities"],
    "figures": ["plot_page", "plot_words", "plot_cloud", "plot_map", "plot_timeline", "save_figure"],
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
