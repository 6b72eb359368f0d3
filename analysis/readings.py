"""Readings: what a paragraph is matched as, and where each of its characters stands in print.

Extractors match on `Reading.form` (line breaks removed, accepted corrections
applied, width and traditional characters folded) and report `span(i, j)` and
`quote(i, j)`, which are always of the print.

`pieces` writes the mapping as `t:start-end` joined by `;`: from character t of
the form on, the page's characters start..end. A piece as long in the form as
on the page maps one to one; any other (a correction) is touched as a whole.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from typing import NamedTuple

import pandas as pd

from analysis.chinese import LINE_BREAK, fold
from analysis.schema import check, remember

SEARCHED = ["column", "kicker", "headline", "subhead", "byline", "body", "credit"]


class Piece(NamedTuple):
    """Characters from `at` of the form on stand at start..end of the page, from `printed` of the text on."""

    at: int
    start: int
    end: int
    printed: int = 0


class Reading(NamedTuple):
    """A paragraph row, ready to be matched."""

    article_id: str
    paragraph: int
    part: int
    role: str
    start: int
    text: str
    form: str
    pieces: tuple[Piece, ...]

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Raw offsets of form[i:j], which must not be empty."""
        if not self.pieces:
            return self.start + i, self.start + j
        return self._place(i)[0], self._place(j - 1)[1]

    def quote(self, i: int, j: int) -> str:
        """form[i:j] as printed, without line breaks."""
        if not self.pieces:
            return self.text[i:j]
        start, end = self.span(i, j)
        return "".join(self.text[a:b] for a, b in self._printed(start, end))

    def corrected(self, i: int, j: int) -> bool:
        """Tell whether an accepted correction touches form[i:j]."""
        if not self.pieces:
            return False
        return any(self._changed(n) for n in range(self._piece(i), self._piece(j - 1) + 1))

    def _changed(self, n: int) -> bool:
        """Tell whether piece n reads otherwise than it is printed."""
        at, start, end, printed = self.pieces[n]
        length = self._length(n)
        if length != end - start:
            return True
        return self.form[at : at + length] != fold(self.text[printed : printed + length])

    def _piece(self, i: int) -> int:
        return bisect_right(self.pieces, i, key=lambda piece: piece.at) - 1

    def _length(self, n: int) -> int:
        after = self.pieces[n + 1].at if n + 1 < len(self.pieces) else len(self.form)
        return after - self.pieces[n].at

    def _place(self, i: int) -> tuple[int, int]:
        """Raw offsets of the character or, in a correction, of the whole printed piece."""
        n = self._piece(i)
        at, start, end, _ = self.pieces[n]
        if self._length(n) == end - start:
            return start + i - at, start + i - at + 1
        return start, end

    def _printed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Stretches of `text` that print raw start..end."""
        first = bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1
        for piece in self.pieces[max(0, first) : bisect_left(self.pieces, end, key=lambda piece: piece.start)]:
            a, b = max(start, piece.start), min(end, piece.end)
            if a < b:
                yield piece.printed + a - piece.start, piece.printed + b - piece.start


def read_pieces(written: str) -> tuple[Piece, ...]:
    """Parse the column `pieces`.

    >>> read_pieces("0:100-117;17:119-140")
    (Piece(at=0, start=100, end=117, printed=0), Piece(at=17, start=119, end=140, printed=17))
    """
    if not written:
        return ()
    pieces, printed = [], 0
    for piece in written.split(";"):
        at, _, span = piece.partition(":")
        start, _, end = span.partition("-")
        pieces.append(Piece(int(at), int(start), int(end), printed))
        printed += int(end) - int(start)
    return tuple(pieces)


def write_pieces(raw: str, start: int, end: int) -> str:
    """Pieces of raw[start:end] with its line breaks removed; empty where there is none to remove.

    >>> write_pieces("浓浓的读\\n\\n书氛围", 0, 9)
    '0:0-4;4:6-9'
    """
    pieces, at, here = [], 0, start
    for gap in LINE_BREAK.finditer(raw[start:end]):
        stop = start + gap.start()
        if here < stop:
            pieces.append(f"{at}:{here}-{stop}")
        at, here = at + stop - here, start + gap.end()
    if not pieces and here == start:
        return ""
    return ";".join([*pieces, f"{at}:{here}-{end}"] if here < end else pieces)


def read_paragraphs(paragraphs: pd.DataFrame, roles: Collection[str] = SEARCHED) -> Iterator[Reading]:
    """Yield the readings of paragraph rows with one of the roles, in the table's order.

    A paragraph in two parts is two readings: no row spans what interrupts it.
    """
    return (reading for reading in _read_all(paragraphs) if reading.role in roles)


@remember
def _read_all(paragraphs: pd.DataFrame) -> list[Reading]:
    check("paragraphs", paragraphs)
    names = ("article_id", "paragraph", "part", "role", "start", "text", "form", "pieces")
    *columns, texts, forms, pieces = (paragraphs[name].tolist() for name in names)
    folded = [fold(form or text) for text, form in zip(texts, forms, strict=True)]
    return list(map(Reading, *columns, texts, folded, map(read_pieces, pieces)))


def count_before(written: str, start: int, offset: int) -> int:
    """Characters of a paragraph's text that stand before an offset of the page; `written` is its column `pieces`.

    >>> count_before("0:0-4;4:6-9", 0, 7), count_before("", 100, 103)
    (5, 3)
    """
    if not written:
        return max(0, offset - start)
    return sum(max(0, min(offset, piece.end) - piece.start) for piece in read_pieces(written))
