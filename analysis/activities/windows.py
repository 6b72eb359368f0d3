"""Links in a corpus of any length: reports of one event stand in pages of one month or of neighbouring ones."""

import pandas as pd

from analysis.activities.links import link_likes, read_likes
from analysis.schema import build


def link_by_month(activities: pd.DataFrame, words: pd.DataFrame, pages: pd.DataFrame) -> pd.DataFrame:
    """Link the activities of each month of publication with one another and with those of the month after it.

    So an archive of seventy years is linked month by month, and the result does
    not depend on how it is divided. Pages without a date are compared with one
    another only. Rows stand by month, then in the order of the activities.
    """
    likes = read_likes(activities, words)
    months = find_months(activities, pages).tolist()
    by_month: dict[str, list[int]] = {}
    for n, month in enumerate(months):
        by_month.setdefault(month, []).append(n)
    rows: list[tuple] = []
    for month, here in sorted(by_month.items()):
        window = sorted({*here, *by_month.get(next_month(month), [])})
        rows += link_likes([likes[n] for n in window], [months[n] == month for n in window])
    return build("links", rows)


def find_months(table: pd.DataFrame, pages: pd.DataFrame) -> pd.Series:
    """Month in which the page of each row was published at the latest; empty where unknown."""
    last = dict(zip(pages["page_id"].tolist(), pages["published_to"].tolist(), strict=True))
    codes, articles = pd.factorize(table["article_id"])
    months = pd.Series([last[article.rsplit("#", 1)[0]][:7] for article in articles], dtype="str")
    return months.take(codes).set_axis(table.index)


def link_month(activities: pd.DataFrame, words: pd.DataFrame, month: str) -> pd.DataFrame:
    """The rows of link_by_month for one month, of activities with a column `month` and the words of their articles."""
    near = activities[activities["month"].isin([month, next_month(month)])]
    return build("links", link_likes(read_likes(near, words), (near["month"] == month).tolist()))


def next_month(month: str) -> str:
    """The month after; of no month there is none.

    >>> next_month("1999-12"), next_month("")
    ('2000-01', '')
    """
    if not month:
        return ""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]), 12)
    return f"{year:04d}-{number + 1:02d}"
