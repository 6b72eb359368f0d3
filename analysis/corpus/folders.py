"""Folders of results: one run at a time, and what an earlier one wrote stays whole until it is replaced."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.corpus.errors import BadInput
from analysis.schema import TABLES

STAGED = ".partial"
LOCK = "lock"
OURS = {f"{name}.{ending}" for name in TABLES for ending in ("csv", "parquet")} | {
    "places.geojson",
    "rejected.jsonl",
    "run.json",
    "tables.xlsx",
}


@contextmanager
def claim(out: Path) -> Iterator[Path]:
    """Give the folder inside `out` where results are staged, to one run at a time.

    What a run leaves in it is there for the next; if nothing is left, it goes,
    and so do the folders that were made for it.

    Raises BadInput where `out` cannot be written, or another run writes there.
    """
    made = [folder for folder in [out, *out.parents] if not folder.exists()]
    staged = out / STAGED
    lock = -1
    try:
        lock = _lock(staged, out)
        yield staged
    except OSError as problem:
        if problem.errno is None:  # an error of the network, say, and none of this disk
            raise
        raise BadInput(f"{out}: cannot be written ({problem.strerror}): make room or name another folder") from None
    finally:
        if lock >= 0:
            if not any(path.name != LOCK for path in staged.iterdir()):
                shutil.rmtree(staged, ignore_errors=True)
            os.close(lock)
        for folder in made:
            with suppress(OSError):
                folder.rmdir()


def _lock(staged: Path, out: Path) -> int:
    """Lock a file that the system frees when its holder ends, however it ends."""
    import fcntl

    while True:
        staged.mkdir(parents=True, exist_ok=True)
        lock = os.open(staged / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise BadInput(f"{out}: another run writes there: wait for its end or name another folder") from None
        # A run that ended in between has removed the file: what is locked must still be there.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock), os.stat(staged / LOCK)):
                return lock
        os.close(lock)


def empty(staged: Path) -> None:
    """Remove what was staged, but for the lock."""
    for path in staged.iterdir():
        if path.name != LOCK:
            remove(path)


def retire(out: Path, ready: Path) -> None:
    """Remove the results of an earlier run that the new one has not."""
    for name in OURS - {path.name for path in ready.iterdir()}:
        remove(out / name)


def move_in(ready: Path, out: Path) -> None:
    """Put results in the place of earlier ones; done again after a crash, it goes on."""
    for path in sorted(ready.iterdir()):
        if path.name != LOCK:
            remove(out / path.name)
            path.replace(out / path.name)


@contextmanager
def replace_all(out: Path) -> Iterator[Path]:
    """Give a folder to write into; what stands in it replaces that of an earlier run, at once, at the end.

    If anything fails, `out` stays as it was. Files of others in `out` are left alone.

    Raises BadInput where `out` cannot be written, or another run writes there.
    """
    with claim(out) as staged:
        empty(staged)
        try:
            yield staged
            retire(out, staged)
            move_in(staged, out)
        except BaseException:
            empty(staged)
            raise


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
