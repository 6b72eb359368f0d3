"""Links in a corpus of any length: reports of one event stand in pages of one month or of neighbouring ones."""

import numpy as np
import pandas as pd

from analysis.activities.features import find_features
from analysis.activities.links import link_features
from analysis.schema import build


def link_by_month(activities: pd.DataFrame, words: pd.DataFrame, pages: pd.DataFrame) -> pd.DataFrame:
    """Link the activities of each month of publication with one another and with those of the month after it.

    So an archive of seventy years is linked month by month, and the result does
    not depend on how it is divided. Pages without a date are compared with one
    another only. Rows stand by month, then in the order of the activities.
    """
    # Plain objects, as they are taken month by month: of a few rows at a time Arrow's strings are slow.
    features = find_features(activities, words).astype(object)
    months = find_months(activities, pages)
    rows: list[tuple] = []
    by_month = {str(month): here for month, here in months.groupby(months).indices.items()}
    for month, here in sorted(by_month.items()):
        window = np.union1d(here, by_month.get(next_month(month), here))
        rows += link_features(features.iloc[window], np.isin(window, here))
    return build("links", rows)


def find_months(table: pd.DataFrame, pages: pd.DataFrame) -> pd.Series:
    """Month in which the page of each row was published at the latest; empty where unknown."""
    last = dict(zip(pages["page_id"].tolist(), pages["published_to"].tolist(), strict=True))
    codes, articles = pd.factorize(table["article_id"])
    months = pd.Series([last[article.rsplit("#", 1)[0]][:7] for article in articles], dtype="str")
    return months.take(codes).set_axis(table.index)


def next_month(month: str) -> str:
    """The month after; of no month there is none.

    >>> next_month("1999-12"), next_month("")
    ('2000-01', '')
    """
    if not month:
        return ""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]), 12)
    return f"{year:04d}-{number + 1:02d}"
