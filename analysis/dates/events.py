"""Times that hang on an event: …开展以来, …成立后, 喜迎…之际, …成立70周年."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from analysis.chinese import CHINESE_NUMERAL, read_number
from analysis.dates.almanac import Days, read_rows

# What begins a work, a body or a rule: after these 后 names a time, as in 大桥通车后.
VERB = (
    "成立|组建|建立|创建|创办|设立|开展|启动|实施|施行|推行|开通|通车|投产|投用|投入使用|投入运营|运营|竣工|建成|落成|"
    "开馆|开园|开业|开工|开学|开播|开幕|颁布|出台|挂牌|揭牌|上线|解放"
)
AFTER = rf"(?:{VERB})(?:之后|以后|后(?!的|来|续|勤|期|方|备|台|果))"
# 前夕 and 之际 of an event; a feast with them is a chain already.
ENDING = re.compile(
    rf"(?P<since>以来)|(?P<about>来临之际|之际)|(?P<after>{AFTER})"
    rf"|(?P<years>\d{{1,4}}|{CHINESE_NUMERAL}{{1,5}})(?:周年(?:华诞|诞辰)?|年华诞|年(?![来前后间以级多]))(?P<eve>来临之际|之际)?"
)
# The clause before an ending, at most so long; a preposition in it begins the time.
REACH = 30
STOP = re.compile(r"[，。；：！？、,;:!?（()）《》\s…—]")
OPENER = re.compile(
    r"自从|自(?![治然己主来动由愿我觉身贸驾媒强信行])|从(?![事业军容严来])|(?:特别|尤其|更|也|还|就|这)?是|在(?![校职线建编岗])|于|正值|时值|恰逢|适逢|值(?=此)"
)
WELCOME = re.compile(r"(?:纪念|庆祝|迎接|喜迎|献礼|欢庆)")


class Event(NamedTuple):
    """An event by name and its first and last day."""

    name: str
    days: Days


class Found(NamedTuple):
    """An expression that hangs on an event; `years` of an anniversary, else 0."""

    start: int
    end: int
    tail: str
    event: Event | None
    years: int = 0


@cache
def known_events() -> dict[str, Days]:
    """The documented events of data/events.csv."""
    return {row["event"]: read_days(row["from"], row["to"]) for row in read_rows("events")}


def read_days(start: str, end: str) -> Days:
    """Days of ISO texts; an event without an end is its first day."""
    return Days(date.fromisoformat(start), date.fromisoformat(end or start))


def find_events(text: str, events: dict[str, Days]) -> list[Found]:
    """List the expressions that hang on an event, with the event where it is known.

    >>> text = "自大桥通车以来，村里热闹了。恰逢新中国成立70周年，办了展览。"  # since a bridge opened; 70 years on
    >>> [(text[found.start : found.end], found.years) for found in find_events(text, known_events())]
    [('大桥通车以来', 0), ('新中国成立70周年', 70)]
    """
    found: list[Found] = []
    for match in ENDING.finditer(text):
        event = _read(text, match, events)
        if event and found and event.start < found[-1].end:
            found[-1] = event._replace(
                start=min(event.start, found[-1].start), event=event.event or found[-1].event, years=found[-1].years
            )
        elif event:
            found.append(event)
    return found


def _read(text: str, match: re.Match[str], events: dict[str, Days]) -> Found | None:
    start = _begin(text, match.start())
    phrase = text[start : match.start()]
    event = _known(phrase + match[0], events)
    if match["years"]:
        return _anniversary(text, match, start, event)
    if event and event.name in phrase and not match["about"]:
        start += phrase.rindex(event.name)
    if len(phrase) + len(match["after"] or "") < 4 and not event:
        return None
    tail = "之际" if match["about"] else "以来" if match["since"] else "后"
    return Found(start, match.end(), tail, event)


def _begin(text: str, end: int) -> int:
    """Where the clause before an ending begins, behind its preposition."""
    at = max(0, end - REACH)
    for stop in STOP.finditer(text, at, end):
        at = stop.end()
    for opener in OPENER.finditer(text, at, end):
        if end - opener.end() >= 2:
            at = opener.end()
    return at


def _known(phrase: str, events: dict[str, Days]) -> Event | None:
    names = [name for name in events if name in phrase]
    name = max(names, key=lambda name: (phrase.rindex(name) + len(name), len(name)), default="")
    return Event(name, events[name]) if name else None


def _anniversary(text: str, match: re.Match[str], start: int, event: Event | None) -> Found | None:
    """建党100周年 from the event on; a founding that is not in the table from its clause on."""
    years = int(read_number(match["years"]) or 0)
    if event and text[: match.start()].endswith(event.name):
        begin = match.start() - len(event.name)
    elif "周年" in match[0] and re.search(
        rf"(?:{VERB}|诞辰|建校|建厂|建院|建市|建县|逝世|胜利)$", text[start : match.start()]
    ):
        event, begin = None, max([start, *(found.end() for found in WELCOME.finditer(text, start, match.start()))])
    else:
        return None
    welcome = list(WELCOME.finditer(text, start, begin))
    if match["eve"] and welcome:
        begin = welcome[-1].start()
    return Found(begin, match.end(), "之际" if match["eve"] else "周年", event, years)
