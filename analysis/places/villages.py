"""Villages and communities, only inside a county or town that the text gives."""

import re
from collections import defaultdict
from functools import cache

from analysis.chinese import fold
from analysis.gazetteer import county_of, villages_in
from analysis.places.mentions import Mention
from analysis.places.towns import near
from analysis.places.words import Words, is_proper, name_start, starts_before

VILLAGE = re.compile(
    r"社区(?:居民委员会|居委会)?|(?:村|嘎查)(?:民)?委(?:员)?会|嘎查村?|居民委员会|居委会|村村(?=委|民)|村(?![镇民庄寨落官医规级务史情貌容风企校屯集干支社办])|屯(?![垦兵田集粮])"
)
KIND = re.compile(r"(?:社区|嘎查村?|村|屯)$")
GENERIC = re.compile(
    r".*(?:农|乡|新|山|小|本|该|全|各|邻|我|行政|自然|贫困|示范|试点|城中|小康|中心|驻|进|城市|街道|全体|多个|一个|两个|三个|个|座|渔|渔民|牧|牧民|农民|老|外|同|帮扶|"
    r"整|空心|重点|文明|样板|移民|先进|后进|落后|联系|包|到|入|回|出|住|学习|智慧|和谐|特色|美丽|所在|辖区|基层|居民|生活|民族|国际|平安|绿色|文化|历史|传统|古|工人|选手|奥运|地球|度假|军垦|驻地|管辖|下辖|所辖|以|由|于)$"
)
LONGEST = 10


@cache
def stems(county: str) -> dict[str, tuple[str, ...]]:
    """Folded name of a county's villages without the word for their kind -> codes."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, name in villages_in(county).items():
        found[KIND.sub("", fold(name))].append(code)
    return {stem: tuple(codes) for stem, codes in found.items()}


def find_villages(
    number: int, form: str, hits: list[re.Match], words: Words, around: list[Mention], parents: list[str]
) -> list[Mention]:
    """Mentions of villages and communities in one reading.

    `parents` are the counties and towns that the text gives, nearest first;
    the one that adjoins goes before them. What is not found ends at the parent.
    """
    found: list[Mention] = []
    for match in hits:
        before = [*around, *found]
        if any(m.start < match.end() <= m.end for m in before):
            continue
        floor = max((m.end for m in before if m.end <= match.start()), default=0)
        near_by = [m.code for m in before if m.end == floor and m.code and floor]
        mention = _exact(number, form, words, match, floor, [*near_by, *parents])
        mention = mention or _other(number, form, words, match, floor, [*near_by, *parents])
        if mention:
            found.append(mention)
    return found


def _exact(number: int, form: str, words: Words, match: re.Match, floor: int, parents: list[str]) -> Mention | None:
    """The longest printed name that a parent knows."""
    for start in starts_before(form, words, match.start(), floor, LONGEST):
        stem = form[start : match.start()]
        for parent in parents:
            codes = _within(stems(county_of(parent)).get(stem, ()), parent, match[0])
            if codes and (len(stem) > 1 or start == floor) and not GENERIC.match(stem):
                code = codes if len(codes) == 1 else (county_of(parent),)
                mention = Mention(number, start, match.end(), code, kind="village")
                return (
                    mention if len(codes) == 1 else mention._replace(name=form[start : match.end()], candidates=codes)
                )
    return None


def _within(codes: tuple[str, ...], parent: str, kind: str) -> tuple[str, ...]:
    """Of several namesakes those in the town, then those of the printed kind."""
    inside = tuple(code for code in codes if code.startswith(parent)) or codes
    alike = tuple(
        c for c in inside if villages_in(c[:6])[c].endswith(kind[:2] if "区" in kind or "嘎" in kind else kind[:1])
    )
    return alike or inside


def _other(number: int, form: str, words: Words, match: re.Match, floor: int, parents: list[str]) -> Mention | None:
    """A name that no parent knows as printed: the only near one in the nearest county, or left at the parent."""
    start = name_start(form, words, match.start(), floor)
    stem, printed = form[start : match.start()], form[start : match.end()]
    if not 1 < len(stem) <= 8 or GENERIC.match(stem):
        return None
    mention = Mention(number, start, match.end(), kind="village", name=printed)
    county = next((county_of(parent) for parent in parents if county_of(parent)), "")
    known = stems(county) if county else {}
    found, how = near(stem + "村", [name + "村" for name in known])
    codes = tuple(code for name in found for code in known[name[:-1]])
    if how == "coordinated":
        return mention._replace(codes=(county,), match=how, candidates=codes)
    if len(codes) == 1:
        return mention._replace(codes=codes, match=how, name="")
    adjoins = floor and start == floor
    if adjoins or is_proper(words, start, match.start()):
        parent = next(iter(parents), "")
        return mention._replace(codes=(parent,) if parent else ())
    return None
