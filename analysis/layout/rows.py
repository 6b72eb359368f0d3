"""Rows: items become rows of `articles`, `paragraphs` and the ledger of repairs (`defects`)."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from analysis.chinese import unbreak
from analysis.layout import marks
from analysis.layout.corrections import Correction, is_broken, write_form
from analysis.layout.facts import Facts
from analysis.layout.lexicon import are_names
from analysis.layout.stories import Item

Row = tuple[object, ...]


class Span(NamedTuple):
    """Part of a paragraph as it will stand in the table."""

    paragraph: int
    part: int
    role: str
    start: int
    end: int


class Rows(NamedTuple):
    """Rows of the three tables."""

    articles: list[Row]
    paragraphs: list[Row]
    ledger: list[Row]


def write_rows(page_id: str, raw: str, items: list[Item], edits: list[Correction], rows: Rows) -> None:
    """Append the rows of a page; items come in reading order, furniture last."""
    items = in_print(items)
    inside = _interruptions(items[:-1])
    for position, item in enumerate(items, 1):
        furniture = item is items[-1]
        article_id = f"{page_id}#{0 if furniture else position}"
        spans = list(_spans(raw, item))
        for span in spans:
            rows.paragraphs.append(write_paragraph(article_id, raw, span, edits))
        if not furniture:
            rows.articles.append(_article(article_id, raw, item, spans))
            rows.ledger.extend(_repairs(article_id, raw, item, spans, position - 1 in inside))


def in_print(items: list[Item]) -> list[Item]:
    """The items that hold anything, and the furniture last."""
    return [*[item for item in items[:-1] if item.paragraphs], items[-1]]


def _extent(part: list[Facts]) -> tuple[int, int]:
    return part[0].line.start, part[-1].line.end


def _spans(raw: str, item: Item) -> Iterator[Span]:
    """Number the paragraphs; what is cut off one gets a number of its own, in the order of print."""
    number = 0
    for paragraph in item.paragraphs:
        own = 0
        for role, part, start, end in _cut(raw, [_extent(part) for part in paragraph.parts], paragraph.role):
            cut_off = role in {"jump", "credit"} and paragraph.role != role
            if cut_off or not own:
                number += 1
            own = own if cut_off else own or number
            yield Span(number if cut_off else own, part, role, start, end)


def _cut(raw: str, parts: list[tuple[int, int]], role: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield (role, part, start, end): jumps and photo credits run in with the prose stand apart."""
    shown = "body" if role in {"brief", "caption"} else role
    for part, (start, end) in enumerate(parts, 1):
        if shown != "body":
            yield shown, part, start, end
            continue
        head = marks.JUMP_HEAD.match(marks.fold_marks(raw[start : min(end, start + 40)]))
        if head and start + head.end() < end:
            yield "jump", 1, start, start + len(raw[start : start + head.end()].rstrip())
            start += head.end()
        tail = _tail(raw, start, end)
        yield shown, part, start, tail[1] if tail else end
        if tail:
            yield tail[0], 1, tail[2], end


def _tail(raw: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Role and extent of what is run in at the end of a paragraph: (role, end of the prose, start of the rest)."""
    window = max(start, end - 60)
    text = marks.fold_marks(raw[window:end])
    for role, pattern in (("jump", marks.JUMP_TAIL), ("credit", marks.CREDIT_TAIL)):
        found = pattern.search(text)
        if found and window + found.start() > start:
            begin = window + found.end() - len(found[0].lstrip())
            return role, window + len(text[: found.start()].rstrip()), begin
    return None


def write_paragraph(article_id: str, raw: str, span: Span, edits: list[Correction]) -> Row:
    """A row of `paragraphs`: the print, and what it reads as."""
    form, pieces = write_form(raw, span.start, span.end, edits)
    text = raw[span.start : span.end]
    return (article_id, *span, unbreak(text) if is_broken(text) else text, form, pieces, bool(form))


def _article(article_id: str, raw: str, item: Item, spans: list[Span]) -> Row:
    page_id, _, position = article_id.rpartition("#")
    printed = [span for span in spans if span.role not in {"jump", "furniture"}] or spans
    chars = sum(len(unbreak(raw[span.start : span.end])) for span in printed)
    headline = " ".join(raw[s.start : s.end] for s in spans if s.role in {"kicker", "headline"})
    return (
        article_id,
        page_id,
        int(position),
        item.kind,
        " ".join(_unmark(raw[s.start : s.end]) for s in spans if s.role == "column"),
        unbreak(headline),
        _byline(raw, spans),
        ";".join(f"{start}-{end}" for start, end in _stretches(raw, printed)),
        chars,
        0.0,
    )


def _unmark(label: str) -> str:
    return unbreak(label).strip(marks.BULLET + "【】[]〖〗〔〕「」|｜—- \u3000")


def _byline(raw: str, spans: list[Span]) -> str:
    """The byline as printed without its mark; else the writers named in the lead, (记者 X)."""
    lines = [unbreak(raw[s.start : s.end]) for s in spans if s.role == "byline"]
    if lines:
        return " ".join(line.strip(marks.BULLET + "()（） \u3000") for line in lines)
    last = [span for span in spans if span.role == "body"][-1:]
    for span in last:
        tail = marks.fold_marks(raw[max(span.start, span.end - 60) : span.end])
        found = marks.SIGNATURE_TAIL.search(tail)
        if found and (marks.WRITTEN.match(found[1]) or are_names(found[1])):
            return raw[span.end - len(tail) + found.start(1) : span.end - len(tail) + found.end(1)]
    for span in spans:
        if span.role == "body":
            found = marks.LEAD_WRITER.search(marks.fold_marks(raw[span.start : span.start + 80]))
            return raw[span.start + found.start(1) : span.start + found.end(1)] if found else ""
    return ""


def _stretches(raw: str, spans: list[Span]) -> list[tuple[int, int]]:
    """Join spans with nothing but white space between."""
    stretches: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: span.start):
        if stretches and not raw[stretches[-1][1] : span.start].strip():
            stretches[-1] = stretches[-1][0], span.end
        else:
            stretches.append((span.start, span.end))
    return stretches


def _interruptions(items: list[Item]) -> set[int]:
    """Numbers of the captions that stand between two stretches of one article."""
    owners = sorted(
        (part[0].line.start, n) for n, item in enumerate(items) for p in item.paragraphs for part in p.parts
    )
    found: set[int] = set()
    waiting: set[int] = set()
    host = -1
    for _, n in owners:
        if items[n].kind == "caption":
            waiting.add(n)
            continue
        if n == host:
            found |= waiting
        host, waiting = n, set()
    return found


def _repairs(article_id: str, raw: str, item: Item, spans: list[Span], inside: bool) -> Iterator[Row]:
    def row(start: int, end: int, kind: str, suggestion: str) -> Row:
        return (article_id, start, end, unbreak(raw[start:end]), kind, suggestion, "high", True, False)

    if inside:
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        yield row(start, end, "interleaved_caption", "")
    heads = [s for s in spans if s.role in {"kicker", "headline"}]
    for above, below in pairwise(heads):
        if raw[above.end : below.start].replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1:
            joined = f"{raw[above.start : above.end]} {raw[below.start : below.end]}"
            yield row(above.start, below.end, "split_headline", joined)
    for before, span in zip([None, *spans], spans, strict=False):
        if span.role == "credit":
            run_in = before is not None and before.role == "body" and "\n" not in raw[before.end : span.start]
            yield row(span.start, span.end, "run_in_credit" if run_in else "detached_credit", "")
    yield from _breaks(raw, item, row)


def _breaks(raw: str, item: Item, row: object) -> Iterator[Row]:
    """A paragraph that blank lines divide: the character before the break and the one after it."""
    for paragraph in item.paragraphs:
        for part in paragraph.parts:
            for above, below in pairwise(part):
                start, end = above.line.end - 1, below.line.start + 1
                yield row(start, end, "broken_paragraph", unbreak(raw[start:end]))  # type: ignore[operator]
