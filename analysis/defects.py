"""Defects: what printing, copying or recognising did to the text, gathered with the likely correction.

Layout's ledger holds what was repaired. Here the paragraphs are looked through
for what they show by themselves, and the tables of mentions are asked what
else they show: names that fit the gazetteer only with a character more, marks
without a partner, speech that lost its marks.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

import pandas as pd

from analysis.layout.damage import (
    HALFWIDTH,
    Found,
    find_doubled,
    find_repeats,
    find_shortened,
    find_spaces,
    lacks_beginning,
)
from analysis.readings import Reading, read_paragraphs
from analysis.schema import arrange, build, check

Row = tuple[object, ...]
MARKS = "“”‘’《》「」『』"
PARTNER = dict(zip("“”‘’《》「」『』", "”“’‘》《」「』『", strict=True))
# A paragraph is set twice, not said twice, if it is at least as long as this.
LONG = 15


def find_defects(
    ledger: pd.DataFrame,
    paragraphs: pd.DataFrame,
    quotations: pd.DataFrame,
    places: pd.DataFrame,
    words: pd.DataFrame,
) -> pd.DataFrame:
    """Gather the defects of the text, one row each; what layout repaired is `applied`.

    All others are suggestions: the tables reckon with them only after they are
    accepted (lists/corrections.csv). `suggestion` is what the text should read,
    empty where it should be left out; for half-width punctuation, which has a
    row for each character and article, it is the count.

    >>> from analysis.schema import TABLES
    >>> none = {name: build(name, []) for name in TABLES}
    >>> rows = [("p#1", 1, 1, "body", 0, 11, "雨停了,孩子们出门,", "", "")]  # the rain stopped, children go out
    >>> paragraphs = build("paragraphs", rows)
    >>> found = find_defects(none["defects"], paragraphs, none["quotations"], none["places"], none["words"])
    >>> found[["text", "kind", "suggestion"]].values.tolist()
    [[',', 'halfwidth_punctuation', '2']]
    """
    check("defects", ledger)
    check("words", words)
    readings = list(read_paragraphs(arrange("paragraphs", paragraphs)))
    rows = [
        *_damage(readings),
        *_halfwidth(readings),
        *_twice(readings),
        *_beginnings(readings),
        *_names(arrange("places", places)),
        *_quotes(arrange("quotations", quotations), readings),
    ]
    ledger = arrange("defects", ledger)
    found = pd.concat([ledger, build("defects", rows)], ignore_index=True) if rows else ledger
    once = found.drop_duplicates(["article_id", "start", "end", "kind"], ignore_index=True)
    return arrange("defects", once, like=paragraphs)


def _row(reading: Reading, i: int, j: int, found: tuple[str, str, str]) -> Row:
    kind, suggestion, confidence = found
    corrected = reading.corrected(i, j)
    return (
        reading.article_id,
        *reading.span(i, j),
        reading.quote(i, j),
        kind,
        suggestion,
        confidence,
        False,
        corrected,
    )


def _damage(readings: list[Reading]) -> Iterator[Row]:
    """Look through the running text of all paragraphs at once."""
    bodies = [reading for reading in readings if reading.role == "body"]
    starts, at = [], 0
    for reading in bodies:
        starts.append(at)
        at += len(reading.form) + 1
    text = "\n".join(reading.form for reading in bodies)
    hits: list[Found] = [*find_repeats(text), *find_doubled(text), *find_shortened(text), *find_spaces(text)]
    for start, end, *found in hits:
        n = bisect_right(starts, start) - 1
        yield _row(bodies[n], start - starts[n], end - starts[n], (found[0], found[1], found[2]))


def _halfwidth(readings: list[Reading]) -> Iterator[Row]:
    """One row per character and article, at its first occurrence."""
    for _, group in groupby(readings, key=lambda reading: reading.article_id):
        first: dict[str, tuple[Reading, int]] = {}
        counts: Counter[str] = Counter()
        for reading in group:
            for match in HALFWIDTH.finditer(reading.form):
                counts[match[0]] += 1
                first.setdefault(match[0], (reading, match.start()))
        for character, (reading, i) in first.items():
            yield _row(reading, i, i + 1, ("halfwidth_punctuation", str(counts[character]), "high"))


def _twice(readings: list[Reading]) -> Iterator[Row]:
    """Paragraphs that stand twice in an article: the second one."""
    seen: set[tuple[str, str]] = set()
    for reading in readings:
        key = (reading.article_id, reading.form)
        if reading.role == "body" and len(reading.form) >= LONG and key in seen:
            yield _row(reading, 0, len(reading.form), ("duplicated_span", "", "high"))
        seen.add(key)


def _beginnings(readings: list[Reading]) -> Iterator[Row]:
    """Paragraphs without a beginning: after an interruption, or behind a mark that cannot begin one."""
    page, before = "", ""
    seen: set[str] = set()
    for reading in sorted(readings, key=lambda r: (r.article_id.rsplit("#", 1)[0], r.start)):
        here = reading.article_id.rsplit("#", 1)[0]
        if here != page:
            page, before, seen = here, "", set()
        resumed = reading.article_id != before and reading.article_id in seen
        orphan = reading.form[:1] in {"，", "、", "；", ","}
        if reading.role == "body" and reading.part == 1 and (resumed or orphan) and lacks_beginning(reading.form):
            yield _row(reading, 0, 1, ("lost_beginning", "", "high"))
        before = reading.article_id
        seen.add(before)


def _names(places: pd.DataFrame) -> Iterator[Row]:
    """Place names that the gazetteer knows with one character more or another one."""
    fuzzy = places[places["match"] == "fuzzy"]
    for article_id, start, end, text, name in _columns(fuzzy, ("article_id", "start", "end", "text", "name")):
        if name != text:
            kind = "dropped_character" if len(name) > len(text) else "wrong_character"
            yield (article_id, start, end, text, kind, name, "medium", False, False)


def _quotes(quotations: pd.DataFrame, readings: list[Reading]) -> Iterator[Row]:
    """Marks without a partner, speech without marks, and quotations run into one."""
    by_article: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_article[reading.article_id].append(reading)
    columns = ("article_id", "start", "end", "text", "kind", "closed", "mode", "corrected")
    for article_id, start, end, text, kind, closed, mode, corrected in _columns(quotations, columns):
        found = None
        if kind == "speech":
            if mode == "direct" and not closed and not {"“", "”"} & set(text):
                # Behind 表示， (said that) the first person may be reported speech as well.
                sure = "medium" if _beside(by_article[article_id], start, end)[0] in "，,：:" else "high"
                found = ("lost_quote", f"“{text}”", sure)
        elif not closed:
            found = _complete(text)
        elif text[0] == "“" and _is_merged(text[1:-1]) and _beside(by_article[article_id], start, end)[1] == "等":
            found = ("merged_quote", "".join(f"“{member}”" for member in text[1:-1].split("、")), "medium")
        if found:
            yield (article_id, start, end, text, *found, False, corrected)


def _complete(text: str) -> tuple[str, str, str] | None:
    """The quotation with the mark that it lost."""
    if text[-1] in "”’》」』" and text[0] not in MARKS:
        return "unpaired_quote", PARTNER[text[-1]] + text, "high"
    if text[0] in "“‘《「『" and text[-1] not in MARKS:
        return "unpaired_quote", text + PARTNER[text[0]], "high"
    return None


def _beside(readings: list[Reading], start: int, end: int) -> tuple[str, str]:
    """The printed characters right before and right after raw start..end; a paragraph's end is a line break."""
    n = bisect_right(readings, start, key=lambda reading: reading.start) - 1
    text, i = readings[n].text, start - readings[n].start
    if n < 0 or readings[n].pieces:
        return "\n", "\n"
    return text[i - 1] if i > 0 else "\n", (text[i + end - start :] or "\n")[0]


def _is_merged(inside: str) -> bool:
    """Three names or more in one pair of marks; members of one formula are as long as each other."""
    members = inside.split("、")
    lengths = [len(member) for member in members]
    return len(members) > 2 and max(lengths) - min(lengths) > 2 and max(lengths) > 6


def _columns(table: pd.DataFrame, names: tuple[str, ...]) -> Iterator[tuple]:
    return zip(*(table[name].tolist() for name in names), strict=True)


def share_defects(articles: pd.DataFrame, defects: pd.DataFrame) -> pd.DataFrame:
    """The articles with the share of their characters that a defect covers.

    Overlapping defects count once. A caption inside an article stands in the
    wrong place, but its characters are whole: it does not count.
    """
    articles = arrange("articles", articles)
    covered: dict[str, set[int]] = defaultdict(set)
    damage = defects[check("defects", defects)["kind"] != "interleaved_caption"]
    for article_id, start, end in _columns(damage, ("article_id", "start", "end")):
        covered[article_id].update(range(start, end))
    shares = [
        round(min(1.0, len(covered[article_id]) / chars), 4) if chars else 0.0
        for article_id, chars in _columns(articles, ("article_id", "chars"))
    ]
    return articles.assign(defect_share=pd.Series(shares, dtype="float64", index=articles.index))
