"""Checks: do the printed numbers agree with each other?"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analysis.chinese import find_sentences
from analysis.readings import Reading, read_paragraphs
from analysis.schema import arrange, build, check

# ……由A增加到B，增长C%: the rate follows at once, and is of no other year or thing.
CHANGE = re.compile(
    r"^[，,]?(?:总体|共|净)?(?:增长|增加|上升|提高|提升|扩大|下降|减少|降低|回落|缩小)[了约近超过幅度为达到率]*$"
)
FROM = re.compile(r"(?:由|从)[^，。；]{0,20}$")
TO = re.compile(r"^[^，。；]{0,8}(?:增加|增长|增|提高|上升|升|提升|扩大|下降|减少|降|减)?(?:到|至)[^，。；]{0,8}$")
SHARE = re.compile(r"^[，,]?占(?:比|到|了|其|全部|总数|总量|总人数)*[的约近超过达为]*$")
LONGEST_GAP = 12  # characters between a part and the next: beyond that they are parts of other wholes
PART = re.compile(r"^[^，。；]{0,8}[，,。；：:（(]其中|^[^，。；]{0,8}[，,：:（(](?:包括|分别)")
WITHIN = re.compile(r"(?:含|其中|包括)[^，。；]{0,3}$")  # 含……: of the part before


class Number(NamedTuple):
    """A counted number of one sentence; i and j are offsets into the page."""

    i: int
    j: int
    text: str
    value: float
    unit: str
    what: str
    kind: str


class Sentence(NamedTuple):
    """A sentence with the page offset of each of its characters' first."""

    reading: Reading
    i: int
    j: int

    def before(self, number: Number) -> str:
        """The sentence up to the number."""
        return self.reading.form[self.i : self._at(number.i)]

    def between(self, one: Number, other: Number) -> str:
        """What stands between two numbers."""
        return self.reading.form[self._at(one.j - 1) + 1 : self._at(other.i)]

    def _at(self, offset: int) -> int:
        """Place in the form of a page offset."""
        if not self.reading.pieces:
            return offset - self.reading.start
        low, high = self.i, self.j
        while low < high:
            middle = (low + high) // 2
            if self.reading.span(middle, middle + 1)[0] < offset:
                low = middle + 1
            else:
                high = middle
        return low


def find_checks(quantities: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """List the relations between printed numbers, one row each, on the text that holds them.

    A printed rate is set against two numbers of its sentence, parts against
    their sum, a change against its ends. A rate whose numbers are not printed
    is `uncheckable`: it says so, it does not agree. Printed values are held to
    the digits they show: 90% agrees with 0.9043.
    """
    numbers = _by_article(check("quantities", quantities))
    rows = []
    for reading in read_paragraphs(paragraphs):
        near = _within(reading, numbers.get(reading.article_id, []))
        for i, j in _stretches(reading.form) if _may_relate(near) else ():
            a, b = reading.span(i, j)
            inside = [number for number in near if a <= number.i and number.j <= b]
            if _may_relate(inside):
                rows += [(reading.article_id, *row) for row in _check(Sentence(reading, i, j), inside)]
    return arrange("checks", build("checks", rows))


def _within(reading: Reading, numbers: list[Number]) -> list[Number]:
    if not numbers:
        return []
    end = reading.span(0, len(reading.form))[1]
    return numbers[bisect_left(numbers, (reading.start,)) : bisect_left(numbers, (end,))]


def _may_relate(numbers: list[Number]) -> bool:
    """A rate or a sum takes a percentage, or a whole and two parts."""
    return len(numbers) > 2 or any(number.unit == "%" for number in numbers)


def _stretches(form: str) -> Iterator[tuple[int, int]]:
    """Sentences, each with the next one where that begins with 其中 (among them)."""
    sentences = find_sentences(form)
    for n, (start, end) in enumerate(sentences):
        if n and form.startswith("其中", start):
            continue
        following = sentences[n + 1] if n + 1 < len(sentences) else (end, end)
        yield start, following[1] if form.startswith("其中", following[0]) else end


def _by_article(quantities: pd.DataFrame) -> dict[str, list[Number]]:
    columns = (quantities[c].tolist() for c in ("article_id", "start", "end", "text", "number", "unit", "what", "kind"))
    numbers: dict[str, list[Number]] = {}
    for article, start, end, text, value, unit, what, kind in zip(*columns, strict=True):
        if value == value and kind in ("count", "measure", "money", "percent"):
            numbers.setdefault(article, []).append(Number(start, end, text, value, unit, what, kind))
    return {article: sorted(found) for article, found in numbers.items()}


def _check(sentence: Sentence, numbers: list[Number]) -> Iterator[tuple]:
    yield from _sums(sentence, numbers)
    for n, number in enumerate(numbers):
        # 及格率、优秀率均达到90% is two rates
        for name in number.what.split("、") if number.unit == "%" else ():
            yield _rate(sentence, numbers, n, name)


def _rate(sentence: Sentence, numbers: list[Number], n: int, name: str) -> tuple:
    """One printed rate against the numbers printed before it in its sentence."""
    rate, before = numbers[n], [m for m in numbers[:n] if m.unit != "%"]
    pair = _pair(sentence, before, rate, name)
    printed = f"{name} {rate.text}".strip()
    if pair is None:
        return _span(sentence, rate, rate, "uncheckable", (printed, "", "cannot tell"))
    first, second, kind = pair
    if kind == "difference":
        value = abs(second.value - first.value) / first.value * 100
        computed = f"({second.text} - {first.text}) / {first.text} = {value:.2f}%"
    else:
        part, whole = sorted((first, second), key=lambda number: number.value)
        value = part.value / whole.value * 100
        computed = f"{part.text} / {whole.text} = {value:.2f}%"
    return _span(sentence, min(first, second), rate, kind, (printed, computed, _agree(rate.text, rate.value, value)))


def _pair(sentence: Sentence, before: list[Number], rate: Number, name: str) -> tuple[Number, Number, str] | None:
    """The two numbers that the rate relates, if the words say so."""
    if len(before) < 2:
        return None
    first, second = before[-2:]
    if first.unit != second.unit or not first.value or not second.value:
        return None
    near, middle = sentence.between(second, rate), sentence.between(first, second)
    if CHANGE.match(near) and FROM.search(sentence.before(first)) and TO.match(middle):
        return first, second, "difference"
    # 及格率 (pass rate) is of those who 及格 (passed) to those who sat. A longer name
    # (年度投资完成率) may be of a whole that is not printed.
    stem = name[:-1] if name.endswith("率") and len(name) <= 4 else ""
    if stem and first.value >= second.value and (stem in middle or stem in sentence.before(first)[-12:]):
        return first, second, "rate"
    if SHARE.match(near) and first.value >= second.value and PART.search(middle):
        return first, second, "rate"
    return None


def _agree(text: str, printed: float, computed: float) -> str:
    """Compare at the digits printed, rounded or cut off."""
    digits = re.search(r"\.(\d+)", text)
    step = 10.0 ** -(len(digits[1]) if digits else 0)
    return "yes" if abs(printed - computed) < step * (1 + 1e-9) else "no"


def _sums(sentence: Sentence, numbers: list[Number]) -> Iterator[tuple]:
    """A whole and, behind 其中 (among them), its parts in the same unit.

    A part of a part (含……, of which) is passed over.
    """
    for n, whole in enumerate(numbers[:-2]):
        if whole.unit == "%" or not PART.match(sentence.between(whole, numbers[n + 1])):
            continue
        parts: list[Number] = []
        for one, other in zip(numbers[n:], numbers[n + 1 :], strict=False):
            gap = sentence.between(one, other)
            if (
                other.unit != whole.unit
                or re.search(r"较|比|增加|减少", gap)
                or len(gap) > LONGEST_GAP
                or (parts and re.search(r"[。！？]", gap))
            ):
                break
            if not parts or not WITHIN.search(gap):
                parts.append(other)
        if len(parts) > 1:
            total = sum(part.value for part in parts)
            computed = " + ".join(part.text for part in parts) + f" = {total:g}"
            # 其中 may name some parts only: then less than the whole is no contradiction
            verdict = "yes" if abs(total - whole.value) < 0.5 else "no" if total > whole.value else "cannot tell"
            yield _span(sentence, whole, parts[-1], "sum", (whole.text, computed, verdict))


def _span(sentence: Sentence, first: Number, last: Number, kind: str, columns: tuple[str, str, str]) -> tuple:
    i, j = sentence._at(first.i), sentence._at(last.j - 1) + 1
    reading = sentence.reading
    return (*reading.span(i, j), reading.quote(i, j), kind, *columns, reading.corrected(i, j))
