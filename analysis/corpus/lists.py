"""What the researcher adds beside the pages: `lists/`. Every file may be missing."""

import re
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.decode import decode, read_file
from analysis.corpus.errors import BadInput
from analysis.corpus.metadata import read_published, read_rows

COLUMNS = {
    "slogans.csv": ["canonical", "variant"],
    "events.csv": ["event", "from", "to", "source"],
    "glossary.csv": ["term", "english"],
    "corrections.csv": ["page_id", "start", "end", "text", "action", "value"],
}
DICTIONARY_LINE = re.compile(r"(\S.*?)(?:[ \t]+(\d+))?(?:[ \t]+([a-zA-Z]+))?")


class Lists(NamedTuple):
    """The researcher's lists; tables hold texts only."""

    dictionary: tuple[str, ...]
    stopwords: frozenset[str]
    slogans: pd.DataFrame
    events: pd.DataFrame
    glossary: pd.DataFrame
    corrections: pd.DataFrame

    @property
    def people(self) -> frozenset[str]:
        """Words of the dictionary that are tagged as names of persons (nr)."""
        return frozenset(line.split()[0] for line in self.dictionary if line.split()[-1].startswith("nr"))


def read_lists(folder: Path | None) -> Lists:
    """Read and check a folder of lists; no folder gives empty ones.

    Raises BadInput, which names the file, the line and the cure.
    """
    if folder is not None and not folder.is_dir():
        raise BadInput(f"{folder}: there is no such folder: --lists names the folder of dictionary.txt and its like")
    stopwords = _read_lines(folder, "stopwords.txt")
    tables = {name: _read_table(folder, name) for name in COLUMNS}
    _check_events(tables["events.csv"])
    _check_slogans(tables["slogans.csv"])
    return Lists(_read_dictionary(folder), frozenset(stopwords), *tables.values())


def _read_lines(folder: Path | None, name: str) -> list[str]:
    path = folder / name if folder else None
    if path is None or not path.exists():
        return []
    lines = [line.strip() for line in decode(read_file(path), name).splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def _read_dictionary(folder: Path | None) -> tuple[str, ...]:
    """Lines in jieba's format: word, frequency, tag; the last two may be missing."""
    lines = _read_lines(folder, "dictionary.txt")
    seen: set[str] = set()
    for line in lines:
        match = DICTIONARY_LINE.fullmatch(line)
        word = match[1] if match else ""
        if match is None or re.search(r"\s", word):
            raise BadInput(f"dictionary.txt: {line!r} is not `word`, `word frequency` or `word frequency tag`")
        if word in seen:
            raise BadInput(f"dictionary.txt: {word!r} is listed twice: keep one line")
        seen.add(word)
    return tuple(lines)


def _read_table(folder: Path | None, name: str) -> pd.DataFrame:
    path = folder / name if folder else None
    rows = read_rows(path, COLUMNS[name]) if path is not None and path.exists() else []
    for row in rows:
        empty = next((column for column in COLUMNS[name][:1] if not row[column]), None)
        if empty:
            raise BadInput(f"{name}, line {row['line']}: {empty} is empty: fill it in or delete the line")
    return pd.DataFrame(rows, columns=[*COLUMNS[name], "line"], dtype="str")


def _check_events(events: pd.DataFrame) -> None:
    for event, start, end, line in zip(events["event"], events["from"], events["to"], events["line"], strict=True):
        for day in (start, end):
            try:
                read_published(day)
            except ValueError:
                raise BadInput(f"events.csv, line {line}: {event}: {day!r} is no day: write 2021-06-30") from None


def _check_slogans(slogans: pd.DataFrame) -> None:
    """A variant stands for one canonical form."""
    owner = {canonical: canonical for canonical in slogans["canonical"]}
    for canonical, variant, line in zip(slogans["canonical"], slogans["variant"], slogans["line"], strict=True):
        if variant and owner.setdefault(variant, canonical) != canonical:
            raise BadInput(
                f"slogans.csv, line {line}: {variant!r} belongs to {owner[variant]!r} already: keep one line"
            )
