"""Facts: what a line is, seen alone, and what the lines of a page have in common."""

from collections.abc import Callable
from typing import NamedTuple

from analysis.layout import marks
from analysis.layout.lexicon import are_names, split_grams
from analysis.layout.lines import LISTED, Line, ends_sentence

# A headline line holds at most this many characters: wider it is prose (print sets two lines then).
LONGEST_HEADLINE = 130
# Characters of context that topics are compared in, and how many are enough.
CONTEXT, ENOUGH = 300, 60
# Of a run of bigrams in common so many count: strangers share formulas too (the last line of one visit's report and the
# next's), kin share many words.
RUN = 3
# No more lines than this, however short they are.
LINES = 20


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
    signed: float
    restated: list[float]
    topic: list[float]
    after: list[int]


def _furniture(text: str) -> bool:
    if ends_sentence(text) and len(text) > 25:
        return False
    covered = sum(len(match[0]) for match in marks.FURNITURE.finditer(text))
    return covered >= 0.5 * len(text.replace(" ", "")) or bool(marks.BARE_PAGE_NUMBER.fullmatch(text))


def _signed(text: str) -> bool:
    """Names in brackets behind the last sentence."""
    found = marks.SIGNATURE_TAIL.search(text)
    return found is not None and (marks.WRITTEN.match(found[1]) is not None or are_names(found[1]))


SHORT_KINDS: dict[str, Callable[[str], object]] = {
    "byline": marks.BYLINE.fullmatch,
    "signature": marks.SIGNATURE.fullmatch,
    "credit": marks.CREDIT.fullmatch,
    "jump": marks.JUMP.fullmatch,
    "furniture": _furniture,
    "names": are_names,
    "label": marks.LABEL.fullmatch,
    "column word": marks.COLUMN_WORDS.fullmatch,
    "pictures": marks.PICTURES.fullmatch,
    "box": marks.BOX.fullmatch,
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
    "box head": marks.BOX_HEAD.match,
}
ENDINGS: dict[str, Callable[[str], object]] = {
    "credit tail": marks.CREDIT_TAIL.search,
    "jump tail": marks.JUMP_TAIL.search,
    "signature tail": _signed,
}


def read_facts(line: Line) -> Facts:
    """Look at a line alone."""
    text = marks.fold_marks(line.text if len(line.text) <= 200 else line.text[:120] + line.text[-80:])
    short = len(line.text) <= 70
    kinds = {kind for kind, test in SHORT_KINDS.items() if short and test(text)}
    if "box" in kinds:  # 记者手记 (reporter's notes) is no reporter of that name
        kinds -= {"byline", "names"}
    kinds |= {kind for kind, test in OPENINGS.items() if test(text[:80])}
    kinds |= {kind for kind, test in ENDINGS.items() if test(text[-60:])}
    body = text.rstrip("。!?…”’」』)》】 ")
    inner = any(stop in body for stop in "。!?;") and "。" in text
    ends = ends_sentence(line.text) or line.text[-1] in LISTED or bool(kinds & set(ENDINGS))
    return Facts(line, text, len(line.text), ends, inner, body.count(","), frozenset(kinds))


def could_head(facts: Facts) -> bool:
    """Tell whether the line may be printed as a headline or subhead at all."""
    return facts.size <= LONGEST_HEADLINE and not facts.inner and not facts.text.endswith("。")


def read_page(lines: list[Line]) -> Page:
    """Look at the lines and at what the page does throughout."""
    facts = [read_facts(line) for line in lines]
    indented = sum(line.indent > 0 for line in lines) >= max(2, 0.2 * len(lines))
    gaps = sorted(line.gap for line in lines[1:])
    page = Page(facts, indented, gaps[len(gaps) // 2] if gaps else 0, 0.0, 0.0, [], [], [])
    page = page._replace(after=_find_after(page))
    heads = [n for n in range(len(facts)) if is_plain_head(page, n) and not is_plain_head(page, n - 1)]
    marked = sum(is_marked(page, n) for n in heads)
    signed = sum(is_closed(page, n) for n in heads[1:])
    page = page._replace(
        marked=marked / len(heads) if marked > 1 or (len(heads) < 3 and marked) else 0.0,
        signed=signed / len(heads) if signed > 1 and not marked else 0.0,
    )
    candidates = [could_head(facts) for facts in page.facts]
    return page._replace(
        restated=[_restated(page, n) if able else 0.0 for n, able in enumerate(candidates)],
        topic=[_topic(page, n) if able else 0.0 for n, able in enumerate(candidates)],
    )


def is_plain_head(page: Page, n: int) -> bool:
    """Tell whether line n may be a headline line and has no other form."""
    if not 0 <= n < len(page.facts):
        return False
    facts = page.facts[n]
    return (
        could_head(facts)
        and not facts.ends
        and not facts.kinds & {"byline", "credit", "jump", "furniture", "label", "signature", "box", "pictures"}
    )


def _find_after(page: Page) -> list[int]:
    """For each line the next one that cannot be one more line of the same headline."""
    after = [len(page.facts)] * len(page.facts)
    for n in range(len(page.facts) - 2, -1, -1):
        after[n] = after[n + 1] if is_plain_head(page, n + 1) else n + 1
    return after


def is_marked(page: Page, n: int) -> bool:
    """Tell whether a byline or dateline follows the headline that line n begins."""
    return bool(kinds_at(page, page.after[n]) & {"byline", "dateline"})


def is_closed(page: Page, n: int) -> bool:
    """Tell whether the line above, which may be a label, or the one above that ends with a signature."""
    above = n - 2 if "label" in kinds_at(page, n - 1) else n - 1
    return bool(kinds_at(page, above) & {"signature", "signature tail"})


def kinds_at(page: Page, n: int) -> frozenset[str]:
    """Forms of line n; none beyond the ends of the page."""
    return page.facts[n].kinds if 0 <= n < len(page.facts) else frozenset()


def _before(page: Page, n: int) -> str:
    """Up to CONTEXT characters of prose before line n, in the same article if it is long enough."""
    text, last = "", max(0, n - LINES)
    while n > last and len(text) < CONTEXT:
        n -= 1
        if len(text) > ENOUGH and page.facts[n].kinds & {"byline", "label"}:
            break
        text = page.facts[n].line.text[-CONTEXT:] + text
    return text[-CONTEXT:]


def _after(page: Page, n: int) -> str:
    """Up to CONTEXT characters of prose after line n, up to the next line that may be a headline."""
    text, n = "", page.after[n]
    last = min(len(page.facts), n + LINES)
    while n < last and len(text) < CONTEXT:
        if len(text) > ENOUGH and is_plain_head(page, n):
            break
        text += page.facts[n].line.text[:CONTEXT]
        n += 1
    return text[:CONTEXT]


def _restated(page: Page, n: int) -> float:
    """Share of a short line's bigrams that the text right after it takes up."""
    grams = split_grams(page.facts[n].line.text)
    return len(grams & split_grams(_after(page, n))) / len(grams) if grams else 0.0


def _topic(page: Page, n: int) -> float:
    """Likeness of the text before and after the line, -1 strangers to 1 of one piece.

    Halves of one news article share 0.13 (median) of the bigrams of 300 characters, neighbours on a page 0.03:
    0.075 divides; of 150 characters 0.11 and 0.02, so the line is drawn lower, by the root of the length.
    """
    before, after = _before(page, n), _after(page, n)
    if len(before) < ENOUGH or len(after) < ENOUGH:
        return 0.0
    shorter = min(len(before), len(after)) / CONTEXT
    return max(-1.0, min(1.0, (_topic_likeness(before, after) - 0.075 * shorter**0.5) * 20))


def _topic_likeness(before: str, after: str) -> float:
    """Likeness as of lexicon.likeness, but a run in common counts as RUN bigrams at most."""
    one, two = split_grams(before), split_grams(after)
    common, run = set[str](), 0
    for n in range(len(after) - 1):
        gram = after[n : n + 2]
        run = run + 1 if gram in one else 0
        if 0 < run <= RUN:
            common.add(gram)
    return len(common) / (len(one) * len(two)) ** 0.5 if one and two else 0.0
