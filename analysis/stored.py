"""Tables on disk: read one when it is asked for, or ask DuckDB, which reads what the answer needs and no more."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus import BadInput, find_table, read_table
from analysis.schema import TABLES, build

MOST_ROWS = 20_000_000  # of one table in memory: some 4 GB of words
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    # A query never fetches anything over the network.
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "preserve_insertion_order": "false",
}


def read_stored(folder: Path, name: str) -> pd.DataFrame:
    """Read a table of a folder that the command `tables` wrote.

    Raises BadInput where it is not there, or too large to be held in memory.
    """
    path = find_table(folder, name)
    if path.suffix == ".parquet":
        rows = count_rows(path)
        if rows > MOST_ROWS:
            cure = "count it with an.count_trend and its like, or take a part with query()"
            raise BadInput(f"{path}: has {rows:,} rows, too many for the memory: {cure}")
    return read_table(name, path)


class Sample(NamedTuple):
    """Every `step`th of the `of` pages or records of a dataset, and their articles."""

    step: int
    of: int
    pages: frozenset[str]
    articles: frozenset[str]

    def holds(self, name: str, table: pd.DataFrame) -> pd.Series:
        """Tell which rows of a table belong to it; a link belongs where both its activities do."""
        if name == "links":
            ends = [table[column].str.rsplit("!", n=1).str[0] for column in ("activity_id", "other_id")]
            return ends[0].isin(self.articles) & ends[1].isin(self.articles)
        if "article_id" not in table:
            return table["page_id"].isin(self.pages)
        # The furniture of a page belongs to no article.
        return table["article_id"].isin(self.articles | {f"{page}#0" for page in self.pages})


def draw_sample(folder: Path, most: int) -> Sample | None:
    """Choose every k-th page of a dataset, at most so many in the order of the input; None where it has no more."""
    pages = _read_columns(folder, "pages", ["page_id"])["page_id"]
    step = -(-len(pages) // most)
    if step <= 1:
        return None
    chosen = frozenset(pages.iloc[::step])
    articles = _read_columns(folder, "articles", ["article_id", "page_id"])
    held = articles.loc[articles["page_id"].isin(chosen), "article_id"]
    return Sample(step, len(pages), chosen, frozenset(held))


def _read_columns(folder: Path, name: str, columns: list[str]) -> pd.DataFrame:
    import pyarrow.parquet as pq

    path = find_table(folder, name)
    if path.suffix != ".parquet":
        return read_table(name, path)[columns]
    return pd.concat([pq.read_table(file, columns=columns).to_pandas() for file in list_files(path)], ignore_index=True)


def read_sampled(folder: Path, name: str, sample: Sample) -> pd.DataFrame:
    """Read the rows of a table that belong to a sample, file by file: memory holds no more than these."""
    path = find_table(folder, name)
    tables = (read_table(name, file) for file in list_files(path))
    parts = [table[sample.holds(name, table)] for table in tables]
    return pd.concat(parts, ignore_index=True) if parts else build(name, [])


def count_rows(path: Path) -> int:
    """Rows of a dataset, from the feet of its files."""
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(file).num_rows for file in list_files(path))


def list_files(path: Path) -> list[Path]:
    """Files of a dataset in the order of the input."""
    return sorted(path.glob("*.parquet")) if path.is_dir() else [path]


def ask(sql: str, values: Mapping[str, object], find: Callable[[str], pd.DataFrame | Path]) -> pd.DataFrame:
    """Answer a question in SQL about tables in memory or Parquet datasets on disk.

    Only the tables that the question names are opened; `$name` in it stands for
    one of the values. Without ORDER BY rows come in no fixed order.

    >>> from analysis.schema import build
    >>> pages = build("pages", [("p", "", "", 4, "晨报", "", "", "", "none")])  # a morning paper
    >>> ask("SELECT newspaper, chars FROM pages WHERE chars > $least", {"least": 3}, {"pages": pages}.__getitem__)
      newspaper  chars
    0       晨报      4
    """
    import duckdb

    with duckdb.connect(config=SETTINGS) as connection:
        for name in TABLES:
            if re.search(rf"\b{name}\b", sql):
                _open(connection, name, find(name))
        answer = connection.sql(sql, params=dict(values)).to_arrow_table()
    return answer.to_pandas()


def _open(connection: object, name: str, table: pd.DataFrame | Path) -> None:
    """Make a table known to DuckDB under its name; none of its rows is read yet."""
    if isinstance(table, Path):
        files = ", ".join("'" + str(file).replace("'", "''") + "'" for file in list_files(table))
        connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet([{files}])')  # type: ignore[attr-defined]
    else:
        import pyarrow as pa

        connection.register(name, pa.Table.from_pandas(table, preserve_index=False))  # type: ignore[attr-defined]
