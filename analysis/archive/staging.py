"""The staging folder of a run: finished partitions with their hashes, so that a run that was cut off goes on.

.partial/run.json     what decides the result; another one begins anew
.partial/parts/       a folder for each table, a file for each partition
.partial/journal/     a file for each finished partition, with the hashes of its files
.partial/ready/       the whole result, being moved into the place of the earlier one
"""

import codecs
import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from analysis import corpus as disk
from analysis.archive.links import link_stored
from analysis.schema import TABLES

POINTS = "places.geojson"
HEAD, TAIL = b'{"type": "FeatureCollection", "features": [', b"]}\n"


class Stage(NamedTuple):
    """Where a run puts its partitions until all are there."""

    folder: Path
    out: Path
    ending: str
    bom: bool = False

    @property
    def stored(self) -> str:
        """What partitions are kept as: a workbook is made of CSV rows."""
        return "parquet" if self.ending == "parquet" else "csv"

    def reject(self, text: disk.Rejected) -> None:
        """Note a record that is set aside."""
        line = json.dumps(text._asdict(), ensure_ascii=False)
        with (self.folder / "rejected.jsonl").open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{line}\n")

    def resume(self, run: str) -> None:
        """Keep what an earlier run left if it was the same run, else remove it."""
        left = self.folder / "run.json"
        if not left.exists() or left.read_text("utf-8") != run:
            for name in ("parts", "journal"):
                disk.remove(self.folder / name)
            left.write_text(run, "utf-8")
        for name in ("parts", "journal"):
            (self.folder / name).mkdir(exist_ok=True)

    def holds(self, number: int) -> bool:
        """Say whether a partition is finished and its files are whole."""
        journal = self.folder / "journal" / f"{number:06d}.json"
        if not journal.exists():
            return False
        hashes = json.loads(journal.read_text("utf-8"))
        return all(_hash_file(self.folder / "parts" / name) == found for name, found in hashes.items())

    def keep(self, number: int, files: dict[str, bytes]) -> None:
        """Write the files of a partition, then the line in the journal that says they are whole."""
        hashes = {}
        for name, content in files.items():
            path = self.folder / "parts" / name / f"part-{number:06d}{Path(name).suffix}"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            hashes[f"{name}/{path.name}"] = hashlib.blake2b(content).hexdigest()
        journal = self.folder / "journal" / f"{number:06d}.json"
        journal.with_suffix(".new").write_text(json.dumps(hashes), "utf-8")
        journal.with_suffix(".new").replace(journal)

    def finish(self, run: str) -> None:
        """Put the partitions together as the result, whole but not yet in its place."""
        self._link(run)
        making = self.folder / "making"
        disk.remove(making)
        making.mkdir()
        if self.ending == "csv":
            for name in TABLES:
                mark = codecs.BOM_UTF8 if self.bom else b""
                disk.join_csv(name, self._parts(f"{name}.csv"), making / f"{name}.csv", mark)
        if self.ending == "xlsx":
            disk.write_workbook({name: self._parts(f"{name}.csv") for name in TABLES}, making / disk.WORKBOOK)
        _join_points(self._parts(POINTS), making / POINTS)
        (making / "run.json").write_text(run, "utf-8")
        rejected = self.folder / "rejected.jsonl"
        if rejected.exists():
            rejected.replace(making / rejected.name)
        if self.ending == "parquet":  # last, since from here on the partitions are no longer in their place
            for name in TABLES:
                (self.folder / "parts" / f"{name}.parquet").replace(making / f"{name}.parquet")
        disk.retire(self.out, making)
        making.replace(self.folder / "ready")

    def _link(self, run: str) -> None:
        """Write the table of links, a file for each month."""
        folder = self.folder / "parts" / f"links.{self.stored}"
        disk.remove(folder)
        folder.mkdir()
        for number, links in enumerate(link_stored(self.folder / "parts")):
            path = folder / f"part-{number:06d}.{self.stored}"
            path.write_bytes(disk.encode_table("links", links, self.stored, run))

    def _parts(self, name: str) -> list[Path]:
        return sorted((self.folder / "parts" / name).iterdir())

    def publish(self) -> None:
        """Put the result in the place of an earlier one."""
        count = _count_lines(self.folder / "ready" / "rejected.jsonl")
        disk.move_in(self.folder / "ready", self.out)
        disk.empty(self.folder)
        if count:
            print(f"tables: {count:,} records set aside in rejected.jsonl", file=sys.stderr)


@contextmanager
def open_stage(folder: Path, out: Path, ending: str, bom: bool) -> Iterator[Stage]:
    """Open the staging folder; a result that an earlier run could not move in is moved in first.

    If the run fails, finished partitions stay for the next one; if there are none, nothing does.
    """
    stage = Stage(folder, out, ending, bom)
    if (folder / "ready").exists():
        stage.publish()
    disk.remove(folder / "rejected.jsonl")
    try:
        yield stage
    except BaseException:
        if not (folder / "ready").exists() and not any(folder.glob("journal/*.json")):
            disk.empty(folder)
        raise


def _hash_file(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes()).hexdigest() if path.exists() else ""


def _count_lines(path: Path) -> int:
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _join_points(parts: list[Path], path: Path) -> None:
    """Write one FeatureCollection of those of the partitions."""
    empty = True
    with path.open("wb") as file:
        file.write(HEAD)
        for part in parts:
            features = part.read_bytes().removeprefix(HEAD).removesuffix(TAIL).strip(b"\n")
            if features:
                file.write(b"\n" if empty else b",\n")
                file.write(features)
                empty = False
        file.write(TAIL if empty else b"\n" + TAIL)
