"""The command line: python -m analysis tables | rerun | report | score | compare."""

import argparse
import os
import sys
import warnings
from pathlib import Path

from analysis.corpus import BadInput


def main(words: list[str] | None = None) -> int:
    """Run one command; 0 if it did what was asked, 2 if its input is bad."""
    options = _parser().parse_args(words)
    warnings.showwarning = _warn  # type: ignore[assignment]
    try:
        options.run(options)
    except BadInput as problem:
        print(f"analysis: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # who reads the output has seen enough: | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("analysis: stopped; earlier results are as they were", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analysis", description="Chinese newspaper pages to tables and figures."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    tables = commands.add_parser("tables", help="write every table of a corpus", description=_TABLES)
    tables.add_argument("corpus", metavar="CORPUS", type=Path, help=_CORPUS)
    tables.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="folder for the tables; made with its parents"
    )
    tables.add_argument("--format", choices=["csv", "parquet", "xlsx"], default="csv", help="default: csv")
    tables.add_argument("--bom", action="store_true", help="begin each CSV with a byte order mark, for Excel")
    tables.add_argument("--layout", choices=["page", "article"], help="default: page for texts, article for records")
    tables.add_argument("--set-aside", action="store_true", help="put bad records into rejected.jsonl and go on")
    where = tables.add_mutually_exclusive_group()
    where.add_argument("--jobs", metavar="N", type=_count, default=os.cpu_count() or 1, help=_JOBS)
    where.add_argument("--scheduler", metavar="ADDRESS", help="a Dask cluster that runs, e.g. tcp://10.0.0.1:8786")
    tables.set_defaults(run=_run_tables)
    rerun = commands.add_parser("rerun", help="run every notebook on a corpus", description=_RERUN)
    rerun.add_argument("corpus", metavar="CORPUS", type=Path, nargs="?", help=f"{_CORPUS}; left out: seeds/, in place")
    rerun.add_argument(
        "--out", metavar="DIR", type=Path, help="folder for notebooks/, figures/, tables/; needed with CORPUS"
    )
    rerun.add_argument("--boundaries", metavar="FILE", type=Path, help="a GeoJSON with a column adcode")
    rerun.set_defaults(run=_run_rerun)
    report = commands.add_parser("report", help="write one self-contained page for colleagues", description=_REPORT)
    report.add_argument("corpus", metavar="CORPUS", type=Path, nargs="?", help=f"{_CORPUS}; left out: seeds/")
    report.add_argument("--out", metavar="FILE", type=Path, required=True, help="the .html to write")
    report.add_argument("--mask-persons", action="store_true", help="write 某 for the names of private persons")
    report.set_defaults(run=_run_report)
    for command in (rerun, report):
        command.add_argument(
            "--lang", choices=["zh", "en"], default="en", help="language of what is shown; default: en"
        )
        command.add_argument("--journal", metavar="NAME", default="generic", help="preset of sizes and fonts")
    score = commands.add_parser("score", help="score a corpus against a hand-read key", description=_SCORE)
    score.add_argument("corpus", metavar="CORPUS", type=Path, help=f"{_CORPUS}, a folder of tables, or another key")
    score.add_argument("--key", metavar="DIR", type=Path, required=True, help="folder of dates.csv, places.csv, ...")
    score.add_argument(
        "--errors", metavar="N", type=int, default=5, help="list the first N errors of each kind; default: 5"
    )
    score.set_defaults(run=_run_score)
    compare = commands.add_parser("compare", help="what changed between two folders of tables", description=_COMPARE)
    compare.add_argument("old", metavar="OLD", type=Path, help="folder of tables of the earlier run")
    compare.add_argument("new", metavar="NEW", type=Path, help="folder of tables of the later run")
    compare.add_argument(
        "--rows", metavar="N", type=int, default=5, help="list the first N changes of each table; default: 5"
    )
    compare.set_defaults(run=_run_compare)
    for command in (tables, rerun, report, score):
        command.add_argument(
            "--lists", metavar="DIR", type=Path, help="the researcher's lists; default: lists/ beside the corpus"
        )
    return parser


_CORPUS = "a folder of .txt, one .txt, or an archive: .jsonl (.gz, .zst), .csv, .parquet with id and body"
_JOBS = "processes on this machine; default: one a core; a few pages need but one"
_TABLES = (
    "Write every table of a corpus. What an earlier run wrote there is replaced, all at once; one cut off goes on."
)
_RERUN = "Run every notebook and write the figures. What an earlier run wrote is replaced, all at once."

_REPORT = "Write findings, figures, tables, sentences and defects as one .html, which needs no network and no Python."
_SCORE = (
    "Precision, recall and F1 of spans, exact and by overlap, and how many values are right. A key is a folder of CSV "
    "named as the tables, with article_id (or page_id), start, end, and the columns that are to be compared. Only pages"
    " that the key names are scored; its pages.csv names those where nothing was found. Two keys: how far they agree."
)
_COMPARE = (
    "What a correction, an update or a repaired page changed: tables, a sentence for the CHANGELOG, the first rows."
)


def _run_tables(options: argparse.Namespace) -> None:
    from analysis.archive import Job, write_tables

    chosen = (options.corpus, options.out, options.format, options.layout, options.lists, options.set_aside)
    write_tables(Job(*chosen, options.jobs, options.scheduler, options.bom))


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: write 1 or more")
    return int(text)


def _run_rerun(options: argparse.Namespace) -> None:
    from analysis.rerun import NotebookFailed, Request, rerun

    chosen = (options.corpus, options.out, options.lang, options.journal, options.lists, options.boundaries)
    try:
        rerun(Request(*chosen))
    except NotebookFailed as problem:
        sys.exit("\n".join(f"analysis: {line}" for line in str(problem).splitlines()))


def _run_report(options: argparse.Namespace) -> None:
    from analysis.handle import read_corpus
    from analysis.report import Look, write_report
    from analysis.rerun import ROOT

    corpus = read_corpus(options.corpus or ROOT / "seeds", options.lists)
    write_report(corpus, options.out, Look(options.lang, options.journal, options.mask_persons))


def _run_score(options: argparse.Namespace) -> None:
    from analysis.corpus import read_key
    from analysis.handle import is_stored, read_corpus
    from analysis.scoring import check_key, print_score, score_keys, score_tables, tell_corrected

    key = read_key(options.key)
    if not is_stored(options.corpus) and any(
        (options.corpus / f"{name}.csv").exists() for name in key.keys() - {"pages"}
    ):
        score = score_keys(read_key(options.corpus), key)
    else:
        corpus = read_corpus(options.corpus, options.lists)
        check_key(key, corpus.pages, corpus.texts)
        score = score_tables({name: getattr(corpus, name) for name in key}, key)
        tell_corrected(corpus, key)
    print(print_score(score, options.errors))


def _run_compare(options: argparse.Namespace) -> None:
    from analysis.corpus import read_tables
    from analysis.scoring import print_changes

    print(print_changes(read_tables(options.old), read_tables(options.new), options.rows))


def _warn(message: Warning | str, *_: object) -> None:
    print(f"analysis: warning: {message}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
