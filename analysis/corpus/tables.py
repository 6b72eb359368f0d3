"""Tables on disk: CSV or Parquet, in parts, read back as they were."""

import csv
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.corpus.errors import BadInput
from analysis.schema import DTYPES, TABLES, build

if TYPE_CHECKING:
    import pyarrow as pa

ARROW = {
    "text": "string",
    "list": "string",
    "date": "string",
    "integer": "int64",
    "count": "int64",
    "number": "float64",
    "coordinate": "float64",
    "flag": "bool",
}


def _integral(value: float) -> str:
    """A number as people write it: no .0, nothing where missing.

    >>> [_integral(v) for v in (35000.0, 0.5, float("nan"))]
    ['35000', '0.5', '']
    """
    if value != value:
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _coordinate(value: float) -> str:
    return "" if value != value else f"{value:.5f}"


WRITERS: dict[str, Callable] = {
    "number": _integral,
    "coordinate": _coordinate,
}
READERS: dict[str, Callable] = {
    "integer": int,
    "number": lambda text: float(text or "nan"),
    "coordinate": lambda text: float(text or "nan"),
    "flag": {"true": True, "false": False}.__getitem__,
    "count": lambda text: int(text) if text else None,
}


def encode_csv(name: str, table: pd.DataFrame) -> bytes:
    """Rows in the exact form of the contract: UTF-8, `\\n`, quotes only where needed.

    >>> rows = [("p#1", 1, 1, 1, 0, 7, '他说"好",走了', "")]  # he said "good" and left
    >>> print(encode_csv("sentences", build("sentences", rows)).decode(), end="")
    p#1,1,1,1,0,7,"他说""好"",走了",,false
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not len(table):
        return b""
    texts = [_to_texts(table[column], kind) for column, (kind, _) in TABLES[name].columns.items()]
    lines = pc.binary_join_element_wise(*texts, pa.scalar(",", pa.large_string()))
    return "\n".join([*lines.to_pylist(), ""]).encode()


def _to_texts(column: pd.Series, kind: str) -> "pa.Array":
    """Values as they are written."""
    import pyarrow as pa
    import pyarrow.compute as pc

    values = [WRITERS[kind](value) for value in column.tolist()] if kind in WRITERS else column
    texts = pc.fill_null(pa.array(values).cast(pa.large_string()), "")
    marked = pc.match_substring_regex(texts, '[",\r\n]') if ARROW[kind] == "string" else None
    if marked is None or not pc.any(marked).as_py():
        return texts
    mark, nothing = pa.scalar('"', pa.large_string()), pa.scalar("", pa.large_string())
    quoted = pc.binary_join_element_wise(mark, pc.replace_substring(texts, '"', '""'), mark, nothing)
    return pc.if_else(marked, quoted, texts)


def read_csv(name: str, path: Path) -> pd.DataFrame:
    """Read one table back; NA and null are words.

    Raises BadInput where a column is missing or a value does not fit it.
    """
    csv.field_size_limit(2**27)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file)) or [[]]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise BadInput(f"{path.name}: is damaged ({problem}): write the table again") from None
    columns = TABLES[name].columns
    absent = [column for column in columns if column not in header]
    if absent:
        raise BadInput(f"{path.name}: missing column {absent[0]} ({columns[absent[0]].meaning})")
    places = [(header.index(column), column, kind) for column, (kind, _) in columns.items()]
    return build(name, zip(*(_read_column(rows, place, path) for place in places), strict=True) if rows else [])


def _read_column(rows: list[list[str]], place: tuple[int, str, str], path: Path) -> list[object]:
    at, column, kind = place
    read = READERS.get(kind, str)
    try:
        return [read(row[at]) for row in rows]
    except (ValueError, KeyError, IndexError):
        number = next(n for n, row in enumerate(rows, 2) if not _fits(row, at, read))
        raise BadInput(f"{path.name}, row {number}: {column} is no {kind}: write the table again") from None


def _fits(row: list[str], at: int, read: Callable) -> bool:
    try:
        read(row[at])
    except (ValueError, KeyError, IndexError):
        return False
    return True


def read_tables(folder: str | Path) -> dict[str, pd.DataFrame]:
    """Read the tables of a folder that the command `tables` wrote, by name.

    Raises BadInput where the folder holds none.
    """
    names = [name for name in TABLES if _paths(Path(folder), name)]
    if names in ([], ["pages"]):  # pages.csv beside texts is the researcher's
        raise BadInput(f"{folder}: holds no tables: write them with `python -m analysis tables CORPUS --out {folder}`")
    return {name: read_table(name, find_table(Path(folder), name)) for name in names}


def find_table(folder: Path, name: str) -> Path:
    """Path of a table in a folder, a CSV or a Parquet dataset.

    Raises BadInput where it is not there.
    """
    paths = _paths(folder, name)
    if not paths:
        raise BadInput(
            f"{folder}: has no table {name}: write it with `python -m analysis tables CORPUS --out {folder}`"
        )
    return paths[0]


def _paths(folder: Path, name: str) -> list[Path]:
    return [path for ending in ("parquet", "csv") if (path := folder / f"{name}.{ending}").exists()]


def read_table(name: str, path: Path) -> pd.DataFrame:
    """Read one table from its CSV or dataset."""
    return read_parquet(name, path) if path.suffix == ".parquet" else read_csv(name, path)


def encode_parquet(name: str, table: pd.DataFrame, run: str = "") -> bytes:
    """Bytes of a Parquet file with the schema's Arrow types; `run` says in its metadata what made it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields = [(column, ARROW[kind]) for column, (kind, _) in TABLES[name].columns.items()]
    schema = pa.schema(fields, metadata={"analysis": run})
    # One thread: several cost more than they save, and every processor has a partition of its own.
    arrow = pa.Table.from_pandas(table, pa.schema(fields), preserve_index=False, nthreads=1)
    arrow = arrow.replace_schema_metadata(schema.metadata)
    sink = pa.BufferOutputStream()
    # One chunk a column: else the pages of the file would follow how the table was put together.
    pq.write_table(arrow.combine_chunks(), sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def read_parquet(name: str, path: Path) -> pd.DataFrame:
    """Read a dataset back, files in the order of their names, with the dtypes of its schema."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    try:
        table = pa.concat_tables([pq.read_table(file) for file in files]).to_pandas(ignore_metadata=True)
        return conform(name, table)
    except (pa.ArrowException, OSError, ValueError, KeyError) as problem:
        reason = str(problem).splitlines()[0]
        raise BadInput(f"{path.name}: is no table {name} ({reason}): write the table again") from None


def conform(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Give a table that comes from Arrow the columns and dtypes of its schema."""
    if table.empty:  # its text columns would be Arrow arrays without a chunk, on which pandas cannot join
        return build(name, [])
    return table[[*TABLES[name].columns]].astype(
        {column: DTYPES[kind] for column, (kind, _) in TABLES[name].columns.items()}
    )


def encode_table(name: str, table: pd.DataFrame, ending: str, run: str = "") -> bytes:
    """Bytes of one partition of a table: a Parquet file, or the rows of a CSV without its first line."""
    return encode_parquet(name, table, run) if ending == "parquet" else encode_csv(name, table)


def join_csv(name: str, parts: Iterable[Path], path: Path, mark: bytes = b"") -> None:
    """Write a CSV of its partitions, under its first line; `mark` is what goes before, a byte order mark."""
    with path.open("wb") as file:
        file.write(mark + (",".join(TABLES[name].columns) + "\n").encode())
        for part in parts:
            with part.open("rb") as rows:
                shutil.copyfileobj(rows, file)
