"""What a correction, an update or a repaired page changed between two runs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.schema import TABLES
from analysis.scoring.pairs import Row, list_rows, page_of, write

Tables = Mapping[str, pd.DataFrame]
Keyed = dict[tuple[object, ...], Row]
# What makes a row the same row, where it has no start and end.
IDENTITY = {"pages": ["page_id"], "articles": ["article_id"], "links": ["activity_id", "other_id"]}


def compare_tables(old: Tables, new: Tables) -> pd.DataFrame:
    """What changed from one run to the next: a line for each table that both have.

    Columns: table, before, after, gone, added, changed, sentence – the last for a
    changelog. A row is the same row where page, start and end are.

    >>> words = pd.DataFrame([{"article_id": "p#1", "start": 0, "end": 2, "text": "春耕"}])
    >>> compare_tables({"words": words}, {"words": words.head(0)})["sentence"].tolist()
    ['words: 1 -> 0 rows; 1 gone, 0 added, 0 changed']
    """
    lines = []
    for name in [name for name in TABLES if name in old and name in new]:
        before, after = _keyed(name, old[name]), _keyed(name, new[name])
        gone, added = len(before.keys() - after.keys()), len(after.keys() - before.keys())
        changed = sum(before[key] != after[key] for key in before.keys() & after.keys())
        counts = (len(old[name]), len(new[name]), gone, added, changed)
        sentence = "{}: {:,} -> {:,} rows; {:,} gone, {:,} added, {:,} changed".format(name, *counts)
        lines.append((name, *counts, sentence))
    return pd.DataFrame(lines, columns=["table", "before", "after", "gone", "added", "changed", "sentence"])


def _keyed(name: str, table: pd.DataFrame) -> Keyed:
    """Rows by page and span, or by their id, numbered where several share them."""
    rows: Keyed = {}
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    for row in list_rows(table):
        identity = IDENTITY.get(name)
        key = tuple(row[column] for column in identity) if identity else (page_of(row), row["start"], row["end"])
        seen[key] += 1
        rows[*key, seen[key]] = {column: write(value) for column, value in row.items()}
    return rows


def print_changes(old: Tables, new: Tables, rows: int) -> str:
    """The changes as text: the tables, a sentence for the changelog, then the first `rows` changes of each table."""
    compared = compare_tables(old, new)
    differ = compared[(compared["gone"] > 0) | (compared["added"] > 0) | (compared["changed"] > 0)]
    missing = [f"{name} (only in the {side} run)" for name in TABLES for side in _only(name, old, new)]
    told = [*differ["sentence"], *([f"not compared: {', '.join(missing)}"] if missing else [])]
    same = len(compared) - len(differ)
    parts = [compared.drop(columns="sentence").to_string(index=False)]
    parts.append("For the changelog: " + ". ".join([*told, f"{same} tables are the same."]))
    for name in differ["table"] if rows else []:
        lines = pd.DataFrame(_list_changes(_keyed(name, old[name]), _keyed(name, new[name])))
        with pd.option_context("display.unicode.east_asian_width", True):
            parts.append(f"{name}: {min(rows, len(lines))} of {len(lines)}\n{lines.head(rows).to_string(index=False)}")
    return "\n\n".join(parts)


def _only(name: str, old: Tables, new: Tables) -> list[str]:
    return [side for side, one, other in (("old", old, new), ("new", new, old)) if name in one and name not in other]


def _list_changes(before: Keyed, after: Keyed) -> Iterator[Row]:
    """A line for each row that is gone or added, and for each value that changed."""
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key, {}), after.get(key, {})
        where = {"row": " ".join(map(str, key[:-1])), "text": one.get("text", other.get("text", ""))}
        if not one or not other:
            yield where | {"what": "added" if other else "gone", "before": "", "after": ""}
            continue
        for column in [column for column in one if one[column] != other.get(column)]:
            yield where | {"what": column, "before": one[column], "after": other.get(column, "")}
