"""Report against event: activities of different articles that look the same are linked, never merged."""

import pandas as pd

from analysis.schema import build, check


def link_activities(activities: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Placeholder until the next commit of this room."""
    check("activities", activities)
    return build("links", [])
