"""Dates of a corpus: find_dates against jieba's tokens, JioNLP and Recognizers-Text, in one run.

    python -m venv /tmp/peers && /tmp/peers/bin/python -m pip install -r benchmarks/requirements-peers.txt
    .venv/bin/python benchmarks/dates.py CORPUS.jsonl --peers /tmp/peers/bin/python [--gold GOLD.jsonl]

CORPUS has a JSON record with `body`, and `date` if known, on each line; GOLD the
same records with `spans` of `start` and `end`. Every tool is started, warmed up
on the first records and then timed, best of ROUNDS; peers run in their own
process. Ratios are what counts: machines differ.
"""

import argparse
import contextlib
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 3
WARM = 20
Spans = list[list[tuple[int, int]]]


def read_records(corpus: Path) -> list[dict]:
    return [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]


def ours(records: list[dict]) -> tuple[float, Spans]:
    from analysis.dates import find_dates
    from analysis.schema import build

    rows, pages = [], []
    for n, record in enumerate(records):
        at, day = 0, record.get("date") or ""
        pages.append((str(n), "", "", 0, "", "", day, day, "given" if day else "none"))
        for k, line in enumerate(record["body"].split("\n"), 1):
            if line:
                rows.append((f"{n}#1", k, 1, "body", at, at + len(line), line, "", ""))
            at += len(line) + 1
    tables = build("paragraphs", rows), build("pages", pages)
    start = time.process_time()
    dates = find_dates(*tables)
    seconds = time.process_time() - start
    spans: Spans = [[] for _ in records]
    for article, *span in zip(dates["article_id"], dates["start"], dates["end"], strict=True):
        spans[int(article.split("#")[0])].append((span[0], span[1]))
    return seconds, spans


def tokens(records: list[dict]) -> tuple[float, Spans]:
    import jieba

    return _each(records, lambda record: jieba.lcut(record["body"])[:0])


def jionlp(records: list[dict]) -> tuple[float, Spans]:
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp

    def find(record: dict) -> list[tuple[int, int]]:
        base = {"time_base": time.mktime(time.strptime(record["date"], "%Y-%m-%d"))} if record.get("date") else {}
        found = jionlp.ner.extract_time(record["body"], with_parsing=True, **base)
        return [tuple(mention["offset"]) for mention in found]

    return _each(records, find)


def recognizers(records: list[dict]) -> tuple[float, Spans]:
    from datetime import datetime

    from recognizers_date_time import Culture, recognize_datetime

    def find(record: dict) -> list[tuple[int, int]]:
        day = datetime.fromisoformat(record.get("date") or "2000-01-01")
        found = recognize_datetime(record["body"], Culture.Chinese, reference=day)
        return [(mention.start, mention.end + 1) for mention in found]

    return _each(records, find)


def _each(records: list[dict], find: Callable[[dict], list[tuple[int, int]]]) -> tuple[float, Spans]:
    """Seconds and spans of a tool that takes one text at a time; what it cannot read has none."""
    spans: Spans = []
    start = time.process_time()
    for record in records:
        spans.append([])
        with contextlib.suppress(Exception):
            spans[-1] = find(record)
    return time.process_time() - start, spans


TOOLS = {"ours": ours, "jieba.lcut": tokens, "JioNLP": jionlp, "Recognizers-Text": recognizers}


def measure(tool: str, records: list[dict]) -> tuple[float, Spans]:
    run = TOOLS[tool]
    run(records[:WARM])
    rounds = [run(records) for _ in range(ROUNDS if tool in ("ours", "jieba.lcut") else 1)]
    return min(seconds for seconds, _ in rounds), rounds[-1][1]


def score(found: Spans, gold: Spans, exact: bool) -> float:
    """F1 of one-to-one pairs, equal spans first, then in reading order."""
    hits = 0
    for mine, theirs in zip(found, gold, strict=True):
        same = set(mine) & set(theirs)
        left, right = sorted(set(mine) - same), sorted(set(theirs) - same)
        hits += len(same)
        for a, b in left if not exact else []:
            match = next(((c, d) for c, d in right if c < b and a < d), None)
            if match:
                right.remove(match)
                hits += 1
    return 2 * hits / (sum(map(len, found)) + sum(map(len, gold)) or 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter of the peers' environment")
    parser.add_argument("--gold", metavar="FILE", type=Path)
    parser.add_argument("--tool", choices=TOOLS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    records = read_records(options.corpus)
    if options.tool:
        print(json.dumps(measure(options.tool, records)))
        return
    gold = (
        [[(s["start"], s["end"]) for s in line["spans"]] for line in read_records(options.gold)] if options.gold else []
    )
    print(f"{len(records):,} records, {sum(len(record['body']) for record in records):,} characters")
    base = 0.0
    for tool in TOOLS:
        python = sys.executable if tool in ("ours", "jieba.lcut") else options.peers
        if not python:
            continue
        command = [python, __file__, str(options.corpus), "--tool", tool]
        seconds, spans = json.loads(
            subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()[-1]
        )
        found: Spans = [[(a, b) for a, b in record] for record in spans]
        base = base or seconds
        line = f"{tool:18s}{seconds:9.2f} s{seconds / base:8.2f} x ours{sum(map(len, found)):8d} found"
        if gold and tool != "jieba.lcut":
            line += f"   overlap F1 {score(found, gold, False):.3f}   exact F1 {score(found, gold, True):.3f}"
        print(line)


if __name__ == "__main__":
    main()
