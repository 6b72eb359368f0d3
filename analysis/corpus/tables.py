"""Tables on disk: CSV or Parquet, written all or nothing, read back as they were."""

import csv
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from analysis.corpus.errors import BadInput
from analysis.corpus.metadata import read_rows
from analysis.schema import TABLES, build

ARROW = {
    "text": "string[pyarrow]",
    "list": "string[pyarrow]",
    "date": "string[pyarrow]",
    "integer": "int64",
    "count": "Int64",
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
    "flag": lambda value: "true" if value else "false",
    "count": lambda value: "" if value is pd.NA else str(value),
}
READERS: dict[str, Callable] = {
    "integer": int,
    "number": lambda text: float(text or "nan"),
    "coordinate": lambda text: float(text or "nan"),
    "flag": {"true": True, "false": False}.__getitem__,
    "count": lambda text: int(text) if text else None,
}


def append_csv(name: str, table: pd.DataFrame, path: Path) -> None:
    """Add rows to a CSV in the exact form of the contract: UTF-8, `\\n`, quotes only where needed."""
    columns = []
    for column, (kind, _) in TABLES[name].columns.items():
        values, write = table[column].tolist(), WRITERS.get(kind)
        columns.append([write(value) for value in values] if write else values)
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if not file.tell():
            writer.writerow(TABLES[name].columns)
        writer.writerows(zip(*columns, strict=True))


def read_csv(name: str, path: Path) -> pd.DataFrame:
    """Read one table back; NA and null are words.

    Raises BadInput where a column is missing or a value does not fit it.
    """
    csv.field_size_limit(2**27)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
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
    folder = Path(folder)
    found: dict[str, pd.DataFrame] = {}
    for name in TABLES:
        for ending, (_, read) in FORMATS.items():
            if (folder / f"{name}.{ending}").exists():
                found[name] = read(name, folder / f"{name}.{ending}")
    if not found:
        raise BadInput(f"{folder}: holds no tables: write them with `python -m analysis tables CORPUS --out {folder}`")
    return found


def read_key(folder: str | Path) -> dict[str, pd.DataFrame]:
    """Read a hand-read key: CSV named as the tables, with article_id or page_id, start, end and any of their columns.

    Raises BadInput where the folder holds none, or a column is missing or unknown.
    """
    folder = Path(folder)
    found = {name: read_rows(path, ["start", "end"]) for name in TABLES if (path := folder / f"{name}.csv").exists()}
    if not found:
        raise BadInput(f"{folder}: holds no key: name a folder with CSV such as dates.csv, places.csv")
    for name, rows in found.items():
        strange = [
            column for column in (rows[0] if rows else {}) if column not in {*TABLES[name].columns, "page_id", "line"}
        ]
        if strange:
            raise BadInput(f"{name}.csv: unknown column {strange[0]!r}: docs/codebook.md lists those of {name}")
        wrong = next((row for row in rows if not (row["start"].isdigit() and row["end"].isdigit())), None)
        if wrong:
            raise BadInput(f"{name}.csv, line {wrong['line']}: start and end are whole numbers: offsets into the page")
    return {name: pd.DataFrame(rows, dtype="str") for name, rows in found.items()}


def append_parquet(name: str, table: pd.DataFrame, path: Path) -> None:
    """Add rows to a Parquet dataset as one more file; files are numbered in the order of the input."""
    path.mkdir(exist_ok=True)
    part = path / f"part-{len(list(path.iterdir())):06d}.parquet"
    table.astype({c: ARROW[column.kind] for c, column in TABLES[name].columns.items()}).to_parquet(part, index=False)


def read_parquet(name: str, path: Path) -> pd.DataFrame:
    """Read one dataset back with the dtypes of its schema."""
    table = pd.read_parquet(path)
    return build(name, zip(*(table[column].tolist() for column in TABLES[name].columns), strict=True))


FORMATS: dict[str, tuple[Callable, Callable]] = {
    "csv": (append_csv, read_csv),
    "parquet": (append_parquet, read_parquet),
}


def append_tables(tables: Iterable[tuple[str, pd.DataFrame]], folder: Path, ending: str = "csv") -> None:
    """Add the rows of each table to its file or dataset in a folder, which exists."""
    append = FORMATS[ending][0]
    for name, table in tables:
        append(name, table, folder / f"{name}.{ending}")


OURS = {f"{name}.{ending}" for name in TABLES for ending in FORMATS} | {
    "places.geojson",
    "rejected.jsonl",
    "run.json",
}


@contextmanager
def replace_all(out: Path) -> Iterator[Path]:
    """Give a folder to write into; what stands in it replaces that of an earlier run, at once, at the end.

    If anything fails, `out` stays as it was. Files of others in `out` are left alone.

    Raises BadInput where `out` cannot be written.
    """
    made = [parent for parent in [out, *out.parents] if not parent.exists()]
    staged = out / ".partial"
    try:
        if staged.exists():
            shutil.rmtree(staged)
        staged.mkdir(parents=True)
    except OSError as problem:
        raise BadInput(f"{out}: cannot be written ({problem.strerror}): name another folder") from None
    try:
        yield staged
        new = {path.name for path in staged.iterdir()}
        for path in staged.iterdir():
            _remove(out / path.name)
            path.replace(out / path.name)
        for name in OURS - new:
            _remove(out / name)
    except OSError as problem:
        _clear(staged, made)
        raise BadInput(f"{out}: cannot be written ({problem.strerror}): make room or name another folder") from None
    except BaseException:
        _clear(staged, made)
        raise
    staged.rmdir()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _clear(staged: Path, made: list[Path]) -> None:
    """Remove what was staged, and the folders made for it."""
    shutil.rmtree(staged, ignore_errors=True)
    for folder in made:
        folder.rmdir()
