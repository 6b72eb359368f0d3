"""Review: the least sure rows of a table first, each as a line for corrections.csv."""

from pathlib import Path

import pandas as pd

from analysis.schema import TABLES

SURENESS = {"low": 0, "medium": 1, "high": 2}
# What makes a row doubtful besides its confidence: column, value, how little it is to be trusted.
DOUBTS = [
    ("resolved_by", "open", 0),
    ("resolved_by", "size", 1),
    ("match", "fuzzy", 1),
    ("match", "coordinated", 1),
    ("basis", "none", 1),
    ("agrees", "no", 0),
    ("agrees", "cannot tell", 1),
    ("conflict", True, 0),
    ("closed", False, 1),
    ("kind", "vague", 1),
]
# The column whose value a reader would set.
VALUES = {"places": "adcode", "dates": "from_date", "organisations": "name", "people": "name", "quantities": "number"}
COLUMNS = ["page_id", "start", "end", "text", "action", "value"]


def review(table: pd.DataFrame, path: str | Path | None = None) -> pd.DataFrame:
    """List the least sure rows first, each with the line that would decide on it in lists/corrections.csv.

    A suggested defect is proposed for `accept`; write `reject` if it is none. A
    mention is proposed with the value it has: put in the right one, or write
    `drop` and the table's name. With `path` the lines are also appended there;
    delete those that you do not decide on.

    >>> from analysis.schema import build
    >>> rows = [("p#1", 5, 8, "南塘村", "dropped_character", "南塘湾村", "medium", False)]
    >>> review(build("defects", rows))[["text", "action", "value", "doubt"]].values.tolist()
    [['南塘村', 'accept', '南塘湾村', 'confidence medium']]
    """
    name = _name(table)
    if name == "defects":
        table = table[~table["applied"] & (table["kind"] != "halfwidth_punctuation")]
    doubts = [_doubt(row) for row in table.to_dict("records")]
    action = "accept" if name == "defects" else f"set {name}.{VALUES[name]}" if name in VALUES else f"drop {name}"
    value = "suggestion" if name == "defects" else VALUES.get(name)
    order = sorted(range(len(doubts)), key=lambda n: (doubts[n][0], n))
    chosen = table.iloc[[n for n in order if doubts[n][1]]]
    owner = chosen["page_id"] if "page_id" in chosen else chosen["article_id"].str.rsplit("#", n=1).str[0]
    lines = pd.DataFrame(
        {
            "page_id": owner,
            "start": chosen["start"],
            "end": chosen["end"],
            "text": chosen["text"],
            "action": action,
            "value": chosen[value] if value else "",
            "doubt": [doubts[n][1] for n in order if doubts[n][1]],
        }
    ).reset_index(drop=True)
    if path is not None:
        _append(lines, Path(path))
    return lines


def _name(table: pd.DataFrame) -> str:
    """The table that has these columns."""
    for name, (_, columns) in TABLES.items():
        if list(table.columns) == list(columns) and "start" in columns:
            return name
    raise ValueError(f"review: no table has the columns {', '.join(map(str, table.columns))}: give one as it was made")


def _doubt(row: dict) -> tuple[int, str]:
    """How little a row is to be trusted, 0 least, and why; no reason where nothing speaks against it."""
    reasons = [(least, f"{column} {value}") for column, value, least in DOUBTS if row.get(column) == value]
    confidence = row.get("confidence", "")
    if confidence in ("low", "medium") or (confidence and "suggestion" in row):
        reasons.append((SURENESS[confidence], f"confidence {confidence}"))
    return min((least for least, _ in reasons), default=9), ", ".join(reason for _, reason in sorted(reasons))


def _append(lines: pd.DataFrame, path: Path) -> None:
    new = not path.exists() or not path.stat().st_size
    lines[COLUMNS].to_csv(path, mode="a", header=new, index=False, encoding="utf-8", lineterminator="\n")
