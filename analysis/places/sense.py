"""In what sense a place is named: where something happens, in a body's name, as a topic, in a name that is no place."""

import csv
import re
from functools import cache, lru_cache
from importlib import resources

from analysis.places.facilities import kinds
from analysis.places.mentions import Line, Mention
from analysis.places.words import HAN, Words

SUFFIXES = """
政协 党委 党组 党支部 党总支 支部 人大 人大常委会 政府 委员会 常委会 纪委 监委 组织部
宣传部 统战部 政法委 办公室 办公厅 公安厅 公安局 派出所 法院 检察院 法工委 局 厅 院 委 社
团 队 所 中心 公司 集团 银行 协会 学会 联合会 商会 工会 妇联 团委 共青团 联社 报社
电视台 电台 日报 晚报 大学 学院 中学 小学 幼儿园 学校 医院 分校 分局 支队 大队 中队 车队
客运段 铁路局 军区 军分区 部队 总队 研究院 研究所 基金会 俱乐部 共产党 旗委 县委 区委 市委 省委
盟委 州委 党委会 事务局
"""
STORY = re.compile(
    r"(?:革命|党|地方|近代|现代)?(?:历史|史|文化|精神|故事|传统|题材|问题|模式|经验)(?![馆局宫站厅广中学院所社])"
)
QUOTED = re.compile(r"[“‘「]([^“”‘’「」]{2,12})[”’」]")
TITLED = re.compile(r"《[^《》]*》")
# 上海路 (a street in another city): the name only names the street.
STREET = re.compile(r"[东南西北中]?(?:大街|大道|街|路)(?![头上道灯口况途段程线面透径人站网]|\w{0,6}社区)")
REACH = 16
# Parts of speech that end a body's name, and those that may go on with it.
NO_BODY = frozenset("pcurdmx")
# What never goes on with a name: the end of the text, stops, and words of one character between phrases.
ALONE = frozenset(["", *"，。、；：？！,.;:?!）)”’》」\n的和与及等在对为是了从到向把被将以并或也都就"])
MORE = frozenset(("n", "nt", "nz", "j", "ns", "l"))


@cache
def body_suffixes() -> tuple[str, ...]:
    """Ends of bodies' names: the shared list where it is packaged, else the common ones."""
    file = resources.files("analysis").joinpath("data/body_suffixes.csv")
    if not file.is_file():
        return tuple(SUFFIXES.split())
    rows = list(csv.reader(file.read_text("utf-8").splitlines()))[1:]
    return tuple({*SUFFIXES.split(), *(row[0] for row in rows if row[2] != "none" and len(row[0]) > 1)})


def senses(line: Line, mentions: list[Mention]) -> list[Mention]:
    """Set the sense of the mentions of one reading."""
    form, words = line.form, line.words
    titles = {n for match in TITLED.finditer(form) for n in range(*match.span())} if "《" in form else set()
    quotes = dict(match.span(1) for match in QUOTED.finditer(form))
    bodies = [m for m in mentions if m.kind == "facility" and m.name.endswith(school_ends())]
    inside = {n for body in bodies for n in range(body.start, body.end)}
    marked: list[Mention] = []
    head: Mention | None = None  # the place that the body's name at hand begins with
    until = 0
    for mention in mentions:
        sense = _sense(form, mention, titles, quotes)
        if sense == "literal" and mention.start in inside and mention not in bodies:
            sense = "actor"
        stop = body_end(form, words, mention.end) if sense == "literal" and mention.kind != "facility" else 0
        repeats = marked and _repeats(marked[-1], mention)
        if repeats or (mention.start < until and head and _elsewhere(head, mention)):
            sense = "name"
        elif stop:
            sense = "actor"
            if mention.start >= until:
                head, until = mention, stop
        marked.append(mention if sense == "literal" else mention._replace(sense=sense))
    return marked


def _sense(form: str, mention: Mention, titles: set[int], quotes: dict[int, int]) -> str:
    """Sense as far as what stands right around the mention tells it."""
    if mention.start in titles:
        return "topic"
    # “某地红”: a term coined from the name; “某地” alone or a longer phrase speaks of the place.
    if mention.kind == "" and 0 < quotes.get(mention.start, 0) - mention.end <= 2:
        return "name"
    if form[mention.end : mention.end + 1] in ALONE:
        return "literal"
    if mention.kind == "" and (STREET.match(form, mention.end) or _names_line(form, mention)):
        return "name"
    if STORY.match(form, mention.end) and mention.kind != "facility":
        return "topic"
    return "literal"


@lru_cache(maxsize=20_000)
def _is_body(word: str) -> bool | None:
    """Tell whether a word ends like the name of a body; None where a mark in it ends the name."""
    return word.endswith(body_suffixes()) if HAN.match(word) else None


def _is_end(word: str, later: bool) -> bool:
    """Tell whether a word that ends like a body ends one; of one-character ends only 委 stands right after a place."""
    return len(word) > 1 or later or word == "委"


@cache
def school_ends() -> tuple[str, ...]:
    """Ends of the names of facilities that are bodies too."""
    return (*kinds().bodies, "分校", "校区", "分院", "院区")


def _repeats(before: Mention, mention: Mention) -> bool:
    """Tell whether a short form right after its own full name only begins a body's name: 鼓楼区|鼓楼医院."""
    return before.end == mention.start and before.code == mention.code != "" and mention.code in mention.aliases


def _names_line(form: str, mention: Mention) -> bool:
    """Tell whether a short form is likely two ends of a line, each by one character: 贵南高铁 from 贵阳 to 南宁."""
    if mention.end - mention.start != 2 or form[mention.end : mention.end + 2] not in ("高铁", "铁路", "高速"):
        return False
    code = mention.code
    return code != "" and code[4:] != "00" and code in mention.aliases


def _elsewhere(head: Mention, mention: Mention) -> bool:
    """Tell whether the later place of one body's name lies in another province: it only names the body."""
    long = mention.end - mention.start > 1
    return bool(long and head.code and mention.code and head.code[:2] != mention.code[:2])


def body_end(form: str, words: Words, start: int) -> int:
    """End of the body's name that goes on from a place at `start`; 0 where none does.

    Follows the words up to the first that ends like a body and is not followed by more of its kind.
    """
    if form[start : start + 1] in ALONE:
        return 0
    n, found, limit = start, 0, min(len(form), start + REACH)
    while n < limit:
        end, tag = words.spans.get(n, (n + 1, ""))
        if tag[:1] in NO_BODY or (tag == "v" and not found) or (found and tag not in MORE):
            break
        body = _is_body(form[n:end])
        if body is None:
            break
        if body and _is_end(form[n:end], n > start):
            found = end
        n = end
    return found
