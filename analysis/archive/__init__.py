"""Tables of a corpus of any size: a map over partitions, written all at once."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis import corpus as disk
from analysis.archive.partitions import Partition, Work, map_partitions
from analysis.archive.progress import Progress
from analysis.archive.staging import Stage, open_stage
from analysis.archive.survey import Survey, survey_corpus
from analysis.handle import find_lists
from analysis.provenance import describe_run

__all__ = ["Job", "write_tables"]


class Job(NamedTuple):
    """What the command `tables` was asked to do; `jobs` and `scheduler` never change a byte of the result."""

    corpus: Path
    out: Path
    ending: str = "csv"
    layout: str | None = None
    lists: Path | None = None
    set_aside: bool = False
    jobs: int = 1
    scheduler: str | None = None
    bom: bool = False


def write_tables(job: Job) -> None:
    """Write every table of a corpus; an earlier result stays whole until the new one is.

    The corpus is read twice: first to see that every record can be read, so that
    a bad one stops the run in its first minutes, then to make the tables. A run
    that was cut off goes on where it was if nothing has changed meanwhile.

    Raises BadInput in one line that names file, record and cure.
    """
    if job.bom and job.ending != "csv":
        raise disk.BadInput(f"--bom: {job.ending} has no byte order mark: leave it out or write --format csv")
    lists = find_lists(job.corpus, job.lists)
    with disk.claim(job.out) as staged, open_stage(staged, job.out, job.ending, job.bom) as stage:
        survey = survey_corpus(job.corpus, job.layout, stage.reject if job.set_aside else None)
        options = {"format": job.ending + (" with BOM" if job.bom else ""), "layout": job.layout or "default"}
        run = describe_run(job.corpus, lists, survey.digest, options)
        stage.resume(run)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", disk.InputWarning)  # the survey has said them
            _fill(stage, job, survey, Work(lists, stage.stored, run))
        stage.publish()


def _fill(stage: Stage, job: Job, survey: Survey, work: Work) -> None:
    """Make the partitions that are not there yet."""
    progress = Progress(survey.records, survey.chars)
    todo = _missing(stage, job, progress)
    # A page or two are done before a cluster has started.
    jobs = job.jobs if survey.partitions > 1 else 1
    for partition, files in map_partitions(work, todo, jobs, job.scheduler):
        stage.keep(partition.number, files)
        progress.report(len(partition.given), int(partition.given["chars"].sum()))
    stage.finish(work.run)


def _missing(stage: Stage, job: Job, progress: Progress) -> Iterator[Partition]:
    """Read the corpus again, as far as it is not yet done."""
    passed_over = (lambda text: None) if job.set_aside else None  # the survey has written them
    texts = disk.accept(disk.stream_texts(job.corpus, job.layout), passed_over)
    for number, (part, given) in enumerate(disk.to_tables(texts)):
        if stage.holds(number):
            progress.skip(len(given), int(given["chars"].sum()))
        else:
            yield Partition(number, part, given)
