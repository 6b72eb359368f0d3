"""Archives as a stream of records: .jsonl (also .gz, .zst), .csv, .parquet."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from analysis.corpus.decode import LARGEST
from analysis.corpus.errors import BadInput

FIELDS = ["id", "body", "date", "title", "newspaper", "region"]


class Raw(NamedTuple):
    """A record as found: where it stands, its fields, or the reason why there are none."""

    where: str
    fields: dict[str, Any]
    reason: str = ""


def read_jsonl(path: Path) -> Iterator[Raw]:
    """Yield the records of JSON lines, compressed or not; empty lines are passed over."""
    with _open(path) as file:
        for number, line in enumerate(_lines(file, path), 1):
            where = f"{path.name}, line {number}"
            if len(line) > LARGEST:
                yield Raw(where, {}, "record is larger than 20 MB: divide it")
            elif line.strip():
                yield _parse(line, where)


def _open(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return cast(IO[bytes], gzip.open(path, "rb"))
    if path.suffix == ".zst":
        import zstandard

        return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(path.open("rb"), read_across_frames=True))
    return path.open("rb")


def _lines(file: IO[bytes], path: Path) -> Iterator[bytes]:
    """Yield lines, of which an overlong one is cut, so that a bomb never fills the memory."""
    try:
        while line := file.readline(LARGEST + 1):
            yield line
            while len(line) > LARGEST and not line.endswith(b"\n"):
                line = file.readline(LARGEST + 1)
    except (EOFError, OSError, zlib.error) as problem:
        raise BadInput(f"{path.name}: is damaged ({problem}): copy it again from its source") from None
    except Exception as problem:  # zstandard's own error class is not worth its import here
        if type(problem).__module__.partition(".")[0] not in ("zstandard", "zstd"):
            raise
        raise BadInput(f"{path.name}: is damaged ({problem}): copy it again from its source") from None


def _parse(line: bytes, where: str) -> Raw:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        return Raw(where, {}, f"is not UTF-8 at byte {problem.start}: save the file as UTF-8")
    except (ValueError, RecursionError) as problem:
        reason = "nested too deeply" if isinstance(problem, RecursionError) else str(problem)
        return Raw(where, {}, f"is not JSON ({reason}): write one object a line")
    if not isinstance(fields, dict):
        return Raw(where, {}, "is not a JSON object: write one object a line")
    return Raw(where, fields)


def read_csv(path: Path) -> Iterator[Raw]:
    """Yield the records of a CSV with a header line."""
    csv.field_size_limit(LARGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            _check_columns(header, path)
            for row in reader:
                where = f"{path.name}, line {reader.line_num}"
                if len(row) == len(header):
                    yield Raw(where, dict(zip(header, row, strict=True)))
                elif row:
                    yield Raw(where, {}, f"has {len(row)} fields, not {len(header)}: quote fields that hold commas")
    except UnicodeDecodeError as problem:
        raise BadInput(f"{path.name}: is not UTF-8 ({problem.reason}): save it as UTF-8") from None
    except csv.Error as problem:
        raise BadInput(f"{path.name}, line {reader.line_num}: {problem}: quote fields as CSV does") from None


def read_parquet(path: Path) -> Iterator[Raw]:
    """Yield the records of a Parquet file, a batch in memory at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        _check_columns(file.schema_arrow.names, path)
        columns = [name for name in FIELDS if name in file.schema_arrow.names]
        number = 0
        for batch in file.iter_batches(batch_size=1024, columns=columns):
            for fields in batch.to_pylist():
                number += 1
                yield Raw(f"{path.name}, record {number}", fields)
    except (pa.ArrowException, OSError) as problem:
        reason = str(problem).splitlines()[0]
        raise BadInput(f"{path.name}: is damaged or no Parquet file ({reason}): write it again") from None


def _check_columns(names: list[str], path: Path) -> None:
    absent = [name for name in ("id", "body") if name not in names]
    if absent:
        raise BadInput(f"{path.name}: missing column {', '.join(absent)}: an archive's records have id and body")


READERS: dict[str, Callable[[Path], Iterator[Raw]]] = {
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl,
    ".jsonl.zst": read_jsonl,
    ".csv": read_csv,
    ".parquet": read_parquet,
}
