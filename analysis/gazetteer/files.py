"""The packaged files of the gazetteer, each read once."""

import csv
import gzip
import io
from functools import cache
from importlib import resources


def packaged(name: str) -> bytes:
    """Bytes of a file in analysis/data."""
    return resources.files("analysis").joinpath("data", name).read_bytes()


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of a packaged table without its header."""
    data = packaged(name)
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    return tuple(map(tuple, list(csv.reader(io.StringIO(text)))[1:]))
