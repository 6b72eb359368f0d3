"""What is counted: the noun behind the unit, else the noun before the number."""

import re

from analysis.tagged import tag_words

WINDOW = 18
LEADING = re.compile(r"^(?:的|其中|每[户人亩次]|今年|去年|全年|上年|当年|目前|\d+年度?)+")
STOP = re.compile(r"[，。！？；：、“”‘’（）《》,.!?;:()\s]")
QUOTED = re.compile(r"“[^”]+”|《[^》]+》")
APART = re.compile(r"[，。！？；：“”‘’（）《》,.!?;:()\s]")
# Words that compare, sum up or lead in stand between the noun and its number, and name nothing.
COMPARISON = re.compile(
    r"(?:同比|环比|累计|日均|年均|平均|分别|合计|总计|共计|首次|(?:较|比|与)[^，。]{1,8}(?:同期|上?年|年底|时)?"
    r"|为|达到|达|超过|超|约|近|均|已|共|有|到|至|占|是|仅|实际|增长|增加|下降|减少|提高|上升|降低|突破|逾|不足|净增|收获过|仍|稳定在|稳定|保持|完成|实现|达标|调整)+$"
)
NOUN_TAGS = frozenset(["n", "vn", "an", "j", "l", "nz", "eng", "i"])
INSIDE_TAGS = frozenset(["a", "b", "m", "f", "q", "zg", "g", "k", "h", "ng", "s", "t", "z", "r", "ad", "mq", "uj"])
TAKES_NOUN = ("率", "度", "量", "额", "值", "数", "比", "面积", "人数", "价")
# Verbs that are nouns where a number follows them.
JOINING = ("人均", "可", "规模以上")
DEVERBAL = frozenset(
    """
    诉求 需求 捐款 投资 贷款 存款 支出 收入 补贴 补助 咨询 投诉 建议 提案 培训 服务 活动 订单
    求助 演出 讲座 报道 出口 进口 消费 创新 发明 合同 奖励 补偿 资助 就业 岗位 病例 感染 演练
    交易 案件 检测 投入 支付 销售 产值 生产 营收 赔偿
    """.split()  # noqa: SIM905
)


def name_counted(form: str, i: int, j: int, kind: str) -> str:
    """Noun phrase that the number form[i:j] counts; empty where the text names none.

    >>> name_counted("镇里有312名志愿者报名", 3, 7, "count")
    '志愿者'
    """
    if form[j - 1] in "次遍趟轮" and (act := _act(form[j : j + WINDOW])):
        return act
    behind = "" if kind == "percent" and form[j : j + 1] != "的" else _behind(form[j : j + WINDOW])
    return behind or _before(form[max(0, i - WINDOW) : i], listed=kind == "percent")


def _behind(text: str) -> str:
    if text.startswith(("“", "《")):
        quoted = QUOTED.match(text)
        return quoted[0] if quoted else ""
    stop = STOP.search(text)
    text = text[: stop.start()] if stop else text
    if text.startswith(("以上", "以下", "左右", "以内", "之多", "之内")):
        return ""
    text = text.removeprefix("的")
    end, at, verb = 0, 0, False
    for word, tag in tag_words(text):
        noun = tag in NOUN_TAGS or tag[0] == "n" or (word in DEVERBAL and (end > 0 or at + len(word) == len(text)))
        if tag == "f" and end:  # 房屋中已有: the place word ends the noun
            break
        lead = tag == "v" and not end and not verb  # 名参加活动的群众: one verb may come before the noun
        if not noun and not lead and (tag not in INSIDE_TAGS or word[0].isdigit()):
            break
        verb = verb or tag == "v"
        at += len(word)
        end = at if noun else end
    return text[:end]


def _act(text: str) -> str:
    """The verb right behind a classifier of acts: 两次考察 (two inspections)."""
    tags = tag_words(STOP.split(text)[0])
    return tags[0][0] if tags and tags[0][1] in ("v", "vn") else ""


def _before(text: str, listed: bool) -> str:
    """The last noun phrase; where `listed` with what 、 joins to it: 及格率、优秀率均达到."""
    text = COMPARISON.sub("", text)
    pieces = APART.split(text)
    items = []
    joined = pieces[-1].split("、")
    for item in reversed(joined if listed else joined[-1:]):
        phrase = _trailing_noun(COMPARISON.sub("", item))
        if not phrase:
            break
        items.append(phrase)
        if phrase != item:
            break
    return "、".join(reversed(items))


def _trailing_noun(text: str) -> str:
    tags = list(tag_words(text))
    while tags and tags[-1][1] in ("v", "d", "p", "ad", "u", "ul", "uv"):
        if text.endswith(TAKES_NOUN) or tags[-1][0] in DEVERBAL:
            break
        text = text[: -len(tags.pop()[0])]
    begin, at = len(text), len(text)
    for word, tag in reversed(tags):
        deverbal = (
            word in JOINING
            or word in DEVERBAL
            or (at == len(text) and text.endswith(TAKES_NOUN))
            or text[at:] in TAKES_NOUN
        )
        if word[0].isdigit():  # ……由100座增加到: the noun stands before the other number
            return ""
        if not (tag[0] == "n" or tag in NOUN_TAGS or tag in INSIDE_TAGS or deverbal):
            break
        at -= len(word)
        begin = at
    return LEADING.sub("", text[begin:])
