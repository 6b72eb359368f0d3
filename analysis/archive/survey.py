"""The first reading of a corpus: is every record good, how many are there, and what are they."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from analysis import corpus as disk
from analysis.provenance import write_text


class Survey(NamedTuple):
    """Size of a corpus, and a hash of all that its tables are made of."""

    records: int
    chars: int
    partitions: int
    digest: str


def survey_corpus(
    path: Path, layout: str | None = None, set_aside: Callable[[disk.Rejected], object] | None = None
) -> Survey:
    """Read a corpus through, a partition in memory at a time.

    Raises BadInput for the first bad record if there is no `set_aside`, and for a corpus without any.
    """
    records = chars = partitions = 0
    digest = hashlib.sha256()
    for batch in disk.to_batches(disk.accept(disk.stream_texts(path, layout), set_aside)):
        partitions += 1
        for text in batch:
            records += 1
            chars += len(text.raw)
            digest.update(write_text(text.page_id, text.sha256, text.title, text.layout, *text.known))
    if not records:
        raise disk.BadInput(f"{path}: holds no record: name a corpus with at least one")
    return Survey(records, chars, partitions, digest.hexdigest())
