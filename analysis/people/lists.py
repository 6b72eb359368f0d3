"""Lists of persons: closed by a word for persons, or rows that hold nothing but names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.people.lexicon import common_surnames, find_roles, place_names, surnames
from analysis.people.names import DOT, NOT_NAME, Text, chinese_at

BREAK = re.compile(r"[，。！？；：、“”‘’（）《》,.!?;:()\s]")
NAMES = frozenset(["nr", "nrt", "nrfg"])
# What common nouns that jieba's dictionary tags as names end in: 安全感 (sense of security), 贡献者 (contributor).
COMMON_NOUN = frozenset(
    "书感词会展者们方军员长报社部局国党家人网性化率度区省市县物舰库关兴老滩道光地峡河湖山岛镇村乡馆院校"
)
# A list that ends in 等 and a word for persons holds names: 甲某、乙某、丙某等烈士.
LISTED = re.compile(
    r"等(?:[\u4e00-\u9fff]{0,8}?)(?:领导人|人(?!员)|英雄|烈士|同志|先生|委员|代表|专家|学者|劳模|党员|干部|先烈|英烈|前辈|革命家|作家|诗人|名家|老师|选手|队员|演员|艺术家|领导人|领导|志愿者|村民|先辈|模范|将领|英模|伟人|思想家)"
    r"|等(?=参加|出席|陪同)"
)
ITEM = re.compile(r"[^、]+")
ROW = re.compile(r"[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3}){2,}")
INNER = re.compile(r"、[\u4e00-\u9fff]{2,3}、")  # an item that every row has


class Person(NamedTuple):
    """form[i:j] is a person."""

    i: int
    j: int
    name: str
    role: str
    organisation: str
    kind: str


def by_list(text: Text) -> Iterator[Person]:
    """Lists closed by 等 and a word for persons; all their items are names."""
    form = text.form
    for close in LISTED.finditer(form):
        items, at = [], close.start()
        while True:
            floor = max((m.end() for m in BREAK.finditer(form, max(0, at - 12), at)), default=max(0, at - 12))
            item = form[floor:at]
            if form[floor - 1 : floor] == "、" and 2 <= len(item) <= 10:
                items.append((floor, at))
                at = floor - 1
                continue
            items.append((_first_item(form, floor, at), at))
            break
        # 左权 is a man and a county: behind 等烈士 (and other martyrs) follows no place
        fits = _plausible if close[0] == "等" else _may_be_name
        if len(items) < 2 or not all(fits(form[i:j]) for i, j in items[:-1]):
            continue
        noun = close[0].removeprefix("等").removeprefix("的")
        role = "" if noun in ("人", "同志", "先生") else noun
        yield from (Person(i, j, form[i:j], role, "", "named") for i, j in items if fits(form[i:j]))


def by_row(text: Text) -> Iterator[Person]:
    """Rows of names alone: 甲某、乙某、丙某; most must look like names to the tagger, and none like a place.

    Words that all end alike (幸福感、安全感) are nouns of one kind.
    """
    form = text.form
    for row in ROW.finditer(form) if INNER.search(form) else ():
        spans = [(m.start(), m.end()) for m in ITEM.finditer(form, row.start(), row.end())]
        inner, (i, j), (last, _) = spans[1:-1], spans[0], spans[-1]
        sure = [a for a, b in inner if _is_tagged(text, a, b) and form[a] in common_surnames()]
        alike = len({form[b - 1] for _, b in spans[:-1]}) == 1
        if alike or 5 * len(sure) < 3 * len(inner) or not all(_plausible(form[a:b]) for a, b in inner):
            continue
        first = i if not i or BREAK.match(form, i - 1) else _first_item(form, max(0, i - 3), j)
        yield from (Person(a, b, form[a:b], "", "", "named") for a, b in inner)
        for a, b in ((first, j), (last, chinese_at(text, last, sure=True))):
            if a < b and _plausible(form[a:b]) and (_is_tagged(text, a, b) or form[a] in common_surnames()):
                yield Person(a, b, form[a:b], "", "", "named")


def _plausible(item: str) -> bool:
    return _may_be_name(item) and item not in place_names() and not NOT_NAME.match(item)


def _is_tagged(text: Text, i: int, j: int) -> bool:
    word = text.word_at(i)
    return bool(word and len(word[0]) == j - i and word[1] in NAMES)


def _first_item(form: str, floor: int, at: int) -> int:
    """Where the first name of a list begins: at a surname behind 了, 的, 有 and the like, or a role."""
    for size in (3, 2, 4):
        i = at - size
        if i >= floor and form[i] in surnames() and (i == floor or form[i - 1] in "了的有由对向和与到以如像是着过让请"):
            return i
    ends = [end for start, end in find_roles(form[floor:at])]
    return floor + ends[-1] if ends else floor


def _may_be_name(item: str) -> bool:
    if any(c in DOT for c in item):
        return True
    return (2 <= len(item) <= 3 and item[0] in surnames()) or (len(item) == 4 and item[:2] in surnames())
