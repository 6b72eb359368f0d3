"""Words: jieba's segmentation of every sentence, with the researcher's dictionary."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.chinese import FULLWIDTH, fold
from analysis.readings import SEARCHED, Reading, read_paragraphs
from analysis.schema import arrange, build, check
from analysis.words.lexicon import read_counts, read_tags, tag_unknown
from analysis.words.researcher import Entry, read_entries
from analysis.words.segment import cut
from analysis.words.stopwords import drop_stopwords, read_stopwords, read_words

__all__ = ["cut", "drop_stopwords", "find_words", "read_counts", "read_stopwords", "read_tags", "read_words"]

# Some 30 to 40 % of running traditional text differ from the simplified; quotations and names bring few.
SHARE_OF_TRADITIONAL = 0.15


Words = dict[str, np.ndarray]  # columns of a table in the making


class Line(NamedTuple):
    """A reading and the text that is cut for it, as long as its form."""

    reading: Reading
    text: str


def find_words(
    paragraphs: pd.DataFrame, sentences: pd.DataFrame, dictionary: Sequence[str] | None = None
) -> pd.DataFrame:
    """List the words, one row each; punctuation and spaces are none.

    `dictionary` holds lines in jieba's format: a word without a frequency wins
    wherever it stands, leftmost, then longest, never inside a longer one.
    `tag` is the dictionary's, whatever the context.

    >>> rows = [("p#1", 1, 1, "body", 0, 7, "新桥今天通车。", "", "")]  # the new bridge opens today
    >>> paragraphs = build("paragraphs", rows)
    >>> sentences = build("sentences", [("p#1", 1, 1, 1, 0, 7, "新桥今天通车。", "")])
    >>> find_words(paragraphs, sentences)["text"].tolist()
    ['新桥', '今天', '通车']
    >>> find_words(paragraphs, sentences, ["天通车"])["text"].tolist()
    ['新桥', '今', '天通车']
    """
    check("sentences", sentences)
    lines = _lines(arrange("paragraphs", paragraphs))
    entries = read_entries(tuple(dictionary or ()))
    tokens = cut("\n".join(line.text for line in lines), entries)
    if not tokens:
        return build("words", [])
    codes, types = _encode(tokens)
    is_word = np.array([word.isalnum() or any(map(str.isalnum, word)) for word in types])
    stop = np.cumsum(np.array([len(word) for word in types])[codes])
    kept = is_word[codes]
    words = _place(lines, np.concatenate([[0], stop[:-1]])[kept], stop[kept])
    words["type"] = codes[kept]
    return check("words", _write(_number(words, lines, sentences), lines, types, entries))


def _encode(tokens: list[str]) -> tuple[np.ndarray, list[str]]:
    """A number for each token, and what the numbers stand for."""
    import pyarrow as pa

    coded = pa.array(tokens, pa.large_string()).dictionary_encode()
    return coded.indices.to_numpy(), coded.dictionary.to_pylist()


def _lines(paragraphs: pd.DataFrame) -> list[Line]:
    """Readings with the text to cut: folded on a page in traditional characters, else as printed.

    In the simplified script 乾 of 乾隆 (a reign) and 於, 後 as surnames stand for
    themselves; folded, they would tear words.
    """
    chosen = paragraphs.loc[paragraphs["role"].isin(SEARCHED), ["form", "text"]]
    readings = list(read_paragraphs(paragraphs))
    reads_as = [form or text for form, text in zip(chosen["form"].tolist(), chosen["text"].tolist(), strict=True)]
    lines = [Line(reading, reading.form) for reading in readings]
    changed = [n for n, text in enumerate(reads_as) if text != readings[n].form]
    prints = {n: reads_as[n].translate(FULLWIDTH) for n in changed}
    simplified = {_page(readings[n].article_id) for n in changed} - _find_traditional(readings, prints)
    for n in changed:
        if prints[n] != readings[n].form and _page(readings[n].article_id) in simplified:
            lines[n] = Line(readings[n], prints[n])
    return lines


def _find_traditional(readings: list[Reading], prints: dict[int, str]) -> set[str]:
    """Pages printed in traditional characters: where folding changes more than a few."""
    folded: dict[str, int] = {}
    for n, printed in prints.items():
        page = _page(readings[n].article_id)
        folded[page] = folded.get(page, 0) + sum(a != b for a, b in zip(printed, readings[n].form, strict=True))
    length = dict.fromkeys(folded, 0)
    for reading in readings if folded else []:
        page = _page(reading.article_id)
        if page in length:
            length[page] += len(reading.form)
    return {page for page, n in folded.items() if n > SHARE_OF_TRADITIONAL * length[page]}


def _page(article_id: str) -> str:
    return article_id.rsplit("#", 1)[0]


def _place(lines: list[Line], begin: np.ndarray, stop: np.ndarray) -> Words:
    """Where each word stands: in its line (i, j) and in print (start, end), all at once."""
    bases = np.cumsum([0, *(len(line.text) + 1 for line in lines[:-1])])
    line = np.searchsorted(bases, begin, "right") - 1
    at, starts, ends, uneven = _piece_table(lines, bases)
    first, last = np.searchsorted(at, begin, "right") - 1, np.searchsorted(at, stop - 1, "right") - 1
    return {
        "line": line,
        "i": begin - bases[line],
        "j": stop - bases[line],
        "start": np.where(uneven[first], starts[first], starts[first] + begin - at[first]),
        "end": np.where(uneven[last], ends[last], starts[last] + stop - at[last]),
    }


def _piece_table(lines: list[Line], bases: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Pieces of all lines: where each begins in the joined text and in print, and whether it is a correction."""
    rows: list[tuple[int, int, int, bool]] = []
    for (reading, text), base in zip(lines, bases.tolist(), strict=True):
        if not reading.pieces:
            rows.append((base, reading.start, reading.start + len(text), False))
            continue
        pieces = reading.pieces
        stops = [*(piece[0] for piece in pieces[1:]), len(text)]
        for (at, start, end, _), until in zip(pieces, stops, strict=True):
            rows.append((base + at, start, end, until - at != end - start))
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return columns[0], columns[1], columns[2], columns[3]


def _number(words: Words, lines: list[Line], sentences: pd.DataFrame) -> Words:
    """Add the number of the sentence that holds the word; a word that none holds is left out."""
    codes, articles = pd.factorize(sentences["article_id"])
    of_articles, pages = pd.factorize(np.array([_page(article) for article in articles.tolist()], dtype=object))
    numbers = of_articles[codes]
    keys = (numbers.astype(np.int64) << 40) + sentences["start"].to_numpy()
    order = np.argsort(keys, kind="stable")
    line_pages = pd.Index(pages).get_indexer([_page(line.reading.article_id) for line in lines])
    page = line_pages[words["line"]].astype(np.int64)
    found = np.searchsorted(keys[order], (page << 40) + words["start"], "right") - 1
    row = order[np.maximum(found, 0)] if len(order) else found
    inside = (found >= 0) & (page >= 0)
    if len(order):
        inside &= (numbers[row] == page) & (words["end"] <= sentences["end"].to_numpy()[row])
        inside &= words["start"] < words["end"]
    held = {name: column[inside] for name, column in words.items()}
    return {**held, "sentence": sentences["sentence"].to_numpy()[row[inside]]}


def _write(words: Words, lines: list[Line], types: list[str], entries: tuple[Entry, ...]) -> pd.DataFrame:
    """The table `words`, column by column."""
    own = {entry.word: entry.tag for entry in entries if entry.tag}
    known = {**read_tags(), **own} if own else read_tags()
    tags = [known.get(word) or tag_unknown(word) for word in types]
    ids = [line.reading.article_id for line in lines]
    line, kind = words["line"], words["type"]
    text = _take(types, kind)
    form = pd.Series("", index=text.index, dtype="str")
    # Most words print as they were cut; only lines that were folded or corrected are quoted one by one.
    other = np.array([line.text != line.reading.text for line in lines])[line].nonzero()[0]
    if len(other):
        text, form = _quote(words, lines, text, other.tolist())
    plain = {name: words[name] for name in ("sentence", "start", "end")}
    named = {"article_id": _take(ids, line), **plain, "text": text, "tag": _take(tags, kind), "form": form}
    return pd.DataFrame({**named, "corrected": form != ""}, copy=False)


def _quote(words: Words, lines: list[Line], text: pd.Series, rows: list[int]) -> tuple[pd.Series, pd.Series]:
    """Put the print into the rows named; their forms where a correction, not folding, made the difference."""
    quotes, forms = text.tolist(), [""] * len(text)
    places = (words[name][rows].tolist() for name in ("line", "i", "j"))
    for row, n, i, j in zip(rows, *places, strict=True):
        read = quotes[row]
        quotes[row] = lines[n].reading.quote(i, j)
        forms[row] = read if fold(quotes[row]) != fold(read) else ""
    return pd.Series(quotes, dtype="str"), pd.Series(forms, dtype="str")


def _take(values: list[str], codes: np.ndarray) -> pd.Series:
    import pyarrow as pa

    return pd.Series(pa.array(values, pa.large_string()).take(pa.array(codes)), dtype="str")
