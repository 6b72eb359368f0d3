"""Type a page: each line a paragraph, as the layout would give it."""

from pathlib import Path

import pandas as pd

from analysis.layout import split_pages
from analysis.schema import build

SEED = (Path(__file__).parents[1] / "seeds" / "000_bcd9fc29047be39d.txt").read_bytes().decode("utf-8")


def type_page(*lines: str, role: str = "body", page: str = "p", article: int = 1) -> pd.DataFrame:
    """Lay out lines as paragraphs of one article; `role>text` gives a line a role of its own."""
    rows, at = [], 0
    for n, line in enumerate(lines, 1):
        head, mark, text = line.partition(">")
        its_role, text = (head, text) if mark and head.isascii() and head.isalpha() else (role, line)
        rows.append((f"{page}#{article}", n, 1, its_role, at, at + len(text), text, "", ""))
        at += len(text) + 1
    return build("paragraphs", rows)


def print_page(paragraphs: pd.DataFrame) -> str:
    """Raw text of a typed page."""
    return "\n".join(paragraphs["text"])


def type_seed() -> pd.DataFrame:
    """Paragraphs of the seed page."""
    return split_pages(pd.DataFrame({"page_id": ["s"], "raw": [SEED], "title": [""], "layout": ["page"]})).paragraphs
