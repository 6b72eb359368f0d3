"""Facts: what a line is, seen alone, and what the lines of a page have in common."""

from collections.abc import Callable
from typing import NamedTuple

from analysis.layout import marks
from analysis.layout.lines import Line, ends_sentence

# A headline line holds at most this many characters: wider it is prose (print sets two lines then).
LONGEST_HEADLINE = 90


class Facts(NamedTuple):
    """What can be said of a line without its neighbours."""

    line: Line
    text: str
    size: int
    ends: bool
    inner: bool
    commas: int
    kinds: frozenset[str]


class Page(NamedTuple):
    """The lines of a page and what they have in common."""

    facts: list[Facts]
    indented: bool
    gap: int
    marked: float


def _furniture(text: str) -> bool:
    if ends_sentence(text) and len(text) > 25:
        return False
    covered = sum(len(match[0]) for match in marks.FURNITURE.finditer(text))
    return covered >= 0.5 * len(text.replace(" ", "")) or bool(marks.BARE_PAGE_NUMBER.fullmatch(text))


SHORT_KINDS: dict[str, Callable[[str], object]] = {
    "byline": marks.BYLINE.fullmatch,
    "signature": marks.SIGNATURE.fullmatch,
    "credit": marks.CREDIT.fullmatch,
    "jump": marks.JUMP.fullmatch,
    "furniture": _furniture,
    "label": marks.LABEL.fullmatch,
    "column word": marks.COLUMN_WORDS.fullmatch,
    "pictures": marks.PICTURES.fullmatch,
}
OPENINGS: dict[str, Callable[[str], object]] = {
    "dateline": marks.DATELINE.match,
    "pointer": marks.CAPTION.match,
    "shown": marks.SHOWN.search,
    "numbered": marks.NUMBERED.match,
    "bullet": marks.BRIEF.match,
    "onward": marks.ONWARD.match,
    "lead": marks.LEAD.match,
    "from page": marks.JUMP_HEAD.match,
}
ENDINGS: dict[str, Callable[[str], object]] = {
    "credit tail": marks.CREDIT_TAIL.search,
    "jump tail": marks.JUMP_TAIL.search,
}


def read_facts(line: Line) -> Facts:
    """Look at a line alone."""
    text = marks.fold_marks(line.text if len(line.text) <= 200 else line.text[:120] + line.text[-80:])
    short = len(line.text) <= 70
    kinds = {kind for kind, test in SHORT_KINDS.items() if short and test(text)}
    kinds |= {kind for kind, test in OPENINGS.items() if test(text[:80])}
    kinds |= {kind for kind, test in ENDINGS.items() if test(text[-60:])}
    body = text.rstrip("。!?…”’」』)》】 ")
    inner = any(stop in body for stop in "。!?;") and "。" in text
    ends = ends_sentence(line.text) or bool(kinds & set(ENDINGS))
    return Facts(line, text, len(line.text), ends, inner, body.count(","), frozenset(kinds))


def could_head(facts: Facts) -> bool:
    """Tell whether the line may be printed as a headline or subhead at all."""
    return facts.size <= LONGEST_HEADLINE and not facts.inner and not facts.text.endswith("。")


def read_page(lines: list[Line]) -> Page:
    """Look at the lines and at what the page does throughout."""
    facts = [read_facts(line) for line in lines]
    indented = sum(line.indent > 0 for line in lines) >= max(2, 0.2 * len(lines))
    gaps = sorted(line.gap for line in lines[1:])
    page = Page(facts, indented, gaps[len(gaps) // 2] if gaps else 0, 0.0)
    heads = [n for n in range(len(facts)) if is_plain_head(page, n) and not is_plain_head(page, n - 1)]
    marked = sum(is_marked(page, n) for n in heads)
    return page._replace(marked=marked / len(heads) if marked > 1 or (len(heads) < 3 and marked) else 0.0)


def is_plain_head(page: Page, n: int) -> bool:
    """Tell whether line n may be a headline line and has no other form."""
    if n < 0:
        return False
    facts = page.facts[n]
    return (
        could_head(facts)
        and not facts.ends
        and not facts.kinds & {"byline", "credit", "jump", "furniture", "label", "signature"}
    )


def after_heads(page: Page, n: int) -> int:
    """Number of the first line after n that cannot be one more line of the same headline."""
    n += 1
    while n < len(page.facts) and is_plain_head(page, n):
        n += 1
    return n


def is_marked(page: Page, n: int) -> bool:
    """Tell whether a byline or dateline follows the headline that line n begins."""
    return bool(kinds_at(page, after_heads(page, n)) & {"byline", "dateline"})


def kinds_at(page: Page, n: int) -> frozenset[str]:
    """Forms of line n; none beyond the ends of the page."""
    return page.facts[n].kinds if 0 <= n < len(page.facts) else frozenset()
