"""Where the name of a body begins: the way back from its ending."""

import re
from typing import NamedTuple

from analysis.organisations.types import Type, read_fields
from analysis.tagged import Tagged

# Parts of speech that a name may hold (jieba's tags).
INSIDE = frozenset("n nz ns nt nr nrt nrfg ng vn an j b eng a z g k s l nsf".split())  # noqa: SIM905
NATION = (
    r"(?:中国共产党|中国共产主义|中国|中华|全国|国家|中央|最高|国际|世界|全球|亚洲|欧洲|非洲"
    r"|华东|华北|西南|西北|东北|华南|长江|黄河)"
)
NATIONAL = re.compile(r"全国|中央|最高|国务院")
HEAD, HEADS = re.compile(NATION), re.compile(NATION + "$")
BEFORE_PLACE = re.compile(r"(?:中共|共青团|中国共产党|国网|中铁|中建)$")
# 全区各级, 全市多地: the bodies of a division together.
COLLECTIVE = re.compile(r"(?:各级|各地|多地|各)$")
ORDINAL = re.compile(r"第[\d一二三四五六七八九十百]+$")
TERM = re.compile(r"第[\d一二三四五六七八九十百]+届")
QUOTED = re.compile(r"[“《][^“”《》]{1,12}[”》]$")
PROPER = frozenset(["ns", "nt", "nz", "nr", "nrt"])
# Common nouns that jieba's dictionary tags as names.
COMMON = frozenset(
    """
    城市 卫星 满意度 农村 山区 老区 高中生 初中生 小学生 大学生 志愿者 乡村 青年 民族 和平 幸福 阳光 希望
    光明 第一 互联网 驻外 驻外使馆 使馆 军乐团 银行 大学 高水平 高质量 研究型 方舱
    """.split()  # noqa: SIM905
)
# Words that a name does not begin with.
LEADING = re.compile(
    r"^(?:相关|有关|主要|重点|优秀|部分|众多|全部|所有|基层|当地|上级|下级|驻|成员|单位|其他|大型|中小型|知名|著名|多|各|该|本|我|某|同|新"
    r"|全体|广大|专业|一线|先进|一流|国有|民营|龙头|骨干|人员|干部|群众|党员|职工|记者|书记|主席|主任|负责人|消息|活动|工作|时间|项目"
    r"|一个|这|那|与|和|及|或|到|在|为|对|从|被|把|将|由|是|有|上|下|里|内|外|前|后|等|的|了|又|也|都|还|并|而|但|不|已|曾|使|令|给|让|以|于|之|其)+"
)
VERBS = frozenset(
    """
    走进 所属 下属 旗下 会同 受 对标 来到 前往 参观 走访 看望 组织 邀请 会见 访问 赴 抵达 进入 加入
    成立 组建 创办 举办 联合 带领 率领 担任 调研 视察 考察 出席 参加 协助 支持 帮助 推动 推进 要求 指导
    通过 服务 开展 建立 设立 建成 作为 成为 位于 来自 毕业于 就读于 批准 报送 提请 授予 代表 图为 据 经
    向 至 称 说 指出 表示 介绍 宣布 强调 落实 贯彻 愿 愿同 同 期待 希望
    """.split()  # noqa: SIM905
)
LONGEST = 26


class Body(NamedTuple):
    """form[i:j] names a body; `proper` if a division, another body or a proper name is in it."""

    i: int
    j: int
    types: tuple[Type, ...]
    proper: bool


class Text(Tagged):
    """A reading cut into words, with the divisions in it as spans."""

    def __init__(self, form: str, places: list[tuple[int, int]]) -> None:
        """Take the divisions; of those with one end the longest counts."""
        super().__init__(form)
        self.places: dict[int, int] = {}  # end -> start
        for i, j in places:
            self.places[j] = min(i, self.places.get(j, i))


def find_bodies(form: str, hits: list[tuple[int, int, Type]], places: list[tuple[int, int]]) -> list[Body]:
    """List names of bodies by their endings; those that follow each other make one name (县委 + 组织部)."""
    text = Text(form, places)
    bodies: list[Body] = []
    for i, j, kind in hits:
        floor = bodies[-1].j if bodies else 0
        if kind.needs == "none" and j - i == 2 and not (text.cuts(i) and text.cuts(j)):
            continue  # 民革 in 人民革命党
        begin, proper = _begin(text, i, floor, kind.needs)
        # 某党第十九届中央委员会: the term stands inside the name
        joined = bool(bodies) and (begin <= floor or bool(TERM.fullmatch(form, floor, begin)))
        if joined:
            last = bodies.pop()
            bodies.append(Body(last.i, j, (*last.types, kind), last.proper))
        elif kind.needs == "body":
            continue
        else:
            bodies.append(Body(begin, j, (kind,), proper))
    return bodies


def _begin(text: Text, at: int, floor: int, needs: str) -> tuple[int, bool]:
    """Walk back from the ending at `at`, not beyond `floor`, the end of the body before."""
    form, low = text.form, max(floor, at - LONGEST)
    if needs == "none" and (form[at] != "党" or text.cuts(at)):
        return at, True
    if needs == "ministry" and at not in text.places:
        head = HEADS.search(form, max(floor, at - 6), at)
        return (head.start() if head else at), True
    begin, proper = at, False
    cover = next((s for e, s in text.places.items() if s < at < e), None) if text.places else None
    if cover is not None:  # 旗委 in 某某旗委: the ending begins inside the division's name
        begin, proper = cover, True
        return _heads(text, begin, floor), proper
    while begin > low:
        if begin in text.places and text.places[begin] >= floor:
            return _heads(text, text.places[begin], floor), True
        step = _step(text, begin, at)
        if step is None:
            across = _across(text, begin, floor)
            if across >= 0:
                return _heads(text, text.places[across], floor), True
            break
        begin, named = step
        proper = proper or named
        if NATIONAL.match(form, begin, at):  # 在京全国人大: nothing but a country stands before 全国
            return (_heads(text, begin, floor) if begin in text.places else begin), True
        inside = [e for e, s in text.places.items() if s < begin < e < at]
        if inside:  # a word that begins in a division's name
            return _heads(text, text.places[max(inside)], floor), True
    begin = max(begin, floor)
    if begin == floor and floor:
        return begin, True
    head = HEADS.search(form, max(floor, begin - 6), begin)
    if head:
        return head.start(), True
    if HEAD.match(form, begin, at):
        return begin, True
    quoted = QUOTED.search(form, max(floor, begin - 14), begin) if needs == "any" else None
    if quoted:  # “春风”志愿服务队
        return _heads(text, quoted.start(), floor), True
    lead = LEADING.match(form, begin, at)
    return (lead.end() if lead else begin), proper


def _across(text: Text, begin: int, floor: int) -> int:
    """End of a division that ends inside the word before `begin`; -1 if none does."""
    start = text.start_of(begin - 1)
    ends = [e for e, s in text.places.items() if start < e < begin and s >= floor]
    return max(ends, default=-1)


def _step(text: Text, begin: int, at: int) -> tuple[int, bool] | None:
    """Take the word before `begin` into the name, if it may be part of it."""
    start = text.start_of(begin - 1)
    word, tag = text.word_at(start) or ("", "")
    if word == "·":  # inside a foreign name: 约翰·霍普金斯大学
        return start, True
    if tag in INSIDE or word in read_fields():
        if word in VERBS or not "\u4e00" <= word[0] <= "\u9fff":
            return None
        return start, tag in PROPER and word not in COMMON
    if ORDINAL.search(text.form, max(0, begin - 6), begin):
        return ORDINAL.search(text.form, max(0, begin - 6), begin).start(), True  # type: ignore[union-attr]
    if start < at < start + len(word) and tag[0] in "nvj":  # the ending is part of the word
        return start, tag in PROPER and word not in COMMON
    return None


def _heads(text: Text, begin: int, floor: int) -> int:
    """Divisions before the first one, and what may stand before those: 中共, 共青团."""
    while begin in text.places and text.places[begin] >= floor:
        begin = text.places[begin]
    before = BEFORE_PLACE.search(text.form, max(floor, begin - 5), begin)
    return before.start() if before else begin
