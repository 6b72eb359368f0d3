"""Links in a corpus of any length: reports of one event stand in pages of one month or of neighbouring ones."""

import pandas as pd

from analysis.activities.links import keep_telling, link_activities
from analysis.schema import build


def link_by_month(activities: pd.DataFrame, words: pd.DataFrame, pages: pd.DataFrame) -> pd.DataFrame:
    """Link the activities of each month of publication with one another and with those of the month after it.

    So an archive of seventy years is linked month by month, and the result does
    not depend on how it is divided. Pages without a date are compared with one
    another only. Rows stand by month, then in the order of the activities.
    """
    activities = activities.assign(month=find_months(activities, pages))
    words = keep_telling(words)  # once, and not for every month
    words = words.assign(month=find_months(words, pages))
    months = sorted(activities["month"].unique())
    found = [link_month(activities, words, month) for month in months]
    return pd.concat(found, ignore_index=True) if found else build("links", [])


def find_months(table: pd.DataFrame, pages: pd.DataFrame) -> pd.Series:
    """Month in which the page of each row was published at the latest; empty where unknown."""
    last = dict(zip(pages["page_id"].tolist(), pages["published_to"].tolist(), strict=True))
    codes, articles = pd.factorize(table["article_id"])
    months = pd.Series([last[article.rsplit("#", 1)[0]][:7] for article in articles], dtype="str")
    return months.take(codes).set_axis(table.index)


def link_month(activities: pd.DataFrame, words: pd.DataFrame, month: str) -> pd.DataFrame:
    """The rows of link_by_month for one month, of tables with a column `month` that hold it and the month after."""
    window = [month, next_month(month)]
    near, said = (table[table["month"].isin(window)].reset_index(drop=True) for table in (activities, words))
    links = link_activities(near, said)
    here = near.loc[near["month"] == month, "activity_id"]
    # A pair of the month after is found again, with that month.
    kept = links["activity_id"].isin(here) | links["other_id"].isin(here)
    return links[kept].reset_index(drop=True)


def next_month(month: str) -> str:
    """The month after; of no month there is none.

    >>> next_month("1999-12"), next_month("")
    ('2000-01', '')
    """
    if not month:
        return ""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]), 12)
    return f"{year:04d}-{number + 1:02d}"
