"""Neighbours: what the lines above and below say about a line, each as a strength from 0 to 1."""

from analysis.layout import marks
from analysis.layout.facts import Page, could_head, is_closed, is_marked, is_plain_head, kinds_at
from analysis.layout.lexicon import spells_word
from analysis.layout.lines import UNFINISHED

# A lead repeats most of its headline, the rest of a sentence little of its beginning: halves of two thirds and a tenth.
RESTATED, LED = 0.4, 0.7


def breaks_word(page: Page, n: int) -> bool:
    """Tell whether the line before and this one spell a word across the break."""
    before = page.facts[n - 1]
    return n > 0 and not before.ends and spells_word(before.line.text, page.facts[n].line.text)


def unfinished(page: Page, n: int) -> float:
    """How surely the line before stops in the middle of a sentence, rather than being a headline."""
    if n < 1 or page.facts[n - 1].ends:
        return 0.0
    before = page.facts[n - 1]
    if before.inner or before.text[-1] in UNFINISHED or before.commas > 1:
        return 1.0
    return min(1.0, before.commas * 0.7 + max(0, before.size - 40) / 40)


def cut_off(page: Page, n: int) -> bool:
    """A short line that reads like the beginning of a sentence which the next line ends."""
    after = page.facts[n + 1] if n + 1 < len(page.facts) else None
    return bool(
        after
        and could_head(page.facts[n])
        and (page.restated[n] < RESTATED or marks.OBJECT.search(page.facts[n].text))
        and marks.CLAUSE.search(page.facts[n].text)
        and not after.kinds & {"byline", "dateline"}
    )


def names_under(page: Page, n: int) -> bool:
    """Tell whether the line is made of names right under a headline."""
    return "names" in kinds_at(page, n) and is_plain_head(page, n - 1) and not is_plain_head(page, n + 1)


def below_prose(page: Page, n: int) -> bool:
    """Tell whether a byline's form stands right below prose: who wrote it, or where it comes from."""
    return n > 0 and "byline" in kinds_at(page, n) and page.facts[n - 1].ends and not could_head(page.facts[n - 1])


def marks_prose(page: Page, n: int) -> bool:
    """Tell whether a marked line has prose, no headline or brief, right below it: labels stand above headlines."""
    kinds = kinds_at(page, n)
    if n + 1 == len(page.facts) or "label" not in kinds or kinds & {"box", "pictures", "column word"}:
        return False
    below = page.facts[n + 1]
    return not (could_head(below) or below.kinds & {"bullet", "dateline", "credit tail"})


def set_close(page: Page, n: int) -> bool:
    """Tell whether a line stands close to a headline line where the page parts its paragraphs by blank lines."""
    if not page.gap or not is_plain_head(page, n):
        return False
    above = n > 0 and not page.facts[n].line.gap and is_plain_head(page, n - 1)
    below = is_plain_head(page, n + 1) and not page.facts[n + 1].line.gap
    return above or below


def over_headline(page: Page, n: int) -> bool:
    """Tell whether a short line without a pause stands above a headline that the text takes up: a kicker."""
    plain = is_plain_head(page, n) and not page.facts[n].commas and page.facts[n].size <= 24
    below = is_plain_head(page, n + 1) and page.restated[n + 1] >= RESTATED
    return plain and below and "column word" not in kinds_at(page, n)


def one_of_several(page: Page, n: int) -> bool:
    """Tell whether another line that may be a headline adjoins; subheads stand alone."""
    plain = is_plain_head(page, n) and "column word" not in kinds_at(page, n)
    return plain and any(is_plain_head(page, m) and not page.facts[m].commas for m in (n - 1, n + 1))


def unsigned_above(page: Page, n: int) -> float:
    """How surely an article still runs on above line n, because the page's articles end with a signature."""
    if n == 0 or is_closed(page, n) or is_plain_head(page, n - 1):
        return 0.0
    return max(0.0, min(1.0, 2 * page.signed - 0.4))


def unmarked(page: Page, n: int) -> float:
    """How much it says that no byline follows, by the share of the page's headlines that have one.

    Half as much where the next text takes up nearly all of the line, as a lead does a headline.
    """
    if is_marked(page, n):
        return 0.0
    return min(2.0, max(0.0, 4 * page.marked - 1.2)) * (0.5 if page.restated[n] >= LED else 1.0)


def dashed(page: Page, n: int) -> bool:
    """Tell whether the line is a subtitle, which begins with a dash."""
    return page.facts[n].text.startswith("——") and is_plain_head(page, n) and is_plain_head(page, n - 1)


def section(page: Page, n: int) -> bool:
    """Tell whether the line names a section of the page, below its head."""
    return "column word" in kinds_at(page, n) and "furniture" in kinds_at(page, n - 1)


def shows(page: Page, n: int) -> bool:
    """Tell whether line n is the text of a caption, by its own forms or a credit right below it."""
    return bool(kinds_at(page, n) & {"pointer", "shown", "credit tail"}) or "credit" in kinds_at(page, n + 1)


def heads_caption(page: Page, n: int) -> float:
    """Tell whether a caption follows the line; headlines of captions are short and hold no pause."""
    if not is_plain_head(page, n) or not shows(page, page.after[n]):
        return 0.0
    facts = page.facts[n]
    return 1.0 if not facts.commas and facts.size <= 20 else 0.3


def closes(page: Page, n: int) -> bool:
    """Tell whether the line begins with a mark that only closes or pauses."""
    return n < len(page.facts) and page.facts[n].text[0] in ",.、。;:!?)”’」』》】…"


def heads_next(page: Page, n: int) -> bool:
    """Below an unfinished line: a short line that the text under it repeats is a headline, not the sentence's rest."""
    return n > 0 and not page.facts[n - 1].ends and is_plain_head(page, n) and page.restated[n] >= RESTATED


def takes_up(page: Page, n: int) -> float:
    """How much the text takes up the line before, as a lead does its headline."""
    if n < 1 or not could_head(page.facts[n - 1]):
        return 0.0
    return max(0.0, (page.restated[n - 1] - RESTATED) / (1 - RESTATED))


def left_open(text: str) -> bool:
    """Tell whether a mark is opened and not closed."""
    return any(text.count(a) > text.count(b) for a, b in ("《》", "“”", "()", "【】"))
