"""Links between activities of an archive: made when all partitions are there, a month and the next one in memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.activities import find_features, find_months, link_features, next_month
from analysis.corpus import remove
from analysis.handle import Corpus
from analysis.schema import build

# Beside its tables each partition leaves what its activities are compared by; it is no part of the result.
FEATURES = "features.parquet"
TEXTS, LISTS = ("activity_id", "article_id", "first", "last", "county", "month"), ("actors", "words")
MONTHS = 100_000  # more than any archive has
BUFFERED = 2000  # rows of a month that wait for one another where partitions are not in the order of time


def encode_features(corpus: Corpus) -> bytes:
    """A Parquet file with what the activities of a partition are compared by, each row with its month."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    acts, sink = corpus.activities, pa.BufferOutputStream()
    features = find_features(acts, corpus.words).assign(month=find_months(acts, corpus.pages))
    pq.write_table(pa.Table.from_pandas(features, _schema(), preserve_index=False), sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def _schema() -> Any:
    """Arrow types, which of a partition without a single actor could not be told."""
    import pyarrow as pa

    texts = [(name, pa.string()) for name in TEXTS]
    return pa.schema([*texts, *((name, pa.list_(pa.string())) for name in LISTS), ("definite", pa.bool_())])


def link_stored(parts: Path) -> Iterator[pd.DataFrame]:
    """Yield the links of each month from what the partitions left."""
    by_month = parts / "months"
    remove(by_month)
    by_month.mkdir()
    folders = _divide(sorted((parts / FEATURES).iterdir()), by_month)
    if not folders:  # no activity at all: a table without rows is a table too
        yield build("links", [])
    for month in sorted(folders):
        names = dict.fromkeys([month, next_month(month)])
        window = pd.concat([_read(folders[name]) for name in names if name in folders])
        window = window.sort_values("number", ignore_index=True)
        yield build("links", link_features(window, (window["month"] == month).to_numpy(bool)))
    remove(by_month)


def _divide(files: list[Path], by_month: Path) -> dict[str, Path]:
    """Sort rows into a folder for each month, so that a partition is read once, wherever its articles stand in time."""
    import pyarrow as pa
    import pyarrow.dataset as ds

    ds.write_dataset(
        _number(files),
        by_month,
        schema=_schema().append(pa.field("number", pa.int64())),
        format="parquet",
        partitioning=["month"],
        partitioning_flavor="hive",
        max_partitions=MONTHS,
        min_rows_per_group=BUFFERED,
    )
    return {folder.name.removeprefix("month="): folder for folder in by_month.iterdir()}


def _number(files: list[Path]) -> Iterator[Any]:
    """Record batches of all partitions, each row with its number in the order of the archive."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    at = 0
    for path in files:
        rows = pq.read_table(path)
        numbers = pa.array(range(at, at + len(rows)), pa.int64())
        at += len(rows)
        yield from rows.append_column("number", numbers).to_batches()


def _read(folder: Path) -> pd.DataFrame:
    return pd.concat(map(pd.read_parquet, folder.iterdir())).assign(month=folder.name.removeprefix("month="))
