"""Names: where one may begin and end."""

import re
from functools import cache

from analysis.people.lexicon import common_surnames, find_roles, place_names, surnames, transliteration
from analysis.quotations import SPEECH_VERB
from analysis.tagged import Tagged, tagger

HAN = re.compile(r"[\u4e00-\u9fff]+")
MARK = re.compile(r"[^\u4e00-\u9fff\w]|$|\d")
# Characters that may be the last of a name but more often begin the next word.
OWN = re.compile(r"家(?:中|里|的)|作(?:主题|报告|了|出|的)")  # of the house of ..., gives a report
HARD = frozenset("在受将被对")  # no name ends in these
NOT_NAME = re.compile(
    r"高(?:水平|质量|标准|强度|效率|科技|峰会|新区|年级|素质|技能)|安全|白皮书|万元|金融|金牌|银牌|铜牌|石油|江山|黄金|马路|方面|方案|方向|方便|"
    r"和平|平台|平均|成功|成果|成为|成立|时间|时代|时期|应对|应急|常态|常委|温暖|温度|水平|水利|水库|经济|经验|经营|关系|关于|关键|计划|解决|解放|"
    r"于是|游客|农村|农民|农业|项目|空间|巡视|路线|明年|明天|明显|单位|单日|景区|海域|海洋|海外|海关|华侨|文化|文明|文艺|文物|曾经|全国|全面|全球|"
    r"女士|先生|同志|双方|车辆|门票|房屋|雷达|雷电|雷雨|武器|武装|武警|国内|国际|国家|党员|那里|相关|相互|商务|年度|强调|强化|强国|强军"
)
LINKS = frozenset("在和与对向从受将被为及于")
# What stands before a name that a title follows, and what such a name does not end in.
EDGE = re.compile(r"[^\u4e00-\u9fff]|[和与同对向由在及了的为给请以随受据将把被是]")
NOT_LAST = frozenset("党阵盟会省市县区州社部局院报网")
LOOSE = frozenset(
    "受说在和与对向从为等是的将已就还也同及率到讲称认表介告自当以由被把让给去来又并曾正刚会主出作率赴应代任获今昨一两"
)
# What follows a name: a verb of speaking, a preposition, an adverb, an act of officials.
FOLLOW = re.compile(
    rf"(?:{SPEECH_VERB.pattern})|等|和|与|及|同|在|对|向|从|为|是|的|将|已|就|还|也|曾|正|又|并|率|一行|分别|今天|昨天|今年|当天|日前|近日|上午|下午"
    r"|再次|多次|一同|出席|主持|会见|讲话|致辞|参加|作出|代表|担任|先后|带领|一家|夫妇|同志|先生|女士|参与|获得|夺得|因|所|以|自|于|到|来|去|走|获|当选|通电话|举行|发表|互致|致电|致辞|通话|家中|家里|家的|先生|作(?:主题|报告|了|出|关于)|介绍|任(?:主任|书记)|高兴|激动|(?:\d+日)?(?:称|说)",
    re.VERBOSE,
)
NAMELIKE = re.compile(r"nr|nrt|nrfg|nz|x|ns|nt|ng|g|zg|eng")
DOT = "·•・"
SPEAKS = re.compile(SPEECH_VERB.pattern, re.VERBOSE)
SPELLED = 4  # from so many characters of transliteration on a name is spelled, whatever it begins with


class Text(Tagged):
    """A form cut into tagged words, with its roles."""

    def __init__(self, form: str) -> None:
        """Find the roles."""
        super().__init__(form)
        self.roles = find_roles(form)

    def verb_before(self, at: int) -> bool:
        """Tell whether a verb ends at `at`: 学习 in 学习某某同志."""
        if not 0 < at < len(self.form) or not self.cuts(at):
            return False
        verb = self.word_at(self.start_of(at - 1))
        return bool(verb and verb[1] in ("v", "i", "l"))


def ends_well(text: Text, at: int) -> bool:
    """Tell whether a name may end at `at`."""
    if MARK.match(text.form, at):
        return True
    follows = FOLLOW.match(text.form, at)
    if follows and follows.end() - at > 1:
        return True
    word = text.word_at(at)
    return bool(word and (follows or (len(word[0]) > 1 and word[1][0] in "vpdctrfu")))


def closes(text: Text, at: int) -> bool:
    """Tell for sure: a mark or a verb of speaking follows."""
    return bool(MARK.match(text.form, at) or SPEAKS.match(text.form, at))


def name_at(text: Text, i: int, strict: bool = False) -> int:
    """End of the personal name that begins at `i` behind a role; 0 if none does.

    A Chinese name is a surname and one or two characters; others are spelled
    with characters of transliteration. `strict` behind roles that anything may
    follow (学生, 选手): then the tagger must see a name, too.
    """
    if text.form[i : i + 1] not in openings() or begins_place(text.form, i):
        return 0
    spelled = dotted_at(text, i) or foreign_at(text, i, SPELLED)
    if spelled:
        return spelled
    end = chinese_at(text, i)
    if end and text.form[end - 1] in NOT_LAST:
        end = 0
    if end and strict and not (closes(text, end) or _tagged(text, i, end)):
        end = 0
    return end or foreign_at(text, i, 3 if strict else 2)


@cache
def openings() -> frozenset[str]:
    """Characters that a name may begin with, Chinese or spelled."""
    return frozenset("-－") | transliteration() | {surname[0] for surname in surnames()}


def _tagged(text: Text, i: int, j: int) -> bool:
    """Tell whether one word is the name, and no plain word that the dictionary tags so."""
    word = text.word_at(i)
    if not word or i + len(word[0]) != j or word[1] not in ("nr", "nrt", "nrfg"):
        return False
    return not tagger().has_word(word[0]) or (len(word[0]) == 3 and word[0][0] in common_surnames())


def begins_place(form: str, i: int) -> bool:
    """乌克兰 and 巴西 are spelled like names."""
    return not place_names().isdisjoint((form[i : i + 2], form[i : i + 3], form[i : i + 4], form[i : i + 5]))


def chinese_at(text: Text, i: int, sure: bool = False) -> int:
    """End of a Chinese name at `i`; `sure` where a list or label says that it is a name."""
    form = text.form
    size = 2 if form[i : i + 2] in surnames() else 1 if form[i : i + 1] in surnames() else 0
    if NOT_NAME.match(form, i):
        return 0
    run = HAN.match(form, i)
    length = run.end() - i if run else 0
    if not size or length <= size or form[i + size] in DOT or (not sure and not _namelike(text, i)):
        return 0
    if form[i + size] == "某":
        return i + size + 1 + (form[i + size + 1 : i + size + 2] == "某")
    short, full = i + size + 1, i + size + 2
    if length == size + 1:
        return short
    third = form[full - 1]
    # 和, 在 and their like link to what follows; before a mark they can only end the name
    links = third in LINKS and not MARK.match(form, full)
    follows = FOLLOW.match(form, short)
    if OWN.match(form, short):
        return short
    if (third in HARD and links) or (follows and follows.end() > full and not _tagged(text, i, full)):
        return short
    if third in LOOSE and ends_well(text, short) and (text.cuts(short) or links) and (links or third not in LINKS):
        return short
    if length > size + 2 and {form[i], form[i + 1]} <= common_surnames() and closes(text, full + 1):
        return full + 1  # a husband's surname before one's own
    if ends_well(text, full):
        return full
    if ends_well(text, short):
        return short
    if sure:
        return 0
    return full if text.cuts(full) else short if text.cuts(short) else 0


def _namelike(text: Text, i: int, titled: bool = False) -> bool:
    """Tell whether the word at `i` may begin a name: not a plain word that happens to begin with a surname."""
    found = text.word_at(i)
    if found is None:
        return False
    word, tag = found
    if len(word) == 1:
        following = text.word_at(i + 1)
        if tag[0] in "pcdur":
            return False
        return word in common_surnames() or bool(following and NAMELIKE.fullmatch(following[1]))
    # jieba's dictionary tags plain words as names (滑雪, skiing): behind a rare surname they are words
    if titled and word[0] in common_surnames() and tag in ("nr", "nrfg"):
        return True
    if tagger().has_word(word) and (word[0] not in common_surnames() or not closes(text, i + len(word))):
        return tag in ("nr", "nrfg") and len(word) == 3 and word[0] in common_surnames()
    return bool(NAMELIKE.fullmatch(tag))


def foreign_at(text: Text, i: int, least: int = 2) -> int:
    """End of a transliterated name at `i`, of `least` characters or more."""
    form, spelled = text.form, transliteration()
    end = i
    while end < len(form) and (form[end] in spelled or (form[end] in "-－" and end > i)) and end - i < 10:
        end += 1
    word = text.word_at(i) if end - i >= least else None
    for j in range(end, i + least - 1, -1):
        if closes(text, j) or (ends_well(text, j) and (text.cuts(j) or FOLLOW.match(form, j))):
            plain = (
                word
                and len(word[0]) >= j - i
                and (tagger().has_word(word[0]) and word[1] not in ("nr", "nrt", "nz", "ns"))
            )
            return 0 if plain else j
    return 0


@cache
def _dotted() -> re.Pattern[str]:
    spelled = "".join(sorted(transliteration()))
    return re.compile(rf"[{spelled}\-－]{{1,8}}(?:[{DOT}][{spelled}\-－]{{1,9}})+")


def dotted_at(text: Text, i: int) -> int:
    """End of a name with points (约翰·史密斯) that begins at `i`."""
    match = _dotted().match(text.form, i)
    if not match:
        return 0
    last = max(text.form.rfind(c, i, match.end()) for c in DOT) + 1
    for j in range(match.end(), last, -1):
        if ends_well(text, j):
            return j
    return match.end()


def dotted_start(text: Text, at: int, floor: int) -> int:
    """Beginning of the name whose first point is at `at`."""
    start = at
    while start > floor and start > at - 7 and text.form[start - 1] in transliteration():
        start -= 1
    while start < at and not text.cuts(start):
        start += 1
    return start


def name_before(text: Text, j: int, floor: int = 0) -> int:
    """Beginning of the Chinese name that ends at `j`, before a title; -1 if none does."""
    form, known = text.form, surnames()
    for size in (3, 2, 4):
        i = j - size
        if i < floor or not ((size < 4 and form[i] in known) or (size > 2 and form[i : i + 2] in known)):
            continue
        if not HAN.fullmatch(form, i, j) or not text.cuts(i):
            continue
        if i > floor and not EDGE.match(form, i - 1) and not text.verb_before(i):
            continue
        if _namelike(text, i, titled=True) and _all_names(text, i, j):
            return -1 if form[i:j] in place_names() or form[j - 1] in NOT_LAST else i
    return -1


def _all_names(text: Text, i: int, j: int) -> bool:
    """Tell whether all words that begin in form[i:j] may be names; one begins at `i`."""
    while i < j and (found := text.word_at(i)):
        word, tag = found
        if len(word) > 1 and not NAMELIKE.fullmatch(tag):
            return False
        i += len(word)
    return True
