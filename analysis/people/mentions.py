"""Persons in running text: by role, title, list, spelling and repetition; and unnamed sources."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from analysis.people.lexicon import (
    common_surnames,
    find_roles,
    place_names,
    role_groups,
    surnames,
    transliteration,
)
from analysis.people.lists import BREAK, COMMON_NOUN, NAMES, Person, by_list, by_row
from analysis.people.names import (
    DOT,
    NOT_NAME,
    SPELLED,
    Text,
    dotted_at,
    dotted_start,
    name_at,
    name_before,
    openings,
)
from analysis.quotations import SPEECH_VERB

SPEAKS = re.compile(SPEECH_VERB.pattern, re.VERBOSE)
ASKS = re.compile(rf"{SPEECH_VERB.pattern}|询问|解答|回答|问道", re.VERBOSE)
# What may stand between a body and a role, and belongs to the role.
MODIFIER = re.compile(
    r"(?:常务|执行|第一|党组|党委|党支部|党总支|机关|首席|高级|资深|代理|时任|原|前|(?<![明清宋唐元汉隋晋秦时现当古近年])代|副|名誉|特约|驻村|专职|兼职|青年|老|女|男|相关|有关|主要|中国籍|当选)+$"
)
LONGEST_MODIFIER = 8
# Bodies that are no organisation row: the village of a 村民, the town of a 镇长.
LOCALITY = re.compile(
    r"(?:(?![的了在对向和与])[\u4e00-\u9fff]){2,14}?(?:村|社区|嘎查|镇|乡|街道|苏木|县|市|区|旗|省|州)$"
)
KIN = re.compile(
    r"(?:大娘|大爷|大妈|大叔|大婶|大哥|大姐|大嫂|阿姨|叔叔|奶奶|爷爷|老师|医生|大夫|教授|先生|女士|师傅|老汉|老伯|某某|某)"
)
TITLES = re.compile(
    r"(?:总书记|主席|总理|委员长|书记|主任|局长|部长|院长|校长|同志|先生|女士|总统|首相|外长|教授|院士|总干事|将军|大使|国王)"
)
NOT_PLACE = re.compile(
    r"(?:大学|公司|基金|州|市|岛|河|湖|级|号|奖|杯|区|省|县|镇|球场|学院|集团|战役|行动|航天|中心|家族|时代|案|法案|号角)"
)
# What a match of the next pattern must hold; literal beginnings are searched for faster than sets.
HINT = re.compile(r"位(?<=[一两几多三四五少数].)|名(?<=[一两几多三四五少数].)|负责[人同]|发言人|工作人员")
UNNAMED = re.compile(
    r"(?:(?<![前每是为成身第\d十百千万余])(?:[一两几多三四五]|不少|许多|数)[位名](?P<what>(?:(?![位被了在和与将从向为是叫])[\u4e00-\u9fff]){0,8}?)(?P<person>{persons}))"
    r"|(?P<charge>(?:相关|有关|主要|项目|活动|单位|企业)?负责(?:人|同志)|(?:新闻)?发言人|工作人员)"
)


# 专家组, 学生会, 外长会, 志愿者们: no role of one person.
COLLECTIVE = frozenset("会团队处室制们节台组级型版席式")
POINT = re.compile(rf"[{DOT}]")
# Words that follow a name and are not followed by one.
FOLLOWING = frozenset(["同志", "先生", "女士", "小姐", "群众", "新人", "夫人"])


Bodies = list[tuple[int, int, str]]


def find_named(text: Text, bodies: Bodies) -> list[Person]:
    """List named persons of one form; what is inside the name of a body is none."""
    taken: dict[int, Person] = {}
    for person in _candidates(text, bodies):
        i, j = person.i, person.j
        if bodies and any(a < j and i < b for a, b, _ in bodies):
            continue
        if taken and any(other.i < j and i < other.j for other in taken.values()):
            continue
        taken[i] = person
    return sorted(taken.values()) if taken else []


def _candidates(text: Text, bodies: Bodies) -> list[Person]:
    """Persons by each of the signs, the surest first."""
    found = [*_by_role(text, bodies)] if text.roles else []
    if "、" in text.form:
        found += [*by_list(text), *by_row(text)]
    if any(c in text.form for c in DOT):
        found += _by_point(text)
    found += _by_title(text)
    found += _by_speech(text)
    return found


def _by_role(text: Text, bodies: Bodies) -> Iterator[Person]:
    """Names behind a role (馆长王芳), and those that 、 joins to them."""
    form, firsts = text.form, openings()
    for start, end in text.roles:
        following = form[end : end + 1]
        space = following in (" ", "\u3000")
        at = end + space
        if form[at : at + 1] not in firsts or following in COLLECTIVE or form[start:end] in FOLLOWING:
            continue
        if name_before(text, start) >= 0:
            continue
        strict = "post" not in role_groups()[form[start:end]]
        j = name_at(text, at, strict) if space or not strict or text.cuts(end) else 0
        if not j:
            continue
        role, body = describe(form, start, end, bodies)
        if space:
            yield Person(at, j, form[at:j], role, body, "named")
        elif body or form[start:end] != "代表":
            yield from _joined(text, at, j, role, body)


def _joined(text: Text, i: int, j: int, role: str, body: str) -> Iterator[Person]:
    """The name form[i:j], and those that 、 or 和 joins to it."""
    form = text.form
    yield Person(i, j, form[i:j], role, body, "named")
    while form[j : j + 1] in ("、", "和") and (following := name_at(text, j + 1, strict=True)):
        if form[j] == "和" and form[j + 1] not in common_surnames():
            break
        yield Person(j + 1, following, form[j + 1 : following], role, body, "named")
        j = following


def describe(form: str, start: int, end: int, bodies: Bodies) -> tuple[str, str]:
    """Role and body as printed next to a name; form[start:end] is the head of the role."""
    modifier = MODIFIER.search(form, max(0, start - LONGEST_MODIFIER), start)
    begin = modifier.start() if modifier else start
    for a, b, text in bodies:
        if b == begin or (modifier and a < start and begin < b <= start):
            return form[max(b, begin) : end], text
        if a < start and start < b < end:  # 省委书记: the body's ending begins the role
            return (form[b:end], text) if form[b:end] in role_groups() else (form[begin:end], "")
    floor = max((m.end() for m in BREAK.finditer(form, max(0, begin - 16), begin)), default=max(0, begin - 16))
    locality = LOCALITY.search(form, floor, begin)
    return form[begin:end], locality[0] if locality else ""


def _by_point(text: Text) -> Iterator[Person]:
    """Names with points inside."""
    form, done = text.form, 0
    for match in POINT.finditer(form):
        if match.start() < done:
            continue
        i = dotted_start(text, match.start(), done)
        j = dotted_at(text, i) if i < match.start() else 0
        if j and not NOT_PLACE.match(form, j) and not _quoted(form, i, j):
            done = j
            yield Person(i, j, form[i:j], "", "", "named")


def _quoted(form: str, i: int, j: int) -> bool:
    """Titles have points too: “守望·相助”."""
    return form[i - 1 : i] in ("“", "《") or form[j : j + 1] in ("”", "》")


def _by_title(text: Text) -> Iterator[Person]:
    """Names before a title (…总书记), surnames before a word of kinship or courtesy (李大妈)."""
    form = text.form
    for title in TITLES.finditer(form):
        i = name_before(text, title.start())
        if i >= 0:
            role = "" if title[0] in FOLLOWING else title[0]  # 同志 (comrade) is courtesy, no role
            yield Person(i, title.start(), form[i : title.start()], role, "", "named")
    for kin in KIN.finditer(form):
        i = kin.start() - 1
        if i < 0 or form[i] not in common_surnames() or form[i - 1 : i] in ("老", "小", "女", "男", "副"):
            continue
        known = text.cuts(i) or text.cuts(i + 1)
        before = text.word_at(i - 1) if i else None
        if known and not (before and len(before[0]) > 1) and not NOT_KIN.match(form, i):
            role = _role_before(form, i)
            yield Person(i, kin.end(), form[i : kin.end()], role, "", "named")


NOT_KIN = re.compile(
    r"高(?:级|中|校|等)|任(?:老师|教授)|常先|金先|方先|应先|程先|石先|安先|向(?:先生|老师)|成教授|时(?:老师|教授)"
)


def _role_before(form: str, i: int) -> str:
    ends = [(start, end) for start, end in find_roles(form[max(0, i - 10) : i])]
    return form[max(0, i - 10) + ends[-1][0] : i] if ends and ends[-1][1] == min(i, 10) else ""


def _by_speech(text: Text) -> Iterator[Person]:
    """A word tagged as a name, between a stop and a verb that persons do."""
    form = text.form
    for mark in _openings().finditer("，" + form):  # the first clause opens as those behind a mark do
        start = mark.end() - 1
        word, tag = text.word_at(start) or ("", "")
        if tag not in NAMES or not 2 <= len(word) <= 4 or word[-1] in COMMON_NOUN:
            continue
        end = start + len(word)
        if word in place_names() or NOT_NAME.match(word):
            continue
        if SPEAKS.match(form, end) or (len(word) == 3 and word[0] in common_surnames() and _acts(text, end)):
            yield Person(start, end, word, "", "", "named")


@cache
def _openings() -> re.Pattern[str]:
    """Where a clause may open with a name: before a verb of speaking, or a common surname and two characters more.

    A match is the mark before the name.
    """
    rare, common = ("".join(sorted(s for s in names if len(s) == 1)) for names in (surnames(), common_surnames()))
    return re.compile(
        rf"{BREAK.pattern}(?:(?=[{common}]\S\S)|(?=[{rare}]\S{{1,3}}?(?:{SPEECH_VERB.pattern})))",
        re.VERBOSE,
    )


def _acts(text: Text, at: int) -> bool:
    word = text.word_at(at)
    return bool(word and word[1] in ("v", "d", "p", "c"))


def find_unnamed(text: Text, bodies: Bodies) -> list[Person]:
    """List unnamed sources who speak or act: 一位村民, 相关负责人, the secretary of a body."""
    form, persons = text.form, []
    for match in _unnamed().finditer(form) if HINT.search(form) else ():
        if match["charge"] and not _speaks_after(form, match.end()):
            continue
        if match["charge"] and name_at(text, match.end()):
            continue
        body = next((name for _, b, name in bodies if b == match.start()), "")
        role = match["person"] or match["charge"]
        persons.append(Person(match.start(), match.end(), match[0], role, body, "unnamed"))
    return persons + _find_posts(text, bodies, persons) if text.roles and bodies else persons


def _find_posts(text: Text, bodies: Bodies, others: list[Person]) -> list[Person]:
    """Posts right behind the name of a body, before what a person does."""
    form, ends = text.form, sorted([b for _, b, _ in bodies])
    found: list[Person] = []
    for start, end in text.roles:
        if bisect_left(ends, start - LONGEST_MODIFIER) == bisect_left(ends, end):
            continue
        if "post" not in role_groups()[form[start:end]] or form[end : end + 1] in COLLECTIVE:
            continue
        role, body = describe(form, start, end, bodies)
        behind = text.word_at(end) if end - len(role) in ends else None
        if not behind or behind[1] not in ("v", "p", "d") or name_at(text, end):
            continue
        if not any(other.i < end and start < other.j for other in [*others, *found]):
            found.append(Person(end - len(role), end, role, role, body, "unnamed"))
    return found


@cache
def _unnamed() -> re.Pattern[str]:
    persons = [role for role, groups in role_groups().items() if groups & {"profession", "person"}]
    joined = "|".join(
        sorted([*persons, "负责人", "人士", "官员", "干部", "居民代表", "同学"], key=lambda p: (-len(p), p))
    )
    return re.compile(UNNAMED.pattern.replace("{persons}", f"(?:{joined})(?!{'|'.join('们等')})"))


def _speaks_after(form: str, at: int) -> bool:
    stop = BREAK.search(form, at)
    return bool(ASKS.search(form, at, min(len(form), (stop.start() if stop else len(form)), at + 16)))


def find_repeated(form: str, persons: list[Person], names: list[str], bodies: Bodies) -> list[Person]:
    """Add the other mentions of names that the page has shown to be names; the first in `names` wins."""
    repeated = [name for name in names if name in form]
    if not repeated:
        return sorted(persons)
    spans = [(p.i, p.j) for p in persons] + [(a, b) for a, b, _ in bodies]
    found = list(persons)
    for name in repeated:
        at = form.find(name)
        chinese = name[0] in common_surnames()
        while at >= 0:
            end = at + len(name)
            spelled = len(name) < SPELLED and name[0] in transliteration() and not chinese
            cut = spelled and (form[at - 1 : at] in transliteration() or form[end : end + 1] in transliteration())
            if not cut and not any(a < end and at < b for a, b in spans):
                spans.append((at, end))
                found.append(Person(at, end, name, "", "", "named"))
            at = form.find(name, end)
    return sorted(found)
