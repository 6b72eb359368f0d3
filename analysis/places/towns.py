"""Towns (乡镇街道苏木): the gazetteer's names wherever they stand, others inside the county that the text gives."""

import re

from analysis.gazetteer import county_of, towns_in, towns_named
from analysis.places.mentions import Line, Mention
from analysis.places.words import is_proper, name_start, starts_before

TOWN = re.compile(r"街道办事处|地区办事处|街道|苏木|镇|乡")
TOWN_SIGNS = ("街道", "地区办事处", "苏木", "镇", "乡")
# A town's last character that belongs to a word after it: 乡村 (countryside), 镇江 (a city), 街道社区 stays.
GOES_ON = re.compile(r"乡(?=[村亲土下音愁长间邻局级科])|镇(?=[静压定守痛江海长域区])")
# What stands before the word for a town and names none: a whole stem of one character, or an attribute at its end.
GENERIC = re.compile(
    r"""
    [城乡村集古小重市老新本该全各名家故他异返还下回大入山水林茶侨县区个座一的]?
    | [各全本多几这那此该每].*
    | .*[回返下还离进入归]
    | .*(?:示范|中心|特色|建制|民族|革命|贫困|魅力|历史|文化|旅游|工业|农业|卫星|沿海|边境|边远|城关的|各个)
    """,
    re.VERBOSE,
)
# Words of the dictionary for kinds of towns: 战略重镇 (strongholds), 特色小镇, 城乡 (town and country).
NOUNS = """
小镇 重镇 古镇 集镇 城镇 名镇 乡镇 村镇 城乡 三镇 街镇 市镇 老乡 同乡 家乡 他乡 故乡 水乡 侨乡 山乡
各镇 全镇 本镇 该镇 外乡 异乡
"""


def town_hits(form: str) -> list[re.Match]:
    """Words for towns in the text."""
    return [match for match in TOWN.finditer(form) if not GOES_ON.match(form, match.start())]


def find_towns(line: Line, taken: list[Mention]) -> list[Mention]:
    """Mentions of towns that the gazetteer knows by the printed name, with every bearer of the name as a reading."""
    number, form, words = line.number, line.form, line.words
    found, ends = [], {m.end for m in taken}
    for match in line.towns:
        for start in starts_before(form, words, match.start(), 0, ends):
            codes = _named(form[start : match.end()])
            if codes and match.start() - start > 0 and not GENERIC.fullmatch(form[start : match.start()]):
                found.append(Mention(number, start, match.end(), codes, frozenset(codes), kind="town"))
                break
    return found


def _named(printed: str) -> tuple[str, ...]:
    """Towns of the name, 街道 for 街道办事处, and those whose name has the word for its kind twice (乌镇镇)."""
    twice = towns_named(printed + printed[-1]) if printed[-1] in "镇乡" else ()
    return towns_named(printed) + twice or towns_named(printed.removesuffix("办事处"))


def unknown_towns(line: Line, around: list[Mention], county: str) -> list[Mention]:
    """Mentions of towns whose printed name the gazetteer lacks, matched inside the nearest county or left at it."""
    number, form, words = line.number, line.form, line.words
    found = []
    for match in line.towns:
        if any(m.start < match.end() <= m.end for m in around):
            continue
        floor = max((m.end for m in around if m.end <= match.start()), default=0)
        start = name_start(form, words, match.start(), floor)
        printed = form[start : match.end()]
        if form[match.end() - 2 : match.end()] in NOUNS.split() or GENERIC.fullmatch(form[start : match.start()]):
            continue
        if not 2 <= match.start() - start <= 7 and not (start == floor and match.start() - start == 1):
            continue
        parent = next((m.code for m in around if m.end == start and county_of(m.code)), county)
        mention = match_inside(Mention(number, start, match.end(), kind="town"), printed, match[0], parent)
        adjoins = match.start() - start <= 5 and any(m.end == start and m.codes for m in around)
        if mention.match != "exact" or adjoins or is_proper(words, start, match.start()):
            found.append(mention)
    return found


def match_inside(mention: Mention, printed: str, kind: str, county: str) -> Mention:
    """Match a name to the only near one in its county; left at the county where there is none or more than one."""
    names = {name: code for code, name in (towns_in(county) if county else {}).items()}
    found, match = near(printed, list(names))
    if match == "coordinated":
        return mention._replace(codes=(county,), name=printed, match=match, candidates=tuple(names[n] for n in found))
    if found:
        return mention._replace(codes=(names[found[0]],), match=match)
    return mention._replace(codes=(county,) if county else (), name=printed)


def near(printed: str, names: list[str]) -> tuple[tuple[str, ...], str]:
    """The only near form of a printed name, and how it is near; nothing where several are.

    First the name as the end of a longer one, then as two names that share a
    part, then with one character dropped in print.

    >>> near("西城街道", ["林东西城街道", "林东东城街道"])
    (('林东西城街道',), 'fuzzy')
    >>> near("城南北街道", ["城南街道", "城北街道", "城东街道"])
    (('城南街道', '城北街道'), 'coordinated')
    >>> near("公主社区", ["公主府社区", "公园社区"])
    (('公主府社区',), 'fuzzy')
    """
    longer = [name for name in names if name.endswith(printed)]
    if len(longer) == 1:
        return (longer[0],), "fuzzy"
    pair = coordinated(printed, names)
    if pair:
        return pair, "coordinated"
    dropped = [name for name in names if _lacks_one(printed, name)]
    return ((dropped[0],), "fuzzy") if len(dropped) == 1 else ((), "exact")


def coordinated(printed: str, names: list[str]) -> tuple[str, ...]:
    """The two names that a printed one stands for: 城南北街道 (north and south) is 城南街道 and 城北街道."""
    known = set(names)
    for n in range(len(printed) - 2):
        pair = (printed[: n + 1] + printed[n + 2 :], printed[:n] + printed[n + 1 :])
        if pair[0] != pair[1] and known.issuperset(pair):
            return pair
    return ()


def _lacks_one(printed: str, name: str) -> bool:
    """Tell whether print dropped one character of the name."""
    if len(name) != len(printed) + 1 or len(printed) < 3:
        return False
    n = next((n for n, (a, b) in enumerate(zip(printed, name, strict=False)) if a != b), len(printed))
    return name[n + 1 :] == printed[n:]
