"""Speed of all tables against jieba.lcut on the same text in the same run, and how the cost grows.

    .venv/bin/python benchmarks/speed.py CORPUS.jsonl [--grow 1000 5000 20000] [--jobs 2]

CORPUS has a JSON record with `id`, `body` and perhaps `date`, `title` on each
line. First every table by itself, in one process, warmed up on the first
records, which are not timed: processor time as a multiple of jieba's, whose
start-up is taken off in the same way. Then, with --grow, the whole command
`tables` on archives of growing size, with a straight line through its times:
what does not grow is start-up. Records beyond those of CORPUS are put together
from its sentences, so that no two are the same. Ratios are what counts: machines differ.
"""

import argparse
import gc
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import jieba
import numpy as np
import pandas as pd

from analysis import corpus as disk
from analysis.chinese import find_sentences
from analysis.handle import Corpus
from analysis.schema import TABLES

WARM = 100


class Timed(Corpus):
    """A handle that counts the processor time of each step, without that of the steps it needs."""

    def __getattr__(self, name: str):
        seconds, running = self.__dict__.setdefault("seconds", {}), self.__dict__.setdefault("running", [0.0])
        running.append(0.0)
        began = time.process_time()
        table = super().__getattr__(name)
        whole = time.process_time() - began
        seconds[name] = whole - running.pop()
        running[-1] += whole
        return table


class Cost(NamedTuple):
    """What a command took: seconds by the clock and of the processor, megabytes at most, of one process."""

    wall: float
    processor: float
    memory: float


def read_records(corpus: Path) -> list[dict]:
    return [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]


def make_handle(records: list[dict]) -> Timed:
    days = (disk.Known(published_from=day, published_to=day) for day in (r.get("date") or "" for r in records))
    texts = [
        disk.make_text(r["id"], r["body"], "article", r.get("title") or "", k)
        for r, k in zip(records, days, strict=True)
    ]
    parts = list(disk.to_tables(texts))
    lists = disk.read_lists(None)
    return Timed(*(pd.concat(frames, ignore_index=True) for frames in zip(*parts, strict=True)), lists)


def time_jieba(records: list[dict]) -> float:
    began = time.process_time()
    for record in records:
        jieba.lcut(record["body"])
    return time.process_time() - began


def time_tables(records: list[dict]) -> dict[str, float]:
    """Processor seconds of each step, the slowest first, and of writing them all; garbage lies, as in the command."""
    handle = make_handle(records)
    gc.disable()
    for name in TABLES:
        getattr(handle, name)
    gc.enable()
    seconds = dict(sorted(handle.seconds.items(), key=lambda item: -item[1]))
    for ending in ("csv", "parquet"):
        began = time.process_time()
        for name in TABLES:
            disk.encode_table(name, getattr(handle, name), ending)
        seconds[f"as {ending}"] = time.process_time() - began
    return seconds


def show_tables(records: list[dict]) -> None:
    jieba.lcut("初始化")
    time_jieba(records[:WARM])
    time_tables(records[:WARM])
    timed = records[WARM:]
    before = time_jieba(timed)
    seconds = time_tables(timed)
    unit = (before + time_jieba(timed)) / 2
    print(f"jieba.lcut: {unit:.2f} s for {sum(len(r['body']) for r in timed):,} characters\n")
    print("| step | times jieba.lcut |\n|---|--:|")
    for name, taken in seconds.items():
        print(f"| {name} | {taken / unit:.2f} |")
    tables = sum(taken for name, taken in seconds.items() if not name.startswith("as "))
    print(f"| **all tables** | **{tables / unit:.2f}** |\n")


def grow(records: list[dict], size: int) -> list[dict]:
    """So many records: those of the corpus, then others put together from its sentences, as long as one of them."""
    draw = random.Random(20210611)
    sentences = [r["body"][start:end] for r in records for start, end in find_sentences(r["body"])]
    grown = records[:size]
    while len(grown) < size:
        model = records[len(grown) % len(records)]
        body = ""
        while len(body) < len(model["body"]):
            body += draw.choice(sentences)
        grown.append(model | {"id": f"{model['id']}-{len(grown)}", "body": body})
    return grown


def run_tables(records: list[dict], folder: Path, jobs: int) -> Cost:
    archive = folder / f"{len(records)}.jsonl"
    archive.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
    words = ["tables", str(archive), "--out", str(folder / "out"), "--format", "parquet", "--jobs", str(jobs)]
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "analysis", *words])
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit("the command failed")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def show_growth(records: list[dict], sizes: list[int], jobs: int) -> None:
    print("| records | characters | wall s | processor s | MB | times jieba.lcut | by the clock |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    costs, units = [], []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            grown = grow(records, size)
            before = time_jieba(grown)
            cost = run_tables(grown, Path(folder), jobs)
            unit = (before + time_jieba(grown)) / 2
            chars = sum(len(r["body"]) for r in grown)
            taken = f"{cost.wall:.1f} | {cost.processor:.1f} | {cost.memory:.0f}"
            ratios = f"{cost.processor / unit:.2f} | {cost.wall / unit:.2f}"
            print(f"| {size:,} | {chars:,} | {taken} | {ratios} |", flush=True)
            costs.append(cost)
            units.append(unit)
    if len(sizes) > 1:
        show_fit(sizes, costs, units)


def show_fit(sizes: list[int], costs: list[Cost], units: list[float]) -> None:
    """Straight lines through the costs: their slopes leave start-up out."""
    times = np.array([cost.processor for cost in costs])
    slope, start = np.polyfit(sizes, times, 1)
    rest = times - (slope * np.array(sizes) + start)
    fit = 1 - (rest**2).sum() / ((times - times.mean()) ** 2).sum()
    unit, wall = (np.polyfit(sizes, values, 1)[0] for values in (units, [cost.wall for cost in costs]))
    print(f"\n{slope * 1000:.2f} s for 1,000 records and {start:.1f} s to start; R² {fit:.4f}")
    print(f"without start-up {slope / unit:.2f} times jieba.lcut, by the clock {wall / unit:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--grow", type=int, nargs="+", metavar="RECORDS", default=[])
    parser.add_argument("--jobs", type=int, default=1)
    chosen = parser.parse_args()
    records = read_records(chosen.corpus)
    jieba.setLogLevel("ERROR")
    if chosen.grow:
        show_growth(records, chosen.grow, chosen.jobs)
    else:
        show_tables(records)


if __name__ == "__main__":
    main()
