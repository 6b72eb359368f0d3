"""The peers' bundle as multiples of jieba.lcut: jieba.posseg for words, JioNLP for times, cpca for places.

    python -m venv /tmp/peers && /tmp/peers/bin/python -m pip install -r benchmarks/requirements-peers.txt
    /tmp/peers/bin/python benchmarks/bundle.py CORPUS.jsonl [--records 200]

It makes three of the tables that `tables` makes; speed.py measures those. Each
tool is warmed up on the first records, which are not timed. Ratios are what
counts: machines differ.
"""

import argparse
import contextlib
import io
import json
import time
from collections.abc import Callable
from pathlib import Path

WARM = 20


def load_tools() -> dict[str, Callable[[str], object]]:
    import cpca
    import jieba
    from jieba import posseg

    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp
    jieba.setLogLevel("ERROR")
    return {
        "jieba.lcut": jieba.lcut,
        "jieba.posseg": posseg.lcut,
        "JioNLP": lambda body: jionlp.ner.extract_time(body, with_parsing=True),
        "cpca": lambda body: cpca.transform([body], pos_sensitive=True),
    }


def time_tool(run: Callable[[str], object], bodies: list[str]) -> float:
    began = time.process_time()
    for body in bodies:
        with contextlib.suppress(Exception):  # what a tool cannot read costs what it costs
            run(body)
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--records", type=int, default=200)
    chosen = parser.parse_args()
    bodies = [json.loads(line)["body"] for line in chosen.corpus.read_text("utf-8").splitlines()]
    warm, timed = bodies[:WARM], bodies[WARM : WARM + chosen.records]
    seconds = {}
    for tool, run in load_tools().items():
        time_tool(run, warm)
        seconds[tool] = time_tool(run, timed)
    unit = seconds.pop("jieba.lcut")
    print(f"{len(timed):,} records, {sum(map(len, timed)):,} characters; jieba.lcut {unit:.2f} s")
    for tool, taken in seconds.items():
        print(f"{tool:14s}{taken / unit:6.2f} times jieba.lcut")
    print(f"{'together':14s}{sum(seconds.values()) / unit:6.2f} times jieba.lcut")


if __name__ == "__main__":
    main()
