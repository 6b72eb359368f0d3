"""Lines: what is printed between two line breaks, and which of them were only wrapped.

A page copied from a column of print may break its text every dozen characters
(hard wrap), another holds a paragraph per line. Lines of equal printed width
that follow each other without a blank line are put together first, so that all
later evidence sees whole lines of thought.
"""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from analysis.chinese import unbreak
from analysis.layout import marks
from analysis.layout.lexicon import are_names, split_grams

PRINTED = re.compile(r"[^\r\n]+")
BREAK = re.compile(r"\r\n|\r|\n")
STOPS = "。！？!?…"
CLOSING = "”’」』）)》】〉\"'"
UNFINISHED = "，,、（(《“‘「—"
# A line that opens a list or is one of its points is complete too.
LISTED = "：:；;"
# Narrower columns than this are tables and verse; wider lines are not wrapped by a press but by nobody.
NARROWEST, WIDEST = 8, 60
# Half of the unspaced lines must share their width: wrapped prose shows four fifths, paragraphs of a line each a tenth.
WRAPPED_SHARE = 0.5
# Prose pauses every dozen characters; headlines of some lines, all about as wide, hardly ever do.
PAUSED_SHARE = 0.25
# A lead repeats two thirds of the bigrams of its headline, prose a tenth of the line before.
REPEATED = 0.6
# One of these stands in every byline that is more than names.
WRITERS = ("记者", "通讯员", "作者", "评论员", "文/", "图/", "来源")
PAUSES = "，。、；：！？,;:!?“”"


class Line(NamedTuple):
    """A line of the page, or several that only the width of the column divides."""

    start: int
    end: int
    text: str
    gap: int
    indent: int
    width: int
    wrapped: bool = False


def ends_sentence(text: str) -> bool:
    """Tell whether the text ends with a stop, closing marks behind it allowed.

    >>> [ends_sentence(text) for text in ("雨停了。", "他问：“走吗？”", "夜读班开课", "夜读班开课，")]
    [True, True, False, False]
    """
    bare = text[-8:].rstrip(CLOSING)
    return bool(bare) and bare[-1] in STOPS


def find_lines(raw: str) -> list[Line]:
    """List the lines that are not blank, hard-wrapped ones joined.

    >>> [line.text for line in find_lines("天晴了\\n\\n  孩子们出门。")]
    ['天晴了', '孩子们出门。']
    """
    return _unwrap(raw, _printed(raw))


def _printed(raw: str) -> list[Line]:
    lines: list[Line] = []
    after = 0
    for match in PRINTED.finditer(raw):
        text = match[0].strip()
        if not text:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        end = start + len(text)
        gap = max(0, len(BREAK.findall(raw, after, start)) - 1) if lines else 0
        lines.append(Line(start, end, text, gap, start - match.start(), end - match.start()))
        after = end
    return lines


class Column(NamedTuple):
    """Widths at which a page breaks its lines; a punctuation mark may hang over or be pulled in."""

    exact: set[int]
    near: set[int]


def _read_column(lines: list[Line]) -> Column | None:
    """The widths at which the page breaks its lines, if it does."""
    followed = [line.width for line, after in pairwise(lines) if not after.gap]
    counts = Counter(width for width in followed if NARROWEST <= width <= WIDEST)
    common = {width for width, n in counts.items() if n >= 3 and n >= 0.1 * len(followed)}
    near = {width + slack for width in common for slack in (-1, 0, 1)}
    full = [line for line, after in pairwise(lines) if not after.gap and line.width in near]
    if len(full) < max(4, WRAPPED_SHARE * len(followed)):
        return None
    if sum(any(c in PAUSES for c in line.text) for line in full) < PAUSED_SHARE * len(full):
        return None
    return Column(common, near)


def _goes_on(line: Line, after: Line, column: Column, indented: bool) -> bool:
    """Tell whether `after` is the same paragraph as `line`, which fills its column."""
    if after.gap or line.width not in column.near or _bare_width(after) > max(column.near):
        return False
    if after.text[0] in CLOSING:
        return True
    if (indented and after.indent) or _stands_alone(line) or _stands_alone(after):
        return False
    if marks.CREDIT_TAIL.search(marks.fold_marks(line.text[-40:])):
        return False
    if not ends_sentence(line.text):
        return True
    # A full stop at the very edge mostly stands inside a paragraph; a short line without one below it is a new item.
    return line.width in column.exact and (after.width in column.near or ends_sentence(after.text))


def _bare_width(line: Line) -> int:
    """Width without a photo credit or jump that was set behind the last sentence."""
    text = marks.fold_marks(line.text[-60:])
    found = marks.CREDIT_TAIL.search(text) or marks.JUMP_TAIL.search(text)
    return line.width - len(found[0]) if found else line.width


def _stands_alone(line: Line) -> bool:
    """Bylines and signatures are never the beginning or the rest of a wrapped paragraph."""
    text = marks.fold_marks(line.text)
    if text[0] in "(□■" or (len(text) <= 40 and any(word in text for word in WRITERS)):
        return bool(marks.BYLINE.fullmatch(text) or marks.SIGNATURE.fullmatch(text))
    return len(text) <= 12 and any(c.isspace() for c in text) and are_names(text)


def _heads(lines: list[Line], n: int) -> bool:
    """Tell whether a full line without a pause is a headline: the lines below take up its words."""
    if any(c in PAUSES for c in lines[n].text):
        return False
    grams = split_grams(lines[n].text)
    below = "".join(line.text for line in lines[n + 1 : n + 6])
    return len(grams & split_grams(below)) >= REPEATED * len(grams) > 0


def _unwrap(raw: str, lines: list[Line]) -> list[Line]:
    column = _read_column(lines)
    if not column:
        return lines
    indented = sum(line.indent > 0 for line in lines) >= 2
    # Where neither indents nor blank lines part headline and text, a headline may fill its line too.
    solid = not indented and sum(line.gap > 0 for line in lines) < 0.1 * len(lines)
    runs: list[list[Line]] = []
    for n, line in enumerate(lines):
        joined = n and _goes_on(lines[n - 1], line, column, indented)
        if joined and not (solid and len(runs[-1]) == 1 and _heads(lines, n - 1)):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_join(raw, run) for run in runs]


def _join(raw: str, run: list[Line]) -> Line:
    first, last = run[0], run[-1]
    if first is last:
        return first
    return first._replace(end=last.end, text=unbreak(raw[first.start : last.end]), wrapped=True)
