"""Links between activities of an archive: made when all partitions are there, a month and the next one in memory."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.activities import find_features, find_months, link_features, next_month
from analysis.corpus import remove
from analysis.handle import Corpus
from analysis.schema import build
from analysis.stored import SETTINGS

# Beside its tables each partition leaves what its activities are compared by; it is no part of the result.
FEATURES = "features.parquet"
TEXTS, LISTS = ("activity_id", "article_id", "first", "last", "county", "month"), ("actors", "words")
ORDER = ["filename", "file_row_number"]  # of the archive
BY_MONTH = f"""
    SELECT * FROM read_parquet($files, filename = true, file_row_number = true) ORDER BY month, {", ".join(ORDER)}
"""
MEMORY, ROWS = "500MB", 50_000  # of the sorting, beyond which it goes to the disk; of a piece of its result


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
    months = _by_month(sorted((parts / FEATURES).iterdir()), parts / "sorting")
    here = next(months, None)
    if here is None:  # no activity at all: a table without rows is a table too
        yield build("links", [])
    while here is not None:
        month, later = str(here["month"].iat[0]), next(months, None)
        near = later is not None and later["month"].iat[0] == next_month(month)
        window = pd.concat([here, later]).sort_values(ORDER, ignore_index=True) if near else here
        yield build("links", link_features(window, (window["month"] == month).to_numpy(bool)))
        here = later


def _by_month(files: list[Path], scratch: Path) -> Iterator[pd.DataFrame]:
    """The rows of each month, in the order of the archive; each partition is read once, wherever it stands in time."""
    batches = _sort(files, scratch) if len(files) > 1 else [_read(files[0])]  # one page needs no database
    groups = (group for batch in batches for _, group in batch.groupby("month"))
    for _, month in groupby(groups, key=lambda group: group["month"].iat[0]):
        yield pd.concat(month, ignore_index=True)


def _read(file: Path) -> pd.DataFrame:
    rows = pd.read_parquet(file)
    return rows.assign(filename=file.name, file_row_number=range(len(rows)))


def _sort(files: list[Path], scratch: Path) -> Iterator[pd.DataFrame]:
    import duckdb

    remove(scratch)
    with duckdb.connect(config={**SETTINGS, "memory_limit": MEMORY, "temp_directory": str(scratch)}) as connection:
        sorted_rows = connection.sql(BY_MONTH, params={"files": list(map(str, files))})
        for batch in sorted_rows.to_arrow_reader(ROWS):
            yield batch.to_pandas()
    remove(scratch)
