"""Links between activities of an archive: made when all partitions are there, a month and the next one in memory."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.activities import find_months, keep_telling, link_month, next_month
from analysis.corpus import conform
from analysis.handle import Corpus
from analysis.schema import build

# Beside its tables each partition leaves what its activities are compared by; it is no part of the result.
ACTIVITIES, WORDS = "compared_activities.parquet", "compared_words.parquet"


def encode_compared(corpus: Corpus) -> dict[str, bytes]:
    """Files with the activities of a partition and the words that tell them apart, each row with its month."""
    acts, words = corpus.activities, keep_telling(corpus.words)
    words = words[words["article_id"].isin(acts["article_id"].unique())]
    return {ACTIVITIES: _encode(acts, corpus.pages), WORDS: _encode(words, corpus.pages)}


def _encode(table: pd.DataFrame, pages: pd.DataFrame) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    table.assign(month=find_months(table, pages)).to_parquet(sink, index=False, compression="zstd")
    return sink.getvalue().to_pybytes()


def link_stored(parts: Path) -> Iterator[pd.DataFrame]:
    """Yield the links of each month from what the partitions left."""
    holders: dict[str, list[str]] = {}
    for path in sorted((parts / ACTIVITIES).iterdir()):
        for month in pd.read_parquet(path, columns=["month"])["month"].unique():
            holders.setdefault(month, []).append(path.name)
    if not holders:  # no activity at all: a table without rows is a table too
        yield build("links", [])
    for month in sorted(holders):
        months = [month, next_month(month)]
        names = sorted({name for m in months for name in holders.get(m, [])})
        acts, words = ([parts / folder / name for name in names] for folder in (ACTIVITIES, WORDS))
        yield link_month(_read("activities", acts, months), _read("words", words, months), month)


def _read(name: str, paths: list[Path], months: list[str]) -> pd.DataFrame:
    rows = pd.concat([pd.read_parquet(path, filters=[("month", "in", months)]) for path in paths], ignore_index=True)
    return conform(name, rows).assign(month=rows["month"])
