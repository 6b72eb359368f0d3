"""Tables of a corpus of any size: a map over partitions, written all at once."""

import json
import sys
import time
from pathlib import Path
from typing import NamedTuple

from analysis import corpus as disk
from analysis.handle import Corpus, compute_tables, find_lists

try:
    from analysis.places import places_geojson
except ImportError:
    places_geojson = lambda places: "{}"


class Job(NamedTuple):
    """What the command `tables` was asked to do."""

    corpus: Path
    out: Path
    ending: str = "csv"
    layout: str | None = None
    lists: Path | None = None
    set_aside: bool = False


def write_tables(job: Job) -> None:
    """Write every table of a corpus; an earlier result stays whole until the new one is.

    Raises BadInput in one line that names file, record and cure.
    """
    rejected: list[disk.Rejected] | None = [] if job.set_aside else None
    lists = find_lists(job.corpus, job.lists)
    with disk.replace_all(job.out) as folder:
        texts = disk.accept(disk.stream_texts(job.corpus, job.layout), rejected)
        done, began = 0, time.monotonic()
        for part, given in disk.to_tables(texts):
            corpus = Corpus(part, given, lists)
            disk.append_tables(compute_tables(corpus), folder, job.ending)
            done += len(given)
            _report(done, time.monotonic() - began)
        if not done:
            raise disk.BadInput(f"{job.corpus}: holds no record: name a corpus with at least one")
        (folder / "places.geojson").write_text(places_geojson(corpus.places), "utf-8")
        if rejected:
            _write_rejected(rejected, folder / "rejected.jsonl")


def _report(done: int, seconds: float) -> None:
    """Say how far it is, on work that takes more than some seconds."""
    if seconds > 5:
        print(f"tables: {done:,} records, {done / seconds:,.0f} a second", file=sys.stderr)


def _write_rejected(rejected: list[disk.Rejected], path: Path) -> None:
    lines = (json.dumps(text._asdict(), ensure_ascii=False) for text in rejected)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"tables: {len(rejected):,} records set aside in {path.name}", file=sys.stderr)
