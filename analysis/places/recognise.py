"""Names of divisions, countries, rivers and regions in one automaton pass, held against the words of the text."""

from collections.abc import Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick

from analysis.gazetteer import World, abroad, division_names, holds, not_places
from analysis.places.mentions import Line, Mention
from analysis.places.words import Words

# The last character of a division's name may begin a word of its own: 上海市|场 is 上海|市场 (market).
OTHER_WORDS = """
市场 市民 市区 市郊 市内 市面 市值 市价 市井 市容 市集 市中心 市域 省会 省城 省份 省内 省际 省外
县城 县域 县境 县内 县志 区域 区间 区位 区划 旗帜 旗舰 旗下 旗号 旗手 盟友 盟国 盟员 盟军 州府 州界
"""
# What may follow a short form within one dictionary word, so that the word still names the place: 北京|大学.
TAILS = ("族", "港", "站", "路", "市", "县", "省", "区", "州", "人", "籍", "产", "话", "队", "湾", "城")
# Frequent surnames that are seldom words of their own; 和, 于, 向 and the like are left out.
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑谢韩唐冯董萧程曹袁邓许沈曾彭吕卢蒋蔡贾魏薛阎余潘杜戴夏钟汪任姜范姚谭廖邹熊郝孔崔邱秦侯邵孟段雷钱"
)
# Characters that foreign names are spelled with and native ones hardly.
SOUNDS = frozenset("尔斯克拉萨赫茨弗伏伦诺迪莱蒂兹姆埃奥卡廷瓦耶娅珀薇帕佩曼顿贾塞洛列费吕纽坦蒙恰福圣荷加哈伊科利特")
ENDINGS = tuple("省市县区旗盟州国镇乡")

Looked = tuple[list[tuple[int, int]], set[str]]


class Sieve:
    """One automaton pass that finds the names of the gazetteer, and which patterns are worth trying.

    `signs` lists for each pattern the strings of which one must stand in its matches.
    """

    def __init__(self, signs: dict[str, Iterable[str]]) -> None:
        """Build the automaton of names and signs."""
        names = sorted({*division_names(), *abroad(), *not_places()})
        pairs = [(sign, pattern) for pattern, group in signs.items() for sign in group]
        self._names, self._patterns = len(names), [pattern for _, pattern in pairs]
        self._automaton = AhoCorasick([*names, *(sign for sign, _ in pairs)], store_patterns=False)

    def look(self, form: str) -> Looked:
        """Every stretch that reads as a name, whether or not it is one there, and the patterns that may match."""
        spans, patterns, names = [], set(), self._names
        for number, start, end in self._automaton.find_matches_as_indexes(form, overlapping=True):
            if number < names:
                spans.append((start, end))
            else:
                patterns.add(self._patterns[number - names])
        return spans, patterns


def find_names(line: Line) -> list[Mention]:
    """Mentions of gazetteer names in one reading: the leftmost wins, of those that start together the longest."""
    number, form, spans, words = line.number, line.form, line.spans, line.words
    chained = _addresses(form, spans)
    whole = [span for span in spans if span[1] in words.ends or span in chained or _ends_well(form, *span, words)]
    mentions: list[Mention] = []
    at = 0
    for start, end in sorted(whole, key=lambda m: (m[0], -m[1])):
        begins = start in words.ends or (mentions and start == at) or end - start > 3 or (start, end) in chained
        if start >= at and begins:
            mentions.append(_mention(number, start, end, form[start:end]))
            at = end
    return [m for m in mentions if (m.codes or m.world) and ((m.start, m.end) in chained or not _given(form, m, words))]


def _given(form: str, mention: Mention, words: Words) -> bool:
    """Tell whether a short form is a piece of a person's or a foreign name: 王|安阳, 利|西昌|斯克."""
    if mention.end - mention.start != 2 or mention.start == 0:
        return False
    before, after = mention.start - 1, words.spans.get(mention.end, (mention.end, ""))[0]
    if words.spans.get(before, (0, ""))[0] != mention.start:
        return False
    return form[before] in SURNAMES or (
        mention.end < after and SOUNDS.issuperset(form[before] + form[mention.end : after])
    )


def _addresses(form: str, spans: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Spans that adjoin one of a division above or below them: an address needs no word to vouch for it."""
    if {start for start, _ in spans}.isdisjoint(end for _, end in spans):
        return set()
    starting: dict[int, list[int]] = {}
    for start, end in spans:
        starting.setdefault(start, []).append(end)
    pairs = [(span, (span[1], end)) for span in spans for end in starting.get(span[1], ())]
    linked = [pair for pair in pairs if _holds_one(form[slice(*pair[0])], form[slice(*pair[1])])]
    return {span for pair in linked for span in pair}


@cache
def _holds_one(outer: str, inner: str) -> bool:
    """Tell whether one reading of a name lies in one of another."""
    names = division_names()
    return any(holds(a.adcode, b.adcode) for a in names.get(outer, ()) for b in names.get(inner, ()))


def _ends_well(form: str, start: int, end: int, words: Words) -> bool:
    """Tell whether a name that ends in no word's end is official, or goes on as 北京|大学 does."""
    if form[end - 1] in ENDINGS and end - start > 2:
        return not _starts_word(form, end)
    # The word that begins with the name names something of the place, if it goes on by more than a chance character.
    stop = words.spans.get(start, (start, ""))[0]
    return stop - end >= 2 or (stop > end and form[end:stop] in TAILS)


def _starts_word(form: str, end: int) -> bool:
    """Tell whether the last character belongs to a word that begins with it: 上海市|场."""
    return end < len(form) and form[end - 1 : end + 1] in _other_words()


@cache
def _other_words() -> frozenset[str]:
    return frozenset(word[:2] for word in OTHER_WORDS.split())


def _mention(number: int, start: int, end: int, name: str) -> Mention:
    codes, weak, aliases, world = _meanings(name)
    by = "unique" if len(codes) == 1 and not weak else ""
    return Mention(number, start, end, codes, weak, aliases, world, resolved_by=by)


@cache
def _meanings(name: str) -> tuple[tuple[str, ...], frozenset[str], frozenset[str], World | None]:
    """Codes that a name may mean, those that need support, those that it is an alias of, and the place abroad."""
    readings = division_names().get(name, ())
    weak = frozenset(reading.adcode for reading in readings if reading.weak)
    aliases = frozenset(reading.adcode for reading in readings if reading.match == "alias")
    return tuple(reading.adcode for reading in readings), weak, aliases, abroad().get(name)
