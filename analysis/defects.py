"""Defects: what printing, copying or recognising did to the text, gathered with the likely correction.

Layout's ledger holds what was repaired. Here the tables of mentions are asked
what else they show: names that fit the gazetteer only with a character more,
marks without a partner, speech that lost its marks.
"""

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from analysis.layout.damage import find_damage
from analysis.readings import read_paragraphs
from analysis.schema import arrange, build, check

Row = tuple[object, ...]


def find_defects(
    ledger: pd.DataFrame,
    paragraphs: pd.DataFrame,
    quotations: pd.DataFrame,
    places: pd.DataFrame,
    words: pd.DataFrame,
) -> pd.DataFrame:
    """Gather the defects of the text, one row each; what layout repaired is `applied`.

    All others are suggestions: the tables reckon with them only after they are
    accepted (lists/corrections.csv).
    """
    check("defects", ledger)
    check("words", words)
    rows = [row for reading in read_paragraphs(paragraphs) for row in find_damage(reading)]
    rows += _names(check("places", places))
    found = pd.concat([ledger, build("defects", rows)], ignore_index=True) if rows else ledger
    return arrange("defects", found).drop_duplicates(["article_id", "start", "end", "kind"]).reset_index(drop=True)


def _names(places: pd.DataFrame) -> Iterator[Row]:
    """Place names that the gazetteer knows with one character more or another one."""
    columns = ("article_id", "start", "end", "text", "name", "match")
    for article_id, start, end, text, name, match in zip(*(places[c].tolist() for c in columns), strict=True):
        if match == "fuzzy" and name != text:
            kind = "dropped_character" if len(name) > len(text) else "wrong_character"
            yield (article_id, start, end, text, kind, name, "medium", False, False)


def share_defects(articles: pd.DataFrame, defects: pd.DataFrame) -> pd.DataFrame:
    """The articles with the share of their characters that a defect covers; overlapping defects count once."""
    check("articles", articles)
    covered: dict[str, set[int]] = defaultdict(set)
    for article_id, start, end in zip(defects["article_id"], defects["start"], defects["end"], strict=True):
        covered[article_id].update(range(start, end))
    shares = [
        round(min(1.0, len(covered[article_id]) / chars), 4) if chars else 0.0
        for article_id, chars in zip(articles["article_id"], articles["chars"], strict=True)
    ]
    return articles.assign(defect_share=pd.Series(shares, dtype="float64", index=articles.index))
