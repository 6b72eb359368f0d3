"""What made the tables: versions, hashes of corpus, lists and code, options. The same run says the same."""

import hashlib
import json
import platform
from collections.abc import Iterable
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus import Known, Lists

# Packages that decide what stands in a table.
DECIDE = ["ahocorasick_rs", "duckdb", "jieba", "lunardate", "pandas", "pyarrow", "rjieba"]
CODE = (".py", ".csv", ".gz", ".zip", ".txt", ".json")


def write_text(*facts: str) -> bytes:
    """What a text adds to the hash of its corpus.

    Its own hash stands for it; id, title, layout and what is known of it decide tables too.
    """
    return json.dumps(facts).encode()


def hash_corpus(study: Any) -> str:
    """Hash of the corpus behind a handle, the one in its run.json; empty where stored tables lack that file."""
    if study.folder:
        path = study.folder / "run.json"
        return json.loads(path.read_text("utf-8"))["corpus"]["sha256"] if path.exists() else ""
    texts, given = study.texts, study.given
    facts = [
        given["page_id"],
        given["sha256"],
        texts["title"],
        texts["layout"],
        *(given[name] for name in Known._fields),
    ]
    digest = hashlib.sha256()
    for text in zip(*facts, strict=True):
        digest.update(write_text(*text))
    return digest.hexdigest()


def hash_lists(lists: Lists) -> dict[str, str]:
    """Hash of each of the researcher's lists; empty where there is nothing in it."""
    return {name: _hash_list(getattr(lists, name)) for name in Lists._fields}


def describe_run(corpus: Path, lists: Lists, digest: str, options: dict[str, str]) -> str:
    """JSON text of all that decides the bytes of a result, and nothing of the machine or the hour."""
    run = {
        "corpus": {"name": corpus.resolve().name, "sha256": digest},
        "options": options,
        **describe_software(lists),
    }
    return json.dumps(run, ensure_ascii=False, indent=1) + "\n"


def describe_software(lists: Lists) -> dict[str, Any]:
    """Versions and hashes of what reads a corpus: the researcher's lists, the package, Python, its libraries."""
    return {
        "lists": hash_lists(lists),
        "analysis": {"version": metadata.version("analysis"), "sha256": hash_code()},
        "python": platform.python_version(),
        "packages": {name: metadata.version(name) for name in DECIDE},
    }


@cache
def hash_code() -> str:
    """Hash of the package's modules and data, file by file in the order of their paths."""
    digest = hashlib.sha256()
    root = Path(str(resources.files("analysis")))
    for path in sorted(file for file in root.rglob("*") if file.suffix in CODE):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _hash_list(entries: pd.DataFrame | Iterable[str]) -> str:
    if isinstance(entries, pd.DataFrame):
        text = entries.to_csv(index=False) if len(entries) else ""
    else:
        text = "\n".join(sorted(entries) if isinstance(entries, frozenset) else entries)
    return hashlib.sha256(text.encode()).hexdigest() if text else ""
