"""Evidence: what each line says about its own role, in documented weights.

A clue is a fact about newspapers, looked up in a line and its neighbours; it adds
its weight to the roles that it speaks for or against. All weights are on one
scale: 1 is a hint, 3 a reason, 6 decides unless two reasons stand against it.
labels.py finds the best sequence of roles.
"""

from collections.abc import Callable
from typing import NamedTuple

from analysis.layout import marks, neighbours
from analysis.layout.facts import Facts, Page, could_head, is_plain_head, kinds_at


class Clue(NamedTuple):
    """Name, strength (0 to 1, negative for the opposite) and the weights by role."""

    name: str
    strength: Callable[[Page, int], float]
    weights: dict[str, float]


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
    Clue("wrapped at the width of the column", _fact(lambda f: f.line.wrapped), {"headline": -3, "subhead": -4}),
    Clue("short", _fact(lambda f: f.size <= 24), {"headline": 1, "subhead": 1}),
    Clue("as short as a subhead", _fact(lambda f: f.size <= 8), {"subhead": 1}),
    Clue("longer than subheads are", _fact(lambda f: min(1.0, max(0, f.size - 12) / 8)), {"subhead": -2}),
    Clue(
        "form of a byline", _kind("byline"), {"byline": 6, "column": -5, "signature": 1, "headline": -3, "subhead": -4}
    ),
    Clue("names alone under a headline", neighbours.names_under, {"byline": 6, "headline": -2}),
    Clue("name of a section below a page's head", neighbours.section, {"furniture": 6}),
    Clue("byline's form below prose", neighbours.below_prose, {"signature": 5, "byline": -3, "headline": -2}),
    Clue("names in brackets", _kind("signature"), {"signature": 5, "byline": 2, "credit": 1}),
    Clue("form of a photo credit", _kind("credit"), {"credit": 7, "headline": -3, "body": -2}),
    Clue("form of a jump", _kind("jump"), {"jump": 9, "column": -5}),
    Clue(
        "date line, page number, editors", _kind("furniture"), {"furniture": 7, "headline": -2, "body": -3, "more": -4}
    ),
    Clue("marked or boxed label", _kind("label"), {"column": 5, "headline": 1, "subhead": 1}),
    Clue("date line, page number, editors after it", _kind("furniture", at=1), {"headline": -3, "subhead": -4}),
    Clue("usual word for a column", _kind("column word"), {"column": 3}),
    Clue("name of a box beside an article", _kind("box"), {"column": 5, "subhead": -4, "headline": -3, "more": -5}),
    Clue("name of a box before its text", _kind("box head"), {"brief": 7, "more": -5}),
    Clue("a mark right above prose", neighbours.marks_prose, {"column": -4, "subhead": 4, "headline": -2}),
    Clue("label of pictures", _kind("pictures"), {"column": 6, "headline": -3, "more": -5, "body": -2}),
    Clue("points at a picture", _kind("pointer"), {"caption": 4, "headline": -2, "body": -2}),
    Clue("says what a picture shows", _kind("shown"), {"caption": 3}),
    Clue("photo credit at its end", _kind("credit tail"), {"caption": 6, "body": -3}),
    Clue("photo credit in the next line", _kind("credit", at=1), {"caption": 6, "body": -1}),
    Clue("dateline", _kind("dateline"), {"body": 3, "brief": 4, "headline": -4}),
    Clue("bullet", _kind("bullet"), {"brief": 3}),
    Clue("numbered", _kind("numbered"), {"subhead": 3, "headline": -5}),
    Clue(
        "byline after it",
        lambda p, n: "byline" in kinds_at(p, p.after[n]) and "byline" not in kinds_at(p, n),
        {"headline": 4, "subhead": -3},
    ),
    Clue(
        "dateline after it",
        lambda p, n: bool(kinds_at(p, p.after[n]) & {"dateline"}),
        {"headline": 4, "subhead": -3},
    ),
    Clue(
        "caption after it",
        neighbours.heads_caption,
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
        lambda p, n: max(0.0, 1 - 4 * p.restated[n]) * (1 if p.facts[n].size > 12 else 0.5),
        {"headline": -2},
    ),
    Clue(
        "spaces or dashes of a headline",
        _fact(lambda f: bool(marks.SPACED.search(f.text))),
        {"headline": 2, "body": -1},
    ),
    Clue("set close to a line of a headline", neighbours.set_close, {"headline": 3, "body": -2, "more": -2}),
    Clue("above a line that the text takes up", neighbours.over_headline, {"headline": 1.5, "body": -1.5}),
    Clue("dash of a subtitle", neighbours.dashed, {"headline": 4, "body": -3, "more": -3}),
    Clue("one topic before and after", lambda p, n: max(0.0, p.topic[n]), {"subhead": 2.5, "headline": -1.5}),
    Clue("new topic after it", lambda p, n: max(0.0, -p.topic[n]), {"headline": 2.5, "subhead": -1}),
    Clue(
        "no byline where the page's articles have one",
        neighbours.unmarked,
        {"headline": -2, "subhead": 1},
    ),
    Clue("not signed above, as the page's articles are", neighbours.unsigned_above, {"headline": -3, "subhead": 2}),
    Clue("one of several lines", neighbours.one_of_several, {"headline": 0.5, "subhead": -2}),
    Clue("the page's articles have no byline", lambda p, n: not p.marked, {"headline": 2, "subhead": -2}),
    Clue("wide gap before it", lambda p, n: p.facts[n].line.gap > p.gap, {"headline": 1, "column": 1, "more": -1}),
    Clue(
        "the line before is unfinished", neighbours.unfinished, {"more": 4, "headline": -3, "subhead": -3, "column": -3}
    ),
    Clue("the line before is finished", lambda p, n: n > 0 and p.facts[n - 1].ends, {"more": -6}),
    Clue("words of a clause, not of a headline", neighbours.cut_off, {"body": 3, "headline": -1, "subhead": -1}),
    Clue(
        "words of a clause in the line before",
        lambda p, n: n > 0 and not p.facts[n - 1].ends and neighbours.cut_off(p, n - 1),
        {"more": 3},
    ),
    Clue("begins like the rest of a sentence", _kind("onward"), {"more": 3}),
    Clue(
        "the next line begins like the rest of its sentence", _kind("onward", at=1), {"headline": -2.5, "subhead": -2.5}
    ),
    Clue("headline under a mark", lambda p, n: "label" in kinds_at(p, n) and is_plain_head(p, n + 1), {"column": 4}),
    Clue("begins with a mark that closes", neighbours.closes, {"more": 7, "body": -4, "headline": -4}),
    Clue(
        "a closing mark begins the next line",
        lambda p, n: neighbours.closes(p, n + 1),
        {"headline": -4, "subhead": -4, "body": 2},
    ),
    Clue(
        "a comma, and words that the next text leaves alone",
        lambda p, n: is_plain_head(p, n) and p.facts[n].commas > 0 and p.restated[n] < 0.2,
        {"headline": -2.5},
    ),
    Clue("begins with a label in brackets", _fact(lambda f: f.text[0] in "【["), {"headline": 2, "more": -3}),
    Clue("a heading by what the next text takes up", neighbours.heads_next, {"more": -4, "headline": 1.5}),
    Clue("takes up the line before, as a lead its headline", neighbours.takes_up, {"more": -5}),
    Clue("a word broken between the lines", neighbours.breaks_word, {"more": 2}),
    Clue(
        "a word broken at its end",
        lambda p, n: n + 1 < len(p.facts) and neighbours.breaks_word(p, n + 1),
        {"headline": -1, "subhead": -1},
    ),
    Clue(
        "a mark opened and not closed",
        _fact(lambda f: neighbours.left_open(f.text)),
        {"body": 3, "headline": -3, "subhead": -3},
    ),
    Clue("a mark left open before it", lambda p, n: n > 0 and neighbours.left_open(p.facts[n - 1].text), {"more": 3}),
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
