"""Stories: labelled lines become articles and captions, each with the stretches it is printed in.

An item opens at its label, headline, bullet or caption and closes where the next
opens. Text that follows a caption or a jump without a headline of its own goes
on an earlier article: the one that stopped in mid-sentence, or else the one that
it shares most words with, the nearest first.
"""

from dataclasses import dataclass, field

from analysis.layout.facts import Facts, Page
from analysis.layout.labels import Label
from analysis.layout.lexicon import likeness
from analysis.layout.lines import LISTED, UNFINISHED, ends_sentence

HEADS = {"column", "kicker", "headline"}
PROSE = {"body", "brief", "caption"}
PAUSES = ",、;:。!?"


@dataclass
class Paragraph:
    """A paragraph to be: its role and the lines of each of its parts."""

    role: str
    parts: list[list[Facts]]

    @property
    def text(self) -> str:
        """All of it, as it reads."""
        return "".join(facts.line.text for part in self.parts for facts in part)

    @property
    def last_line(self) -> str:
        """Its last line, which tells whether it is finished."""
        return self.parts[-1][-1].line.text

    @property
    def broken_off(self) -> bool:
        """Prose that stops in mid-sentence; a short line without a pause may be a heading."""
        line = self.last_line
        if self.role not in PROSE or ends_sentence(line) or line[-1] in LISTED:
            return False
        return line[-1] in UNFINISHED or "，" in line or "," in line or len(line) > 16


@dataclass
class Item:
    """An article or caption to be; `roles` are those of its paragraphs so far, a `box` stands beside an article."""

    kind: str = "article"
    paragraphs: list[Paragraph] = field(default_factory=list)
    closed: bool = False
    box: bool = False
    roles: set[str] = field(default_factory=set)

    def put(self, role: str, facts: Facts) -> None:
        """Add a line as a paragraph of its own."""
        self.paragraphs.append(Paragraph(role, [[facts]]))
        self.roles.add(role)

    @property
    def headline(self) -> str:
        """Its headline lines."""
        return "\n".join(p.text for p in self.paragraphs if p.role == "headline")

    @property
    def prose(self) -> list[Paragraph]:
        """The paragraphs that tell the story."""
        return [paragraph for paragraph in self.paragraphs if paragraph.role in {"body", "subhead"}]

    @property
    def text(self) -> str:
        """Headline and prose as they read."""
        return "\n".join(p.text for p in self.paragraphs if p.role in {"headline", "subhead", "body"})

    @property
    def ending(self) -> str:
        """Its last paragraphs, to tell what it was about."""
        return "\n".join(p.text[-300:] for p in self.paragraphs[-4:] if p.role in {"headline", "subhead", "body"})


class Desk:
    """What has been put together so far, reading down the page."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self.items: list[Item] = []
        self.furniture = Item("furniture")
        self.now: Item | None = None

    def open(self, kind: str = "article") -> Item:
        """Begin an item."""
        self.now = Item(kind)
        self.items.append(self.now)
        return self.now


def tell_stories(page: Page, labels: list[Label]) -> list[Item]:
    """Put labelled lines together; the last item is the page's furniture."""
    desk, before = Desk(), ""
    for facts, label in zip(page.facts, labels, strict=True):
        role = "body" if label.role == "more" and desk.now is None else label.role
        PLACE.get(role, _place_prose)(desk, role, facts, before)
        before = role
    return [*desk.items, desk.furniture]


def _place_head(desk: Desk, role: str, facts: Facts, before: str) -> None:
    if desk.now is None or before not in HEADS | {"furniture", "jump"} or not desk.now.roles <= HEADS | {"jump"}:
        desk.open()
    assert desk.now
    desk.now.put(role, facts)
    desk.now.box = desk.now.box or "box" in facts.kinds
    if "pictures" in facts.kinds:
        desk.now.kind = "caption"


def _place_byline(desk: Desk, role: str, facts: Facts, before: str) -> None:
    item = desk.now or desk.open()
    item.put("byline", facts)
    item.closed = role == "signature"


def _place_brief(desk: Desk, role: str, facts: Facts, before: str) -> None:
    item = desk.now if desk.now and desk.now.roles <= HEADS else desk.open()
    item.put("body", facts)
    item.box = item.box or "box head" in facts.kinds


def _place_caption(desk: Desk, role: str, facts: Facts, before: str) -> None:
    if desk.now is None or not (desk.now.roles <= HEADS or (desk.now.kind == "caption" and not desk.now.closed)):
        desk.open("caption")
    assert desk.now
    desk.now.kind = "caption"
    desk.now.put("body", facts)
    desk.now.closed = "credit tail" in facts.kinds


def _place_credit(desk: Desk, role: str, facts: Facts, before: str) -> None:
    item = desk.now or desk.open("caption")
    if (
        [p.role for p in item.paragraphs[-2:]].count("body") == 1
        and item.kind == "article"
        and item.roles <= HEADS | {"body"}
    ):
        item.kind = "caption"
    item.put("credit", facts)
    item.closed = item.kind == "caption" or item.closed


def _place_jump(desk: Desk, role: str, facts: Facts, before: str) -> None:
    onward = "接" not in facts.text
    item = desk.now
    if item is None or (not onward and not item.roles <= HEADS):
        item = desk.open()
    item.put("jump", facts)
    item.closed = onward


def _place_furniture(desk: Desk, role: str, facts: Facts, before: str) -> None:
    desk.furniture.put("furniture", facts)


def _place_prose(desk: Desk, role: str, facts: Facts, before: str) -> None:
    item = above = desk.now or desk.open()
    if item.kind == "caption" and (item.closed or "body" in item.roles) and role != "more":
        item = desk.now = _owner(desk, facts) or desk.open()
    elif item.closed:
        fresh = "dateline" in facts.kinds or "jump" in {p.role for p in item.paragraphs[-1:]}
        item = desk.now = (None if fresh else _owner(desk, facts)) or desk.open()
    last = item.paragraphs[-1] if item.paragraphs else None
    # Below a stop no sentence goes on with a pause: the line is the rest of another paragraph, one that was cut off.
    foreign = facts.text[0] in PAUSES and before in {*PROSE, "more"} and last and ends_sentence(last.last_line)
    if role == "more" and last and last.role in PROSE and not foreign:
        (last.parts[-1].append(facts) if before in {*PROSE, "more"} else last.parts.append([facts]))
    elif last and last.broken_off and (item is not above or before not in {*PROSE, "more", "subhead"}):
        last.parts.append([facts])
    else:
        item.put("body" if role == "more" else role, facts)
    item.closed = bool(facts.kinds & {"signature tail", "jump tail"})


PLACE = {
    "column": _place_head,
    "headline": _place_head,
    "byline": _place_byline,
    "signature": _place_byline,
    "brief": _place_brief,
    "caption": _place_caption,
    "credit": _place_credit,
    "jump": _place_jump,
    "furniture": _place_furniture,
}
# How many articles back a continuation may reach.
REACH = 4
# How many items are looked through for them.
LOOK = 40


def _owner(desk: Desk, facts: Facts) -> Item | None:
    """The earlier article that the line goes on, the nearest of equals."""
    best, owner, steps = -9.0, None, 0
    for item in reversed(desk.items[-LOOK:]):
        if item.kind != "article" or "body" not in item.roles or steps == REACH:
            continue
        score = 3.0 * item.paragraphs[-1].broken_off + 20 * likeness(item.ending, facts.line.text[:300])
        score -= 2.0 * steps + 3.0 * item.closed
        if score > best:
            best, owner = score, item
        steps += 1
    return owner
