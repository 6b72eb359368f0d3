"""How much of what, period by period: on tables in memory and on datasets of any size alike.

Every function takes the handle and asks its `query`, which reads from a dataset
only the columns and rows of the question. Periods (day, week, month, year) are
those of publication; where all between the first and the last are listed, one in
which nothing was published shows as a gap, not as zero. A page that may belong to
two periods, or to none, belongs to the row without a period, which stands last.
"""

from datetime import date
from typing import Protocol

import numpy as np
import pandas as pd

from analysis.counts import wilson
from analysis.schema import TABLES
from analysis.themes.measures import benjamini_hochberg, g2, log_ratio, p_of_g2

# How DuckDB writes a period, and the days by which one reaches the next.
PERIODS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
FEWEST = 20  # articles on either side, below which chance within a few texts drowns any test on words


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
    counts = corpus.query(
        f"""
        WITH hits AS (SELECT DISTINCT article_id FROM {table} WHERE list_contains($values, {_value(table, column)}))
        SELECT {_period("published", period)} AS period, count(hits.article_id) AS n, count(*) AS "of"
        FROM articles JOIN pages USING (page_id) LEFT JOIN hits USING (article_id) GROUP BY ALL ORDER BY ALL
        """,
        values=[values] if isinstance(values, str) else list(values),
    )
    counts = _fill_gaps(counts, period)
    ends = [wilson(n, of) if of else (np.nan, np.nan) for n, of in zip(counts["n"], counts["of"], strict=True)]
    low, high = zip(*ends, strict=True) if ends else ((), ())
    return counts.assign(share=counts["n"] / counts["of"].where(counts["of"] > 0), low=low, high=high)


def quote_trend(
    corpus: Queried, table: str, column: str, values: str | list[str], period: str = "month"
) -> pd.DataFrame:
    """List the articles that count_trend counts, by their first mention: period, article_id, start, end, text.

    >>> from analysis.handle import from_texts
    >>> corpus = from_texts({"a": "雨停了。雨停了。"}, "article", {"a": "2022-01-05"})  # the rain stopped, twice
    >>> quote_trend(corpus, "sentences", "text", "雨停了。").values.tolist()
    [['2022-01', 'a#1', 0, 4, '雨停了。']]
    """
    return corpus.query(
        f"""
        SELECT {_period("published", period)} AS period, article_id, min(start) AS start,
               arg_min("end", start) AS "end", arg_min(text, start) AS text
        FROM {table} JOIN articles USING (article_id) JOIN pages USING (page_id)
        WHERE list_contains($values, {_value(table, column)}) GROUP BY ALL ORDER BY period, article_id
        """,
        values=[values] if isinstance(values, str) else list(values),
    )


def choose_period(corpus: Queried) -> str:
    """The longest of year, month and week by which the corpus has at least three periods; month where none does.

    >>> from analysis.handle import from_texts
    >>> choose_period(from_texts({"a": "雨。", "b": "晴。"}, "article", {"a": "2021-12-30", "b": "2022-12-01"}))
    'month'
    """
    for period in ("year", "month", "week"):
        found = corpus.query(f"SELECT DISTINCT {_period('published', period)} AS period FROM pages")
        if (found["period"] != "").sum() >= 3:
            return period
    return "month"


def count_by_period(corpus: Queried, table: str, column: str, period: str = "year") -> pd.DataFrame:
    """Count every value of a column in every period: one row per period and value, n mentions."""
    return corpus.query(
        f"""
        WITH dated AS (
            SELECT article_id, {_period("published", period)} AS period FROM articles JOIN pages USING (page_id)
        )
        SELECT period, {_value(table, column)} AS "{column}", count(*) AS n
        FROM {table} JOIN dated USING (article_id)
        GROUP BY ALL ORDER BY period, n DESC, "{column}"
        """
    )


def compare_periods(corpus: Queried, one: tuple[str, str], other: tuple[str, str], *, least: int = 3) -> pd.DataFrame:
    """Hold the words of one time against those of another: keyness between periods, both as (first day, last day).

    One row per word with `least` occurrences in both together, the highest log
    ratio (Hardie 2014) first; g2 (Dunning 1993) says how much evidence there is.
    Columns are those of compare_parts; `q` (Benjamini & Hochberg 1995) is empty on
    fewer than 20 articles a side.

    Raises ValueError if nothing was published in one of them.
    """
    sizes = corpus.query(_IN_PERIODS + "SELECT side, count(*) AS n FROM sides GROUP BY side", **_days(one, other))
    articles = {side: int(sizes.loc[sizes["side"] == side, "n"].sum()) for side in (1, 2)}
    for side, (first, last) in enumerate((one, other), 1):
        if not articles[side]:
            raise ValueError(f"nothing was published from {first} to {last}: choose other days")
    counts = corpus.query(_IN_PERIODS + _WORDS, **_days(one, other))
    of, of_other = int(counts["n"].sum()), int(counts["n_other"].sum())
    counts = counts[counts["n"] + counts["n_other"] >= least].reset_index(drop=True)
    columns = (counts["n"], of, counts["n_other"], of_other)
    ratio, evidence = log_ratio(*columns), g2(*columns)
    enough = min(articles.values()) >= FEWEST
    counts = counts.assign(of=of, of_other=of_other, log_ratio=ratio.value, low=ratio.low, high=ratio.high, g2=evidence)
    counts = counts.assign(q=benjamini_hochberg(p_of_g2(evidence)) if enough else float("nan"))
    return counts.sort_values(["log_ratio", "word"], ascending=[False, True], kind="stable").reset_index(drop=True)


def compare_halves(corpus: Queried, *, least: int = 3) -> pd.DataFrame:
    """Hold the words of the earlier half of a corpus against those of the later: compare_periods, cut at the middle.

    Words of the earlier half have a positive log ratio.

    Raises ValueError if a half would have fewer than 20 articles, or all bear one day.
    """
    days = corpus.query(
        "SELECT published_to AS day, count(*) AS n FROM articles JOIN pages USING (page_id) "
        "WHERE published_from <> '' GROUP BY ALL ORDER BY day"
    )
    total = int(days["n"].sum())
    earlier = days["n"].cumsum() <= total / 2
    n = int(days.loc[earlier, "n"].sum())
    if min(n, total - n) < FEWEST:
        raise ValueError(
            f"compare_halves needs {FEWEST} dated articles on either side of the middle day, "
            f"here are {n} and {total - n}: fewer differ by chance alone; use sign_articles"
        )
    first, last = days["day"].iloc[0], days["day"].iloc[-1]
    middle, after = days.loc[earlier, "day"].iloc[-1], days.loc[~earlier, "day"].iloc[0]
    return compare_periods(corpus, (min(first, _FIRST), middle), (after, max(last, _LAST)), least=least)


# Windows of publication may begin before the first of their last days.
_FIRST, _LAST = "0001-01-01", "9999-12-31"
# Articles whose window of publication lies in one of the two times.
_IN_PERIODS = """
    WITH sides AS (
        SELECT article_id, CASE WHEN published_from >= $first AND published_to <= $last THEN 1 ELSE 2 END AS side
        FROM articles JOIN pages USING (page_id)
        WHERE (published_from >= $first AND published_to <= $last AND published_from <> '')
           OR (published_from >= $other_first AND published_to <= $other_last AND published_from <> '')
    )
"""
_WORDS = """
    SELECT if(form <> '', form, text) AS word,
           count(*) FILTER (side = 1) AS n, count(*) FILTER (side = 2) AS n_other
    FROM words JOIN sides USING (article_id)
    GROUP BY word ORDER BY word
"""


def _days(one: tuple[str, str], other: tuple[str, str]) -> dict[str, object]:
    if max(one[0], other[0]) <= min(one[1], other[1]):
        raise ValueError(f"{one} and {other} overlap: a page would stand on both sides")
    return {"first": one[0], "last": one[1], "other_first": other[0], "other_last": other[1]}


def count_places_by_period(corpus: Queried, period: str = "year") -> pd.DataFrame:
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


def count_activities_by_period(corpus: Queried, period: str = "week") -> pd.DataFrame:
    """Count activities by when they took place, not by when they were printed.

    One row per period: n activities whose days all lie in it. The row without a
    period, the last, has those of a longer time and the undated ones; weeks are
    those of ISO 8601, which begin on Monday.
    """
    counts = corpus.query(
        f"SELECT {_period('activities', period)} AS period, count(*) AS n FROM activities GROUP BY ALL ORDER BY ALL"
    )
    return _fill_gaps(counts, period)


def _period(source: str, period: str) -> str:
    """SQL for the period that holds both ends of a window; '' where there is none."""
    if period not in PERIODS:
        raise ValueError(f"period {period!r} is none of {', '.join(PERIODS)}")
    columns = (
        ("published_from", "published_to") if source == "published" else (f"{source}.from_date", f"{source}.to_date")
    )
    first, last = (f"strftime(TRY_CAST({column} AS DATE), '{PERIODS[period]}')" for column in columns)
    return f"CASE WHEN {first} = {last} THEN {first} ELSE '' END"


def _value(table: str, column: str) -> str:
    """SQL for a column of a table; of words what they read as, with the accepted corrections.

    Raises ValueError where there is none that can be counted by article.
    """
    if table not in TABLES or not {"article_id", column} <= set(TABLES[table].columns):
        raise ValueError(f"{table}.{column} cannot be counted by article: docs/codebook.md lists tables and columns")
    return "if(form <> '', form, text)" if column == "text" and "form" in TABLES[table].columns else f'"{column}"'


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
