"""Villages and communities, only inside a county or town that the text gives."""

import re
from functools import cache
from typing import NamedTuple

from analysis.chinese import fold
from analysis.gazetteer import county_of, village_name, villages_in
from analysis.places.mentions import Line, Mention
from analysis.places.towns import near
from analysis.places.words import Words, is_proper, name_start, starts_before

VILLAGE = re.compile(
    r"""
    社区(?:居民委员会|居委会)?
    | (?:村|嘎查)(?:民)?委(?:员)?会                     # the committee stands for its village
    | 嘎查村? | 居民委员会 | 居委会
    | 村(?![镇民庄寨落官医规级务史情貌容风企校屯集干支社办])  # 村民 (villagers), 村官 and other words with 村
    | 屯(?![垦兵田集粮])                               # 屯垦, 屯兵 (to station troops)
    """,
    re.VERBOSE,
)
VILLAGE_SIGNS = ("社区", "村", "嘎查", "居民委员会", "居委会", "屯")
KIND = re.compile(r"(?:社区|嘎查村?|村|屯)$", re.MULTILINE)
# What stands before 村 or 社区 and names none: an attribute of one character, or a longer one.
GENERIC = re.compile(
    r"""
    .*(?:
        [农乡新山小本该全各邻我驻进个座渔牧老外同整包到入回出住古以由于]
        | 行政|自然|贫困|示范|试点|城中|小康|中心|城市|街道|全体|多个|一个|两个|三个|渔民|牧民
        | 农民|帮扶|空心|重点|文明|样板|移民|先进|后进|落后|联系|学习|智慧|和谐|特色|美丽|所在
        | 辖区|基层|居民|生活|民族|国际|平安|绿色|文化|历史|传统|工人|选手|奥运|公司|医院|学校
        | 地球|度假|军垦|驻地|管辖|下辖|所辖
    )$
    """,
    re.VERBOSE,
)


@cache
def stems(county: str) -> dict[str, tuple[str, ...]]:
    """Folded name of a county's villages without the word for their kind -> codes."""
    found: dict[str, tuple[str, ...]] = {}
    villages = villages_in(county)
    names = KIND.sub("", fold("\n".join(villages.values()))).split("\n")
    for code, name in zip(villages, names, strict=bool(villages)):
        found[name] = (*found.get(name, ()), code)
    return found


def find_villages(line: Line, around: list[Mention], parents: list[str]) -> list[Mention]:
    """Mentions of villages and communities in one reading.

    `parents` are the counties and towns that the text gives, nearest first;
    the one that adjoins goes before them. What is not found ends at the parent.
    """
    number, form, words = line.number, line.form, line.words
    found: list[Mention] = []
    for match in line.villages:
        before = [*around, *found]
        if any(m.start < match.end() <= m.end for m in before):
            continue
        floor = max((m.end for m in before if m.end <= match.start()), default=0)
        near_by = [code for m in before if m.end == floor and floor for code in m.codes]
        span = Span(number, match, floor, near_by, parents)
        mention = _exact(form, words, span) or _other(form, words, span)
        if mention:
            found.append(mention)
    return found


class Span(NamedTuple):
    """Where a village's name may stand, what adjoins it there, and what else the text gives."""

    reading: int
    kind: re.Match
    floor: int
    adjoining: list[str]
    parents: list[str]

    def holders(self, start: int) -> list[str]:
        """Parents of a name that begins at `start`: what adjoins it, else what the article names."""
        return self.adjoining if self.adjoining and start == self.floor else self.parents


def _exact(form: str, words: Words, span: Span) -> Mention | None:
    """The longest printed name that a parent knows."""
    kind = span.kind
    for start in starts_before(form, words, kind.start(), span.floor):
        stem = form[start : kind.start()]
        for parent in span.holders(start):
            codes = _within(stems(county_of(parent)).get(stem, ()), parent, kind[0]) if county_of(parent) else ()
            # 平安社区 (safe community) is a name right after its town, and an attribute elsewhere.
            adjoins = bool(span.adjoining) and start == span.floor
            if codes and (len(stem) > 1 or adjoins) and not (GENERIC.match(stem) and not (adjoins and len(stem) > 1)):
                mention = Mention(span.reading, start, kind.end(), codes, kind="village")
                if len(codes) == 1:
                    return mention
                return mention._replace(codes=(county_of(parent),), name=form[start : kind.end()], candidates=codes)
    return None


def _within(codes: tuple[str, ...], parent: str, kind: str) -> tuple[str, ...]:
    """Of several namesakes those in the town, then those of the printed kind."""
    if len(codes) < 2:
        return codes
    inside = tuple(code for code in codes if code.startswith(parent)) or codes
    alike = tuple(
        c for c in inside if villages_in(c[:6])[c].endswith(kind[:2] if "区" in kind or "嘎" in kind else kind[:1])
    )
    return alike or inside


def _other(form: str, words: Words, span: Span) -> Mention | None:
    """A name that no parent knows as printed: the only near one in the nearest county, or left at the parent."""
    kind, start = span.kind, name_start(form, words, span.kind.start(), span.floor)
    stem = form[start : kind.start()]
    if not 1 < len(stem) <= 8 or GENERIC.match(stem):
        return None
    mention = Mention(span.reading, start, kind.end(), kind="village", name=village_name(form[start : kind.end()]))
    holders = span.holders(start)
    county = next((county_of(holder) for holder in holders if county_of(holder)), "")
    known = stems(county) if county else {}
    found, how = near(stem + "村", [name + "村" for name in known])
    codes = tuple(code for name in found for code in known[name[:-1]])
    if how == "coordinated":
        return mention._replace(codes=(county,), match=how, candidates=codes)
    if len(codes) == 1:
        return mention._replace(codes=codes, match=how, name="")
    if (span.floor and start == span.floor) or is_proper(words, start, kind.start()):
        return mention._replace(codes=tuple(holders[:1]) if len(span.adjoining) < 2 else ())
    return None
