"""Reading time expressions: chains of atoms, ranges of chains, stretches with a number, what stands around them.

`read_times` is the door: `str -> expressions`, without any date. Linear: a place
is tried only if its character can begin an expression, and each pattern is
bounded.
"""

import re
from typing import NamedTuple

from analysis.chinese import read_number
from analysis.dates.almanac import Days
from analysis.dates.atoms import RANK, read_atom, signs
from analysis.dates.begins import find_begins
from analysis.dates.events import Found, find_events, known_events
from analysis.dates.sets import SET, Recurrence, extend, read_set
from analysis.dates.vocabulary import COUNT, WEEK

LEAD = re.compile(r"截至到?|截止到?|(?:直到|直至)(?=\S)|(?:约|大约|早在)(?=\d)")
COORDINATE = re.compile(r"[、和及与]")
LIST = re.compile(r"[、，和](?=\d{1,2}[日号])")  # 9日、10日: days that follow each other are one time
# 一日游, 一日三餐, 有一日: a day's length, or any day
ONE_DAY = re.compile(r"一日[三两游千之一]|(?<=[每某有终往他昔如])一日")
# 一点 is "a little", 一时 "for a while", 三点意见 three points: an hour of that form needs a pause behind it
DOUBTFUL_HOUR = re.compile(
    r"[一两零][点时](?![半钟整\d二三四五])|[一二三四五六七八九十]{1,2}点(?![，。、；！？左前后许多到至起开出的过半钟整\d一二三四五六七八九十零搭踏]|$)"
)
BEFORE_TERM = re.compile(r"^$|[，。、；：！？“（ 到在是，]$")
BEHIND_TERM = re.compile(r"$|[，。、；：！？”） ]|节气|时节|前后|这天|当[天日]|过后|来临|到来|[一二]")
NO_LENGTH = frozenset("去明昨本这那同当次翌第来即周星农阴公北春夏秋冬年岁月目现如此凌清晚夜午中")  # begin no length
RANGE = re.compile(r"(?:起?(?=[至迄]今)|起(?:至|到|，至)|\s?(?:至|到|—+|-|–|－|~|～|直至|直到|延续到)\s?)")
# What makes a point approximate, or a bound, belongs to it.
TAIL = re.compile(
    r"(?:左右|前后|上下|(?<=[时点分])(?:许|多钟?)|整|期间|过(?=[，。]|$)|(?<=[点时分])不到)?"
    r"(?:以来|(?<=年)来(?![到自源])|年?内(?![部容蒙外])|前夕|之?前夜|来临之际|之际|(?:之|以)?前(?![来往去后期夕线进景方提任锋者]|所未有)|(?:之|以)后|后(?![来勤续代期备台天方面果])|起(?![来草点步飞到床因义诉了雾风火哄身跑誓重居码初源伏])|止(?=[，。]|$)|为止)?"
)
RANGE_SIGNS, TAIL_SIGNS = signs(RANGE.pattern), signs(TAIL.pattern)
UNIT = (
    rf"(?:世纪|周年(?!纪)|年|个?季度|个?月|{WEEK}(?![年岁边围期报末一二三四五六日天])|天|个工作日|工作日|日|昼夜|夜|晚"
    r"|个?小时|个?钟头|个?钟(?=之|[前后])|分钟|分半钟?|分半|刻钟|秒钟?(?:\d{1,2}(?!\d))?)"
)
STRETCH = re.compile(
    r"(?P<lead>(?<![最以学])(?:近|最近|过去|刚刚过去|未来|今后|此后|接下来|前|上|后|下)的?)?"
    r"(?P<about>约|大约|近|将近|接近|超过|不到|长达|短短|整整|至少)?"
    r"(?P<minutes>(?<!\d)\d{1,2}分)?"
    rf"(?P<count>(?<![\d.第初A-Za-z]){COUNT})(?P<more>多|余|来|几)?(?P<ge>个)?(?P<more3>多)?(?P<half>半)?(?P<unit>{UNIT})"
    r"(?P<half2>半)?(?P<more2>多)?(?:的?时间|之久|左右|以上|有余)?"
    r"(?P<tail>(?:之|以)?后的?(?:今天|今日|如今|现在)|以来|来(?![到自源])|(?:之|以)?前(?![来往去后夕]|所)|(?:之|以)?后(?![来勤续])|(?:之|以)?内(?![部容])|里(?!面|程)|间(?!隔)|期间)?"
)
NO_STRETCH = re.compile(r"[级期制龄轮薪生]|计划|规划|行动|一度|四季|代|产|息|游|货")


class Piece(NamedTuple):
    """An atom in its place."""

    name: str
    match: re.Match[str]


class Expression(NamedTuple):
    """A time expression: kind chain, range, stretch, set or event, and what it is made of.

    `tail` says how the time is meant: 以来 (since), 前 (until), 后 (after), 起
    (from ... on), 之际 (about).
    """

    start: int
    end: int
    kind: str
    first: tuple[Piece, ...] = ()
    second: tuple[Piece, ...] = ()
    lead: str = ""
    tail: str = ""
    match: re.Match[str] | None = None
    rule: Recurrence | None = None
    found: Found | None = None
    inner: "Expression | None" = None


def read_times(text: str, events: dict[str, Days] | None = None) -> list[Expression]:
    """List the time expressions of a folded text, leftmost first, without overlaps.

    What hangs on an event (…开展以来) takes the place of the times inside it.

    >>> text = "去年12月5日至8日，县里连续三天下雪，每周五晚上停电"  # snow for three days, power cuts on Friday nights
    >>> [text[time.start : time.end] for time in read_times(text)]
    ['去年12月5日至8日', '三天', '每周五晚上']
    """
    found: list[Expression] = []
    at = 0
    hanging = find_events(text, known_events() if events is None else events)
    for begin in find_begins(text):
        if begin >= at and (expression := _read(text, begin)):
            found.append(_coordinate(text, found[-1], expression) if found else expression)
            at = expression.end
    return _hang(found, hanging) if hanging else found


def _coordinate(text: str, before: Expression, time: Expression) -> Expression:
    """In 2020年2月和4月 the second month takes over the year of the first."""
    if (
        not (before.first and time.first)
        or time.kind == "set"
        or not COORDINATE.fullmatch(text, before.end, time.start)
    ):
        return time
    rank = RANK[time.first[0].name]
    if rank > RANK["day"] or time.first[0].name in ("relyear", "relmonth", "relday", "week"):
        return time
    shared = tuple(piece for piece in before.first if RANK[piece.name] < rank)
    return time._replace(first=(*shared, *time.first))


def _hang(found: list[Expression], hanging: list[Found]) -> list[Expression]:
    """Put expressions that hang on an event in place of what they hold; 今年以来 stays what it is."""
    for event in hanging:
        inside = [time for time in found if time.start < event.end and event.start < time.end]
        last = inside[-1] if inside else None
        vague = bool(last and last.first and last.first[0].name == "vague")
        if (
            last
            and last.end >= event.end
            and (last.tail or vague)
            and not (event.tail == "之际" and event.start < last.start)
        ):
            continue
        start = min([event.start, *(time.start for time in inside[:1] if time.end > event.start > time.start)])
        inner = last if event.tail == "之际" else None
        whole = Expression(start, event.end, "event", tail=event.tail, found=event, inner=inner)
        found = [*(time for time in found if time not in inside), whole]
    return sorted(found, key=lambda time: time.start)


def _read(text: str, at: int) -> Expression | None:
    first = text[at]
    if first in "每隔逢" and (recurring := _read_set(text, at)):
        return recurring
    lead = LEAD.match(text, at) if first in "截直约大早" else None
    chained = _read_range(text, lead.end() if lead else at)
    stretch = None if first in NO_LENGTH or (lead and lead[0][-1] != "约") else _read_stretch(text, at)
    if stretch and (not chained or stretch.end > chained.end or _counts_days(chained, stretch)):
        return stretch
    if chained and lead:
        return chained._replace(start=at, lead=lead[0])
    return chained


def _counts_days(chained: Expression, stretch: Expression) -> bool:
    """3日后 without a month is three days later."""
    return stretch.end == chained.end and [piece.name for piece in chained.first] == ["day"] and bool(stretch.tail)


def read_chain(text: str, at: int, least: int = 0) -> tuple[tuple[Piece, ...], int]:
    """The atoms that adjoin from a place on, in rising rank, and where they end; 的 or a space may join two."""
    pieces: list[Piece] = []
    bracket = False
    while True:
        found = read_atom(text, at, least)
        if not found and pieces and at + 1 < len(text) and text[at] in "的 -，,(（":
            found = _read_joined(text, at, pieces, least)
            bracket = bool(found) and text[at] in "(（"
        if not found or (pieces and RANK[found[0]] == RANK["now"]):
            return tuple(pieces), at
        pieces.append(Piece(*found))
        at, least = found[1].end(), RANK[found[0]] + 1
        if bracket and found[0] == "day" and text[at : at + 1] in (")", "）"):
            at += 1
        if found[0] == "lunar" and len(pieces) == 1:
            least = RANK["year"]


def _read_joined(text: str, at: int, pieces: list[Piece], least: int) -> tuple[str, re.Match[str]] | None:
    """An atom behind 的, a space or a mark: 去年的今天, 09-01 20:01, 周四(17日)."""
    last, mark = pieces[-1].name, text[at]
    if mark in "，,(（":
        same = last == "weekday" or (last == "relday" and mark in "(（")
        found = read_atom(text, at + 1 + (text[at + 1] == " "), RANK["month"]) if same else None
        return found if found and found[0] in ("month", "day") else None
    found = read_atom(text, at + 1, least)
    if not found or (mark == "-" and (last, found[0]) != ("iso", "clock")):
        return None
    return found if mark == "的" or found[0] in ("clock", "part", "weekday") else None


def _alone(pieces: tuple[Piece, ...], text: str) -> bool:
    """Tell whether a chain is a time by itself."""
    if not pieces:
        return False
    (name, match), single = pieces[0], len(pieces) == 1
    if name in ("lunar", "zone"):
        return not single
    if single and name == "day":  # 5号 alone may number anything
        return "号" not in match[0] and not ONE_DAY.match(text, match.start())
    if single and name == "clock":  # 一点 is "a little", 一时 "for a while"; 三点 may be three points
        return not DOUBTFUL_HOUR.match(text, match.start())
    if single and name == "holiday" and match["ho_t"]:  # 大雪 is weather, and 宁夏至 no solstice
        return bool(BEFORE_TERM.search(text[: match.start()][-1:]) and BEHIND_TERM.match(text, match.end()))
    return (
        name not in ("agepart", "quarterpart")
        and not (
            name == "nth"
            and not (match["nt_day"] and (match.start() == 0 or text[match.start() - 1] in "，。；：、“ "))
        )
        and not (
            (name == "monthpart" and match["mp1"])
            or (name == "lunarday" and not re.match("大年|年初", match[0]))
            or (single and name == "part" and match["pa1"])
        )
    )


def _read_range(text: str, at: int) -> Expression | None:
    first, end = read_chain(text, at)
    if not _alone(first, text):
        return None
    joint = RANGE.match(text, end) if text[end : end + 1] in RANGE_SIGNS else None
    second, stop = read_chain(text, joint.end()) if joint else _read_list(text, first)
    if second and _ends_range(first, second):
        end = stop
    else:
        second = ()
    tail = TAIL.match(text, end) if text[end : end + 1] in TAIL_SIGNS else None
    word = tail[0] if tail else ""
    return Expression(at, end + len(word), "range" if second else "chain", first, second, "", word)


def _read_list(text: str, first: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], int]:
    """The last of the days that follow a day one by one: 9日、10日、11日."""
    last: tuple[Piece, ...] = ()
    piece = first[-1]
    while piece.name == "day" and (mark := LIST.match(text, piece.match.end())):
        found = read_atom(text, mark.end(), RANK["day"])
        if not found or found[0] != "day" or read_number(found[1]["d"]) != (read_number(piece.match["d"]) or 0) + 1:
            break
        piece = Piece(*found)
        last = (piece,)
    return last, piece.match.end()


def _ends_range(first: tuple[Piece, ...], second: tuple[Piece, ...]) -> bool:
    return second[0].name not in ("agepart", "lunar", "nth", "vague") and first[0].name != "vague"


def _read_stretch(text: str, at: int) -> Expression | None:
    match = STRETCH.match(text, at)
    if not match or NO_STRETCH.match(text, match.end()):
        return None
    unit, lead, tail = match["unit"], match["lead"] or "", match["tail"] or ""
    if unit in ("日", "月", "晚", "夜") and not match["ge"] and unit != "个月":  # 三月 is March, 三日 the third
        near = lead.startswith(("近", "后", "最近", "未来"))
        if not near and not (unit == "日" and tail[-1:] in ("内", "后")):
            return None
    if text[match.start() : match.end()] == "四周":  # the surroundings
        return None
    if match["minutes"] and unit[0] != "秒":
        return None
    if unit == "周年" or (lead in ("上", "下") and unit in ("年", "月") and not match["ge"]):
        return None
    if unit == "年" and re.fullmatch(r"[12]\d{3}", match["count"]):
        return None
    return Expression(at, match.end(), "stretch", (), (), lead, tail, match)


# What may follow a recurring unit: after 每月 a day, after 每天 a clock time.
DETAIL = {"u0": 4, "u1": 5, "u2": 6, "u3": 8, "u4": 9, "u5": 9, "u6": 12}


def _read_set(text: str, at: int) -> Expression | None:
    match = SET.match(text, at)
    if not match:
        return None
    least = next(rank for unit, rank in DETAIL.items() if match[unit])
    detail, end = read_chain(text, match.end() + text.startswith("的", match.end()), least)
    while detail and detail[-1].name == "day" and LIST.match(text, end) and (more := read_chain(text, end + 1))[0]:
        detail, end = (*detail, *more[0]), more[1]
    rule = read_set(match, [(piece.name, piece.match) for piece in detail])
    joint = RANGE.match(text, end) if detail else None
    second, stop = read_chain(text, joint.end(), RANK[detail[-1].name]) if joint else ((), end)
    if len(second) == 1:
        rule = extend(rule, second[0])
    return Expression(
        at, (stop if second else end) if detail else match.end(), "set", detail, second, "", "", match, rule
    )
