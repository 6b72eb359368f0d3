"""A statistic where the corpus bears it, and otherwise the sentence that says why not."""

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd

from analysis.views.concordance import view_table
from analysis.views.html import View, tag


def view_statistic(statistic: Callable, *tables: Any, top: int = 20, **options: Any) -> Any:
    """Show the table or figure of a statistic; on a corpus too small or too large for it, why not and what to read.

    >>> from analysis.schema import build
    >>> from analysis.themes import find_topics
    >>> view_statistic(find_topics, build("words", []), build("articles", [])).text.partition(":")[0]
    'find_topics needs 200 articles or 50,000 words, here are 0 articles and 0 words'
    """
    try:
        found = statistic(*tables, **options)
    except ValueError as reason:  # TooSmall is one
        return View(str(reason), tag("p", escape(str(reason))))
    return view_table(found, top=top) if isinstance(found, pd.DataFrame) else found
