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
LATER = "(?:之后|以后|后(?!的|来|续|勤|期|方|备|台|果))"
# Each alternative begins with a character of its own, so that `re` skips by a set of characters.
ENDING = re.compile(
    "以来|来临之际|之际|(?:周年|百年)(?:华诞|诞辰)?(?:来临之际|之际)?(?![来前后间以级多])|年华诞|"
    + "|".join(f"{verb}{LATER}" for verb in VERB.split("|"))
)
# One of these stands in every ending; most texts have none, and need no trial of all its verbs.
ENDED = re.compile("后|以来|之际|周年|百年|年华诞")
COUNT = re.compile(rf"(?:\d{{1,4}}|{CHINESE_NUMERAL}{{1,5}})$")
# The clause before an ending, at most so long; a preposition in it begins the time.
REACH = 30
STOP = re.compile(r"[，。；：！？、,;:!?（()）《》\s…—]")
OPENER = re.compile(
    r"自从|自(?![治然己主来动由愿我觉身贸驾媒强信行])|从(?![事业军容严来])|(?:特别|尤其|更|也|还|就|这)?是|在(?![校职线建编岗])|于|正值|时值|恰逢|适逢|值(?=此)"
)
FOUNDING = re.compile(rf"(?:{VERB}|诞辰|建校|建厂|建院|建市|建县|逝世|胜利)$")
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
    for match in ENDING.finditer(text) if ENDED.search(text) else ():
        event = _read(text, match, events)
        if event and found and event.start < found[-1].end:
            found[-1] = event._replace(
                start=min(event.start, found[-1].start), event=event.event or found[-1].event, years=found[-1].years
            )
        elif event:
            found.append(event)
    return found


def _read(text: str, match: re.Match[str], events: dict[str, Days]) -> Found | None:
    if "年" in match[0]:
        return _anniversary(text, match, events)
    start = _begin(text, match.start())
    phrase = text[start : match.start()]
    after = match[0][-1] == "后"
    event = _known(text[start : match.end()], events)
    if len(phrase) + (len(match[0]) - 2 if after else 0) < 2 and not event:
        return None
    if event and event.name in phrase and not match[0].endswith("际"):
        start += phrase.rindex(event.name)
    return Found(start, match.end(), "后" if after else match[0][-2:], event)


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


def _anniversary(text: str, match: re.Match[str], events: dict[str, Days]) -> Found | None:
    """建党100周年 from the event on; a founding that is not in the table from its clause on."""
    hundred = match[0].startswith("百")
    count = COUNT.search(text, max(0, match.start() - 5), match.start())
    end = match.start() if hundred or not count else count.start()
    if not hundred and not count:
        return None
    years = 100 if hundred else int(read_number(count[0]) or 0) if count else 0
    start = _begin(text, end)
    name = max((name for name in events if text.endswith(name, start, end)), key=len, default="")
    if name:
        begin, event = end - len(name), Event(name, events[name])
    elif "周年" in match[0] and FOUNDING.search(text, start, end):
        begin, event = max([start, *(found.end() for found in WELCOME.finditer(text, start, end))]), None
    else:
        return None
    about = match[0].endswith("之际")
    welcome = list(WELCOME.finditer(text, start, begin)) if about else []
    return Found(welcome[-1].start() if welcome else begin, match.end(), "之际" if about else "周年", event, years)
