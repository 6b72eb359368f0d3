"""Places of a corpus: time of find_places against jieba's tokens, cpca and jieba.posseg, in one run.

    python -m venv /tmp/peers && /tmp/peers/bin/python -m pip install -r benchmarks/requirements-peers.txt
    .venv/bin/python benchmarks/places.py CORPUS.jsonl --peers /tmp/peers/bin/python

CORPUS has a JSON record with `body` on each line. Every tool is started, warmed
up on the first records and then timed on all of them, best of three rounds;
peers run in their own process. Ratios are what counts: machines differ.
"""

import argparse
import contextlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 3
WARM = 20


def read_bodies(corpus: Path) -> list[str]:
    return [json.loads(line)["body"] for line in corpus.read_text("utf-8").splitlines()]


def best_time(work: Callable[[list[str]], object], bodies: list[str]) -> float:
    work(bodies[:WARM])
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work(bodies)
        times.append(time.process_time() - start)
    return min(times)


def ours(bodies: list[str]) -> object:
    from analysis.places import find_places
    from analysis.schema import build

    rows = []
    for n, body in enumerate(bodies):
        at = 0
        for k, line in enumerate(body.split("\n"), 1):
            if line:
                rows.append((f"{n}#1", k, 1, "body", at, at + len(line), line, "", ""))
            at += len(line) + 1
    paragraphs, pages = build("paragraphs", rows), build("pages", [])
    start = time.process_time()
    places = find_places(paragraphs, pages)
    ours.seconds = time.process_time() - start  # type: ignore[attr-defined]
    return places


def tokens(bodies: list[str]) -> object:
    import jieba

    return [jieba.lcut(body) for body in bodies]


def posseg(bodies: list[str]) -> object:
    import jieba.posseg

    return [[(word, flag) for word, flag in jieba.posseg.lcut(body) if flag == "ns"] for body in bodies]


def cpca_lines(bodies: list[str]) -> object:
    """As find_places: paragraph by paragraph."""
    return cpca([line for body in bodies for line in body.split("\n") if line])


def cpca(bodies: list[str]) -> object:
    import cpca

    found = []
    for body in bodies:
        with contextlib.suppress(KeyError):  # raised where a text holds no address
            found.append(cpca.transform_text_with_addrs(body, pos_sensitive=True))
    return found


PEERS = {"tokens": tokens, "cpca": cpca, "cpca_lines": cpca_lines, "posseg": posseg}


def best_of_ours(bodies: list[str]) -> float:
    """As best_time, without the table of paragraphs, which is given in real use."""
    ours(bodies[:WARM])
    times = []
    for _ in range(ROUNDS):
        ours(bodies)
        times.append(ours.seconds)  # type: ignore[attr-defined]
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--peers", default=sys.executable, help="Python that has requirements-peers.txt")
    parser.add_argument("--only", choices=list(PEERS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    bodies = read_bodies(options.corpus)
    if options.only:
        print(best_time(PEERS[options.only], bodies))
        return
    command = [options.peers, "-W", "ignore", __file__, str(options.corpus), "--only"]
    seconds = {"find_places": best_of_ours(bodies)}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for peer in PEERS:
        run = subprocess.run([*command, peer], stdout=subprocess.PIPE, text=True, check=True)
        seconds[peer] = float(run.stdout.split()[-1])
    print(f"{len(bodies)} records, {sum(map(len, bodies)):,} characters; memory with find_places {memory:.0f} MB")
    print(f"find_places takes {seconds['find_places'] / seconds['tokens']:.2f} of the time of jieba.lcut")
    print(f"cpca takes {seconds['cpca_lines'] / seconds['find_places']:.1f} times as long on the same paragraphs,")
    print(f"  {seconds['cpca'] / seconds['find_places']:.1f} times on whole bodies")
    print(f"jieba.posseg takes {seconds['posseg'] / seconds['find_places']:.1f} times as long")


if __name__ == "__main__":
    main()
