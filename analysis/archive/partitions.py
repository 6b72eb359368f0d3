"""The map over partitions: in this process, on local workers, or on a cluster; the same function everywhere."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pandas as pd

from analysis import corpus as disk
from analysis.archive.links import FEATURES, encode_features
from analysis.handle import Corpus
from analysis.places import places_geojson
from analysis.provenance import hash_code
from analysis.schema import TABLES

Files = dict[str, bytes]
# Dask samples its workers and has them give freed memory back at once: that took a twentieth and a tenth of their time.
WORKERS: dict[str, Any] = {
    "distributed.worker.profile.enabled": False,
    "distributed.nanny.pre-spawn-environ": {f"{name}_NUM_THREADS": 1 for name in ("OMP", "MKL", "OPENBLAS")},
}


class Partition(NamedTuple):
    """A stretch of the corpus: its number in the order of the input, its texts, what is known of them."""

    number: int
    texts: pd.DataFrame
    given: pd.DataFrame

    def describe(self) -> str:
        """Name its first and last record, for a message."""
        pages = self.given["page_id"]
        return f"records {pages.iloc[0][:60]!r} to {pages.iloc[-1][:60]!r}"


class Work(NamedTuple):
    """What every partition needs beside its texts."""

    lists: disk.Lists
    ending: str
    run: str


def make_files(work: Work, partition: Partition) -> Files:
    """Compute the tables of a partition and encode them; only the process that asked needs the disk."""
    corpus = Corpus(partition.texts, partition.given, work.lists)
    with _without_pauses():
        files = {
            f"{name}.{work.ending}": disk.encode_table(name, getattr(corpus, name), work.ending, work.run)
            for name in TABLES
            if name != "links"  # they reach beyond the partition
        }
        return files | {FEATURES: encode_features(corpus), "places.geojson": places_geojson(corpus.places).encode()}


@contextmanager
def _without_pauses() -> Iterator[None]:
    """Rows hold no cycles: to look for some among a million of them again and again takes a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _explained(partition: Partition) -> Iterator[None]:
    """Say where in the corpus something went wrong."""
    try:
        yield
    except Exception as problem:
        if type(problem).__name__ == "KilledWorker":  # of Dask, which may not be loaded
            cure = "give them more memory, or use fewer --jobs; the same command goes on"
            raise disk.BadInput(f"{partition.describe()}: the workers on them died: {cure}") from None
        problem.add_note(f"in {partition.describe()}")
        raise


def map_partitions(
    work: Work, partitions: Iterable[Partition], jobs: int = 1, scheduler: str | None = None
) -> Iterator[tuple[Partition, Files]]:
    """Yield each partition with its files, in the order in which they are done.

    Raises BadInput where the scheduler does not answer or its workers have another version.
    """
    if jobs == 1 and scheduler is None:
        for partition in partitions:
            with _explained(partition):
                files = make_files(work, partition)
            yield partition, files
    else:
        with _connect(jobs, scheduler) as client:
            yield from _map_on(client, work, partitions)


def _map_on(client: Any, work: Work, partitions: Iterable[Partition]) -> Iterator[tuple[Partition, Files]]:
    """Keep two partitions a worker under way, never more, so that memory does not grow with the corpus."""
    from dask.distributed import as_completed

    shared = client.scatter(work, broadcast=True)
    running = as_completed()
    at_work: dict[str, Partition] = {}

    def collect() -> tuple[Partition, Files]:
        future = next(running)
        partition = at_work.pop(future.key)
        with _explained(partition):
            return partition, future.result()

    for partition in partitions:
        future = client.submit(make_files, shared, partition, pure=False)
        at_work[future.key] = partition
        running.add(future)
        del future  # a result is freed on its worker as soon as it is here
        if len(at_work) >= 2 * sum(client.nthreads().values()):
            yield collect()
    while at_work:
        yield collect()


@contextmanager
def _connect(jobs: int, scheduler: str | None) -> Iterator[Any]:
    """A client of the cluster at an address, or of one of `jobs` processes on this machine."""
    import logging

    import dask
    from dask.distributed import Client, LocalCluster

    if scheduler is None:
        with (
            dask.config.set(WORKERS),
            LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                dashboard_address=None,
                # Without a dashboard, too, the scheduler listens: on this machine only, at any free port.
                scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
                silence_logs=logging.ERROR,
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
    else:
        try:
            client = Client(scheduler, timeout=10)
        except (OSError, ValueError) as problem:
            reason = str(problem).splitlines()[0]
            raise disk.BadInput(
                f"--scheduler {scheduler}: does not answer ({reason}): start `dask scheduler` there"
            ) from None
        with client:
            _check_workers(client, scheduler)
            yield client


def _check_workers(client: Any, scheduler: str) -> None:
    """Refuse workers that would compute something else."""
    try:
        found = set(client.run(hash_code).values())
    except ModuleNotFoundError:
        found = {""}
    if not found:
        raise disk.BadInput(f"--scheduler {scheduler}: has no worker: start `dask worker {scheduler}`")
    if found != {hash_code()}:
        raise disk.BadInput(f"--scheduler {scheduler}: its workers have another version: install this one there")
