"""Evidence: what each line says about its own role, in documented weights.

A clue is a fact about newspapers, looked up in a line and its neighbours; it adds
its weight to the roles that it speaks for or against. All weights are on one
scale: 1 is a hint, 3 a reason, 6 decides unless two reasons stand against it.
labels.py finds the best sequence of roles.
"""

from collections.abc import Callable
from typing import NamedTuple

from analysis.layout import marks
from analysis.layout.facts import Facts, Page, could_head, is_marked, is_plain_head, kinds_at
from analysis.layout.lexicon import spells_word
from analysis.layout.lines import UNFINISHED

# A lead repeats most of its headline, the rest of a sentence little of its beginning: halves of two thirds and a tenth.
RESTATED = 0.4


class Clue(NamedTuple):
    """Name, strength (0 to 1, negative for the opposite) and the weights by role."""

    name: str
    strength: Callable[[Page, int], float]
    weights: dict[str, float]


def _breaks_word(page: Page, n: int) -> bool:
    before = page.facts[n - 1]
    return n > 0 and not before.ends and spells_word(before.line.text, page.facts[n].line.text)


def _unfinished(page: Page, n: int) -> float:
    """How surely the line before stops in the middle of a sentence, rather than being a headline."""
    if n < 1 or page.facts[n - 1].ends:
        return 0.0
    before = page.facts[n - 1]
    if before.inner or before.text[-1] in UNFINISHED or before.commas > 1:
        return 1.0
    return min(1.0, before.commas * 0.7 + max(0, before.size - 40) / 40)


def _cut_off(page: Page, n: int) -> bool:
    """A short line that reads like the beginning of a sentence which the next line ends."""
    after = page.facts[n + 1] if n + 1 < len(page.facts) else None
    return bool(
        after
        and could_head(page.facts[n])
        and (page.restated[n] < RESTATED or marks.OBJECT.search(page.facts[n].text))
        and marks.CLAUSE.search(page.facts[n].text)
        and not after.kinds & {"byline", "dateline"}
    )


def _names_under(page: Page, n: int) -> bool:
    return "names" in kinds_at(page, n) and is_plain_head(page, n - 1) and not is_plain_head(page, n + 1)


def _below_prose(page: Page, n: int) -> bool:
    return n > 0 and "byline" in kinds_at(page, n) and page.facts[n - 1].ends and not could_head(page.facts[n - 1])


def _marks_prose(page: Page, n: int) -> bool:
    """Tell whether a marked line has prose, no headline or brief, right below it: labels stand above headlines."""
    below = page.facts[n + 1] if n + 1 < len(page.facts) else None
    kinds = kinds_at(page, n)
    return bool(
        below and "label" in kinds and not kinds & {"box", "pictures", "column word"}
    ) and not (could_head(below) or below.kinds & {"bullet", "dateline", "credit tail"})


def _set_close(page: Page, n: int) -> bool:
    """Tell whether a line stands close to a headline line where the page parts its paragraphs by blank lines."""
    if not page.gap or not is_plain_head(page, n):
        return False
    above = n > 0 and not page.facts[n].line.gap and is_plain_head(page, n - 1)
    below = is_plain_head(page, n + 1) and not page.facts[n + 1].line.gap
    return above or below


def _over_headline(page: Page, n: int) -> bool:
    plain = is_plain_head(page, n) and not page.facts[n].commas and page.facts[n].size <= 24
    return plain and is_plain_head(page, n + 1) and page.restated[n + 1] >= RESTATED


def _dashed(page: Page, n: int) -> bool:
    return page.facts[n].text.startswith("——") and is_plain_head(page, n) and is_plain_head(page, n - 1)


def _section(page: Page, n: int) -> bool:
    return "column word" in kinds_at(page, n) and "furniture" in kinds_at(page, n - 1)


def _shows(page: Page, n: int) -> bool:
    """Tell whether line n is the text of a caption, by its own forms or a credit right below it."""
    return bool(kinds_at(page, n) & {"pointer", "shown", "credit tail"}) or "credit" in kinds_at(page, n + 1)


def _heads_caption(page: Page, n: int) -> float:
    """Tell whether a caption follows the line; headlines of captions are short and hold no pause."""
    if not is_plain_head(page, n) or not _shows(page, page.after[n]):
        return 0.0
    facts = page.facts[n]
    return 1.0 if not facts.commas and facts.size <= 20 else 0.3


def _closes(page: Page, n: int) -> bool:
    return n < len(page.facts) and page.facts[n].text[0] in ",.、。;:!?)”’」』》】…"


def _heads_next(page: Page, n: int) -> bool:
    """Below an unfinished line: a short line that the text under it repeats is a headline, not the sentence's rest."""
    return n > 0 and not page.facts[n - 1].ends and is_plain_head(page, n) and page.restated[n] >= RESTATED


def _takes_up(page: Page, n: int) -> float:
    if n < 1 or not could_head(page.facts[n - 1]):
        return 0.0
    return max(0.0, (page.restated[n - 1] - RESTATED) / (1 - RESTATED))


def _left_open(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in ("《》", "“”", "()", "【】"))


def _kind(*names: str, at: int = 0) -> Callable[[Page, int], float]:
    return lambda page, n: bool(kinds_at(page, n + at) & set(names))


def _fact(test: Callable[[Facts], float]) -> Callable[[Page, int], float]:
    return lambda page, n: test(page.facts[n])


CLUES = [
    Clue(
        "ends like a sentence",
        _fact(lambda f: f.ends),
        {"body": 2, "more": 2, "caption": 1, "headline": -2, "subhead": -2},
    ),
    Clue(
        "does not end like a sentence",
        _fact(lambda f: not f.ends),
        {"body": -2.5, "more": -1, "caption": -2, "brief": -2},
    ),
    Clue("holds a whole sentence and more", _fact(lambda f: f.inner), {"body": 3, "more": 3, "caption": 2, "brief": 3}),
    Clue(
        "long",
        _fact(lambda f: min(1, max(0, f.size - 24) / 40)),
        {"body": 3, "more": 3, "caption": 2, "brief": 3, "headline": -3, "subhead": -5},
    ),
    Clue(
        "a comma", _fact(lambda f: f.commas > 0), {"body": 1, "more": 1, "brief": 1, "headline": -1.5, "subhead": -0.5}
    ),
    Clue(
        "commas",
        _fact(lambda f: min(3, f.commas) / 3),
        {"body": 1.5, "more": 1.5, "caption": 1, "brief": 1.5, "headline": -2, "subhead": -2},
    ),
    Clue("short", _fact(lambda f: f.size <= 24), {"headline": 1, "subhead": 1}),
    Clue("as short as a subhead", _fact(lambda f: f.size <= 8), {"subhead": 1}),
    Clue("longer than subheads are", _fact(lambda f: min(1.0, max(0, f.size - 12) / 8)), {"subhead": -2}),
    Clue(
        "form of a byline", _kind("byline"), {"byline": 6, "column": -5, "signature": 1, "headline": -3, "subhead": -4}
    ),
    Clue("names alone under a headline", _names_under, {"byline": 6, "headline": -2}),
    Clue("name of a section below a page's head", _section, {"furniture": 6}),
    Clue("byline's form below prose", _below_prose, {"signature": 5, "byline": -3, "headline": -2}),
    Clue("names in brackets", _kind("signature"), {"signature": 5, "byline": 2, "credit": 1}),
    Clue("form of a photo credit", _kind("credit"), {"credit": 7, "headline": -3, "body": -2}),
    Clue("form of a jump", _kind("jump"), {"jump": 9, "column": -5}),
    Clue("date line, page number, editors", _kind("furniture"), {"furniture": 7, "headline": -2, "body": -3, "more": -4}),
    Clue("marked or boxed label", _kind("label"), {"column": 5, "headline": 1, "subhead": 1}),
    Clue("date line, page number, editors after it", _kind("furniture", at=1), {"headline": -3, "subhead": -4}),
    Clue("usual word for a column", _kind("column word"), {"column": 3}),
    Clue("name of a box beside an article", _kind("box"), {"column": 5, "subhead": -4, "headline": -3, "more": -5}),
    Clue("name of a box before its text", _kind("box head"), {"brief": 7, "more": -5}),
    Clue("a mark right above prose", _marks_prose, {"column": -4, "subhead": 4}),
    Clue("label of pictures", _kind("pictures"), {"column": 6, "headline": -3}),
    Clue("points at a picture", _kind("pointer"), {"caption": 4, "headline": -2}),
    Clue("says what a picture shows", _kind("shown"), {"caption": 3}),
    Clue("photo credit at its end", _kind("credit tail"), {"caption": 6, "body": -3}),
    Clue("photo credit in the next line", _kind("credit", at=1), {"caption": 6, "body": -1}),
    Clue("dateline", _kind("dateline"), {"body": 3, "brief": 4, "headline": -4}),
    Clue("bullet", _kind("bullet"), {"brief": 3}),
    Clue("numbered", _kind("numbered"), {"subhead": 3, "headline": -5}),
    Clue(
        "byline after it",
        lambda p, n: bool(kinds_at(p, p.after[n]) & {"byline"}),
        {"headline": 4, "subhead": -3},
    ),
    Clue(
        "dateline after it",
        lambda p, n: bool(kinds_at(p, p.after[n]) & {"dateline"}),
        {"headline": 4, "subhead": -3},
    ),
    Clue(
        "caption after it",
        _heads_caption,
        {"headline": 6, "subhead": -3, "more": -6},
    ),
    Clue("column label before it", _kind("label", "pictures", at=-1), {"headline": 2, "subhead": -3}),
    Clue(
        "end of an article before it",
        _kind("signature", "jump", "jump tail", "signature tail", at=-1),
        {"headline": 2, "column": 1, "subhead": -3},
    ),
    Clue("lead after it", lambda p, n: bool(kinds_at(p, p.after[n]) & {"lead"}), {"headline": 1, "subhead": -0.5}),
    Clue("taken up by the text after it", lambda p, n: p.restated[n], {"headline": 3, "subhead": 1}),
    Clue(
        "not taken up by the text after it",
        lambda p, n: max(0.0, 1 - 4 * p.restated[n]) * (p.facts[n].size > 12),
        {"headline": -2},
    ),
    Clue(
        "spaces or dashes of a headline",
        _fact(lambda f: bool(marks.SPACED.search(f.text))),
        {"headline": 2, "body": -1},
    ),
    Clue("set close to a line of a headline", _set_close, {"headline": 3, "body": -2, "more": -2}),
    Clue("above a line that the text takes up", _over_headline, {"headline": 1.5, "body": -1.5}),
    Clue("dash of a subtitle", _dashed, {"headline": 4, "body": -3, "more": -3}),
    Clue("one topic before and after", lambda p, n: max(0.0, p.topic[n]), {"subhead": 2.5, "headline": -1.5}),
    Clue("new topic after it", lambda p, n: max(0.0, -p.topic[n]), {"headline": 2.5, "subhead": -1}),
    Clue(
        "no byline where the page's articles have one",
        lambda p, n: 0.0 if is_marked(p, n) else min(2.0, max(0.0, 4 * p.marked - 1.2)),
        {"headline": -2, "subhead": 1},
    ),
    Clue("the page's articles have no byline", lambda p, n: not p.marked, {"headline": 2, "subhead": -2}),
    Clue("wide gap before it", lambda p, n: p.facts[n].line.gap > p.gap, {"headline": 1, "column": 1, "more": -1}),
    Clue("the line before is unfinished", _unfinished, {"more": 4, "headline": -3, "subhead": -3, "column": -3}),
    Clue("the line before is finished", lambda p, n: n > 0 and p.facts[n - 1].ends, {"more": -6}),
    Clue("words of a clause, not of a headline", _cut_off, {"body": 3, "headline": -1, "subhead": -1}),
    Clue(
        "words of a clause in the line before",
        lambda p, n: n > 0 and not p.facts[n - 1].ends and _cut_off(p, n - 1),
        {"more": 3},
    ),
    Clue("begins like the rest of a sentence", _kind("onward"), {"more": 3}),
    Clue(
        "the next line begins like the rest of its sentence", _kind("onward", at=1), {"headline": -2.5, "subhead": -2.5}
    ),
    Clue("headline under a mark", lambda p, n: "label" in kinds_at(p, n) and is_plain_head(p, n + 1), {"column": 4}),
    Clue("begins with a mark that closes", _closes, {"more": 7, "body": -4, "headline": -4}),
    Clue(
        "a closing mark begins the next line",
        lambda p, n: _closes(p, n + 1),
        {"headline": -4, "subhead": -4, "body": 2},
    ),
    Clue(
        "a comma, and words that the next text leaves alone",
        lambda p, n: is_plain_head(p, n) and p.facts[n].commas > 0 and p.restated[n] < 0.2,
        {"headline": -2.5},
    ),
    Clue("begins with a label in brackets", _fact(lambda f: f.text[0] in "【["), {"headline": 2, "more": -3}),
    Clue("a heading by what the next text takes up", _heads_next, {"more": -4, "headline": 1.5}),
    Clue("takes up the line before, as a lead its headline", _takes_up, {"more": -5}),
    Clue("a word broken between the lines", _breaks_word, {"more": 2}),
    Clue(
        "a word broken at its end",
        lambda p, n: n + 1 < len(p.facts) and _breaks_word(p, n + 1),
        {"headline": -1, "subhead": -1},
    ),
    Clue(
        "a mark opened and not closed", _fact(lambda f: _left_open(f.text)), {"body": 3, "headline": -3, "subhead": -3}
    ),
    Clue("a mark left open before it", lambda p, n: n > 0 and _left_open(p.facts[n - 1].text), {"more": 3}),
    Clue("begins with a day", _kind("lead"), {"body": 1, "headline": -1, "subhead": -1}),
    Clue("ends with a colon", _fact(lambda f: f.text[-1] in ":,、;"), {"body": 3, "headline": -3, "subhead": -3}),
    Clue("below a photo credit", _kind("credit", "credit tail", at=-1), {"more": -9}),
    Clue("indented", lambda p, n: p.indented and p.facts[n].line.indent > 0, {"body": 1, "more": -4}),
]
ROLES_OF_KINDS = {
    "column": {"label", "column word", "pictures", "box"},
    "byline": {"byline", "signature", "names"},
    "signature": {"byline", "signature"},
    "caption": {"pointer", "shown", "credit tail"},
    "credit": {"credit"},
    "jump": {"jump"},
    "furniture": {"furniture", "column word"},
    "brief": {"bullet", "dateline", "box head"},
}


def possible_roles(page: Page, n: int) -> set[str]:
    """Roles that the line can have at all."""
    facts = page.facts[n]
    roles = {role for role, kinds in ROLES_OF_KINDS.items() if facts.kinds & kinds} | {"body"}
    if could_head(facts):
        roles |= {"headline", "subhead"}
    if n and not facts.kinds & {"byline", "credit", "jump"}:
        roles.add("more")
    if "credit" in kinds_at(page, n + 1) and facts.size > 12:
        roles.add("caption")
    if facts.size < 20:
        roles.discard("brief")
    return roles


def weigh(page: Page, n: int) -> dict[str, dict[str, float]]:
    """For each possible role of line n the clues and what they add."""
    found: dict[str, dict[str, float]] = {role: {} for role in possible_roles(page, n)}
    if len(found) == 1:
        return found
    for clue in CLUES:
        touched = [role for role in clue.weights if role in found]
        strength = float(clue.strength(page, n)) if touched else 0.0
        for role in touched if strength else ():
            found[role][clue.name] = round(clue.weights[role] * strength, 2)
    return found
