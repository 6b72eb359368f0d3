"""Countries by one character: 中美两国, 访华, 日方. Only in the turns that leave no other reading."""

import csv
import re
from functools import cache
from importlib import resources
from itertools import product
from typing import NamedTuple

from analysis.gazetteer import World, abroad
from analysis.places.mentions import Line, Mention
from analysis.places.words import Words

# Case 1: two or more of them before what happens between states. Case 2: after a verb of going or dealing.
# Case 3: before what only a state has. Case 4: 俄 as a word of its own, which means nothing else.
BETWEEN = (
    "两国|三国|四国|五国|各国|关系|双方|三方|边界|边境|首脑|元首|间|之间|贸易|经贸|合作|联合|友好|建交|复交|高层|领导人|战争|条约|协议|协定|"
    "谈判|磋商|会谈|会晤|友谊|文化|经济|矛盾|冲突|争端|同盟|两军|自贸|在|就|和平|对话|外长|防长|总理|学者|青年|交往|往来|人民|民间|"
    "投资|签署|三地|同胞|地区|航线|工商|媒体|科技|司法|战略|伙伴"
)
STATE = "方|军|总统|总理|首相|外长|国会|议会|外交部|国防部|财长|防长|国务卿|政府|当局|驻华"
GOING, GONE_TO = "访对驻赴抵离援涉旅返在来进", "华美俄日韩英法德印朝越蒙京沪津渝港台"
STATES = "中美俄日韩英法德印朝越菲墨以巴乌伊"
TURNS = r"""
    (?P<pair>[{every}]{{2,4}})(?={BETWEEN})
    | [{GOING}](?P<toward>[{GONE_TO}])
    | (?P<state>[{STATES}])(?=(?:{STATE}))
    | (?P<alone>俄)
"""
# 来日 is a day to come, 在台 on a stage, 对台 a rival show; 进港 and 离港 are ships.
OTHER = frozenset(
    """
    来日 在台 在印 对印 对法 在法 对德 在德 在英 在日 离日 进日 进港 离港 抵港 驻台 在津 中军 法方 意方 德方
    """.split()  # noqa: SIM905
)


class Short(NamedTuple):
    """A reading of a one-character name: whose it is, whether it needs no support, beside which other it is meant."""

    name: str
    code: str
    sure: bool
    beside: str


@cache
def abbreviations() -> dict[str, tuple[Short, ...]]:
    """Character -> its readings."""
    lines = resources.files("analysis").joinpath("data/country_abbreviations.csv").read_text("utf-8").splitlines()
    found: dict[str, list[Short]] = {}
    for character, name, code, sure, beside, _ in list(csv.reader(lines))[1:]:
        found.setdefault(character, []).append(Short(name, code, sure == "true", beside))
    return {character: tuple(readings) for character, readings in found.items()}


@cache
def turns() -> re.Pattern[str]:
    """The turns as one pattern."""
    return re.compile(TURNS.format(every="".join(abbreviations()), **globals()), re.VERBOSE)


@cache
def turn_signs() -> frozenset[str]:
    """What one of must stand in a turn: two names, a verb and a name, a name and what only a state has, 俄."""
    pairs = [(abbreviations(), abbreviations()), (GOING, GONE_TO), (STATES, STATE.split("|"))]
    return frozenset(["俄", *(one + other for ones, others in pairs for one, other in product(ones, others))])


def find_abbreviations(line: Line, countries: set[str]) -> list[Mention]:
    """Mentions by one character; `countries` are those that the article names in full."""
    number, form, words = line.number, line.form, line.words
    found = []
    for match in line.short:
        start, end = match.span(match.lastgroup or 0)
        inside = match.lastgroup == "alone" and words.spans.get(start, (0, ""))[0] != end
        if inside or match[0] in OTHER or match.start() not in words.ends or not _ends(match, end, words):
            continue
        found += _read(number, form, start, end, countries)
    return found


def _ends(match: re.Match, end: int, words: Words) -> bool:
    """Tell whether the turn ends with a word, or goes on with what only a state has."""
    return end in words.ends or match.lastgroup == "state"


def _read(number: int, form: str, start: int, end: int, countries: set[str]) -> list[Mention]:
    """A mention for each character, or none where one of them cannot be told or none is certain."""
    found, sure = [], False
    for n in range(start, end):
        readings = abbreviations()[form[n]]
        certain = [r for r in readings if r.sure]
        told = [r for r in readings if r.name in countries or (r.beside and r.beside in form[start:end])]
        chosen = certain[:1] or (told if len(told) == 1 else [])
        if not chosen:
            return []
        sure = sure or bool(certain)
        found.append(_mention(number, n, chosen[0]))
    return found if sure or len(found) == 1 else []


def _mention(number: int, at: int, short: Short) -> Mention:
    if short.code:
        aliases = frozenset((short.code,))
        return Mention(number, at, at + 1, (short.code,), aliases=aliases, resolved_by="unique")
    place = abroad().get(short.name) or World(short.name, "country", short.name, None, None, "alias")
    return Mention(number, at, at + 1, world=place._replace(match="alias"))
