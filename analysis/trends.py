"""How much of what, period by period: on tables in memory and on datasets of any size alike.

Every function takes the handle and asks its `query`, which reads from a dataset
only the columns and rows of the question. Periods are those of publication, and
all between the first and the last are there: one in which nothing was published
shows as a gap, not as zero. A page that may belong to two periods belongs to the
row without a period, which stands last.
"""

from datetime import date
from typing import Protocol

import numpy as np
import pandas as pd

from analysis.schema import TABLES

# How DuckDB writes a period, and the days by which one reaches the next.
PERIODS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
CONFIDENCE = 1.959964  # standard deviations of a 95 % interval


class Queried(Protocol):
    """A handle on tables that answers questions in SQL."""

    def query(self, sql: str, **values: object) -> pd.DataFrame:
        """Answer a question about the tables it has."""


def count_trend(
    corpus: Queried, table: str, column: str, values: str | list[str], period: str = "month"
) -> pd.DataFrame:
    """Count the articles that hold a value of a column (a word, a slogan, a body), as a share of all of the period.

    One row per period: n articles of `of`, share, and its 95 % Wilson interval
    low..high (Wilson 1927), which stays within 0-1 and is wide where articles are few.

    >>> from analysis.handle import from_texts
    >>> days = {"a": "2022-01-05", "b": "2022-03-01"}
    >>> corpus = from_texts({"a": "雨停了。", "b": "晴。"}, "article", days)  # rain; sun
    >>> count_trend(corpus, "sentences", "text", "晴。")[["period", "n", "of", "share"]]
        period  n  of  share
    0  2022-01  0   1    0.0
    1  2022-02  0   0    NaN
    2  2022-03  1   1    1.0
    """
    _check_column(table, column)
    counts = corpus.query(
        f"""
        WITH hits AS (SELECT DISTINCT article_id FROM {table} WHERE list_contains($values, "{column}"))
        SELECT {_period("published", period)} AS period, count(hits.article_id) AS n, count(*) AS "of"
        FROM articles JOIN pages USING (page_id) LEFT JOIN hits USING (article_id)
        WHERE articles.kind = 'article' GROUP BY ALL ORDER BY ALL
        """,
        values=[values] if isinstance(values, str) else list(values),
    )
    counts = _fill_gaps(counts, period)
    low, high = wilson(counts["n"].to_numpy(), counts["of"].to_numpy())
    with np.errstate(invalid="ignore"):
        share = counts["n"].to_numpy() / counts["of"].to_numpy()
    return counts.assign(share=share, low=low, high=high)


def count_words(corpus: Queried, table: str = "words", column: str = "text", period: str = "year") -> pd.DataFrame:
    """Count every value of a column in every period: what keyness between periods starts from.

    One row per period and value: n mentions in so many articles.
    """
    _check_column(table, column)
    return corpus.query(
        f"""
        SELECT {_period("published", period)} AS period, counted."{column}" AS "{column}",
               count(*) AS n, count(DISTINCT article_id) AS articles
        FROM {table} AS counted JOIN articles USING (article_id) JOIN pages USING (page_id)
        GROUP BY ALL ORDER BY period, n DESC, "{column}"
        """
    )


def count_places(corpus: Queried, period: str = "year") -> pd.DataFrame:
    """Count the divisions where something happens or a body sits, period by period: the table behind maps by year.

    One row per period and adcode: n addresses, each counted once at its deepest
    member, in so many articles. What has no code (countries, rivers) is left out.
    """
    return corpus.query(
        f"""
        SELECT {_period("published", period)} AS period, adcode, any_value(places.path) AS path,
               count(*) AS n, count(DISTINCT article_id) AS articles
        FROM places JOIN articles USING (article_id) JOIN pages USING (page_id)
        WHERE adcode <> '' AND sense IN ('literal', 'actor') AND (chain_head OR chain IS NULL)
        GROUP BY period, adcode ORDER BY period, adcode
        """
    )


def count_activities(corpus: Queried, period: str = "week") -> pd.DataFrame:
    """Count activities by when they took place, not by when they were printed.

    One row per period: n activities whose days all lie in it. The row without a
    period, the last, has those of a longer time and the undated ones; weeks are
    those of ISO 8601, which begin on Monday.
    """
    counts = corpus.query(
        f"SELECT {_period('activities', period)} AS period, count(*) AS n FROM activities GROUP BY ALL ORDER BY ALL"
    )
    return _fill_gaps(counts, period)


def wilson(n: np.ndarray, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of the 95 % score interval of a share (Wilson 1927); nothing where there is nothing to share.

    >>> [bound.round(4).tolist() for bound in wilson(np.array([0, 8]), np.array([10, 10]))]
    [[0.0, 0.4902], [0.2775, 0.9433]]
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        share, weight = n / of, CONFIDENCE**2 / of
        middle = (share + weight / 2) / (1 + weight)
        half = CONFIDENCE * np.sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def _period(source: str, period: str) -> str:
    """SQL for the period that holds both ends of a window; '' where there is none."""
    if period not in PERIODS:
        raise ValueError(f"period {period!r} is none of {', '.join(PERIODS)}")
    columns = (
        ("published_from", "published_to") if source == "published" else (f"{source}.from_date", f"{source}.to_date")
    )
    first, last = (f"strftime(TRY_CAST({column} AS DATE), '{PERIODS[period]}')" for column in columns)
    return f"CASE WHEN {first} = {last} THEN {first} ELSE '' END"


def _check_column(table: str, column: str) -> None:
    if table not in TABLES:
        raise ValueError(f"there is no table {table!r}: docs/codebook.md has {', '.join(TABLES)}")
    if column not in TABLES[table].columns or "article_id" not in TABLES[table].columns:
        raise ValueError(f"{table} cannot be counted by {column!r}: docs/codebook.md lists its columns")


def _fill_gaps(counts: pd.DataFrame, period: str) -> pd.DataFrame:
    """Give every period between the first and the last a row, and the row without a period the last place."""
    dated = counts[counts["period"] != ""]
    undated = counts[counts["period"] == ""]
    if len(dated):
        every = _between(dated["period"].iloc[0], dated["period"].iloc[-1], period)
        dated = dated.set_index("period").reindex(pd.Index(every, name="period", dtype="str"), fill_value=0)
        dated = dated.reset_index()
    return pd.concat([dated, undated], ignore_index=True)


def _between(first: str, last: str, period: str) -> list[str]:
    """Names of the periods from one to another.

    >>> _between("2020-W52", "2021-W01", "week")  # 2020 had 53 weeks
    ['2020-W52', '2020-W53', '2021-W01']
    """
    if period == "year":
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    if period == "month":
        start, end = (int(name[:4]) * 12 + int(name[5:]) - 1 for name in (first, last))
        return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(start, end + 1)]
    step = 7 if period == "week" else 1
    days = range(_day(first).toordinal(), _day(last).toordinal() + 1, step)
    return [_name(date.fromordinal(day), period) for day in days]


def _day(name: str) -> date:
    """A day, or the first of a week."""
    return date.fromisoformat(name)  # reads both 2021-01-04 and 2021-W01


def _name(day: date, period: str) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}" if period == "week" else day.isoformat()
