"""The seed page, read by hand: people, bodies, quantities, quotations, speakers.

Offsets are left to the promise; here stand the words a reader marks.
"""

import re
from pathlib import Path

import pytest

from analysis.handle import read_corpus
from analysis.organisations import count_ladder

COUNTING = {"count", "measure", "money", "percent", "vague"}


@pytest.fixture(scope="module")
def seed():
    return read_corpus(Path(__file__).parents[1] / "seeds")


def by_article(table, column="text"):
    return [(int(a.rsplit("#", 1)[1]), text) for a, text in zip(table["article_id"], table[column], strict=True)]


def test_people(seed):
    people = seed.people
    found = list(zip(*(people[c] for c in ("text", "role", "organisation", "kind")), strict=True))
    assert found == [
        ("郭俊楼", "本报记者", "本报", "byline"),
        ("常歌", "通讯员", "", "byline"),
        ("习近平", "总书记", "", "named"),
        ("郝佳丽", "见习记者", "", "byline"),
        ("张轩澄", "通讯员", "", "byline"),
        ("工作人员", "工作人员", "", "unnamed"),
        ("高大娘", "孤寡老人", "", "named"),
        ("郝佳丽", "见习记者", "", "byline"),
        ("多松年", "革命英雄", "", "named"),
        ("荣耀先", "革命英雄", "", "named"),
        ("张润喜", "革命英雄", "", "named"),
        ("一位同学", "同学", "呼和浩特市第三十五中学", "unnamed"),
        ("相关负责人", "相关负责人", "呼和浩特市第一中学", "unnamed"),
        ("及庆玲", "本报记者", "本报", "byline"),
        ("荣庭凯", "第一书记", "玉泉区南台村", "named"),
        ("陈春艳", "本报记者", "本报", "credit"),
        ("书记", "书记", "北新街社区党支部", "unnamed"),
        ("王学民", "摄", "", "credit"),
    ]


# Every body with a name, in the order of the page; 全区政协系统 (the system of committees) is a collective.
BODIES = {
    1: "全区政协系统 全区政协系统 自治区政协 自治区政协党组 党中央 自治区政协 全区各级政协 自治区政协办公厅 自治区政协 中国共产党 锡林郭勒盟政协机关 "
    "包头市达茂旗政协 全区政协系统 自治区政协 自治区政协 全区多地政协 全区政协系统 自治区政协 自治区政协 政协办公厅 包头市政协 全区多地政协 "
    "赤峰市政协社会和法工委 通辽市实验小学富力分校 通辽市政协经济人口资源环境委员会 全区政协系统",
    2: "鄂尔多斯市达拉特旗大数据中心 达拉特旗委组织部 达拉特旗政务服务局 达拉特旗医疗保障局 达拉特旗大数据中心",
    3: "高中生红色宣讲团 内蒙古博物院讲解员团队 呼和浩特市第一中学 高中生红色宣讲团 高中生红色宣讲团 呼和浩特市第三十五中学 高中生红色宣讲团 "
    "呼和浩特市第六中学 内蒙古博物院讲解员团队 高中生红色宣讲团 呼和浩特市玉泉区民族实验小学 内蒙古博物院 呼和浩特市第一中学 高中生红色宣讲团 教育部 "
    "国家文物局 内蒙古博物院 呼和浩特市第一中学 高中生红色宣讲团 内蒙古博物院 高中生红色宣讲团 红色宣讲团 呼和浩特市第三十五中学 呼和浩特市第一中学 "
    "高中生红色宣讲团",
    4: "玉泉区委政法委 梁山街社区“红心向党”倾情幼教党建联合体 玉泉区供电分局党总支 玉泉区民族幼儿园 教育专业党建联合体",
    5: "呼和浩特铁路局包头客运段广州车队 包头市图书馆 中国共产党",
    6: "北新街社区党支部",
}


def test_organisations(seed):
    expected = [(article, body) for article, bodies in BODIES.items() for body in bodies.split()]
    found = by_article(seed.organisations)
    left = list(expected)
    for body in found:
        if body in left:
            left.remove(body)
    right = len(expected) - len(left)
    assert 2 * right / (len(expected) + len(found)) >= 0.95, (left, found)


def test_levels_and_lines(seed):
    table = seed.organisations.set_index("text")[["level", "line"]]
    for text, level, line in [
        ("包头市达茂旗政协", "county", "cppcc"),
        ("赤峰市政协社会和法工委", "prefecture", "cppcc"),
        ("教育部", "country", "government"),
        ("达拉特旗委组织部", "county", "party"),
        ("内蒙古博物院", "province", "culture"),
        ("呼和浩特铁路局包头客运段广州车队", "prefecture", "enterprise"),
    ]:
        assert table.loc[[text]].iloc[0].tolist() == [level, line]
    ladder = count_ladder(seed.organisations).set_index(["level", "line"])
    assert ladder.loc[("province", "cppcc"), "mentions"] >= 15


def test_quantities(seed):
    counted = seed.quantities[seed.quantities["kind"].isin(COUNTING - {"vague"})]
    found = list(zip(*(counted[c] for c in ("text", "number", "unit", "what")), strict=True))
    assert found == [
        ("两个", 2, "个", "专题"),
        ("12个", 12, "个", "“委员之家”"),
        ("4318册", 4318, "册", "少儿类纸质图书"),
        ("750张", 750, "张", "早晚读书卡"),
        ("30750册", 30750, "册", "电子书"),
        ("9648条", 9648, "条", "群众诉求"),
        ("9593条", 9593, "条", "群众诉求"),
        ("99%", 99, "%", "办结率、满意度"),
        ("4957名", 4957, "名", "党员"),
        ("722项", 722, "项", "各类志愿服务活动"),
        ("26度", 26, "度", ""),
    ]
    windows = seed.quantities.set_index("text")["window"]
    assert (windows["9648条"], windows["4957名"], windows["两个"]) == ("今年以来", "截至目前", "5月7日至8日")


def test_no_trap_counts(seed):
    counted = seed.quantities[seed.quantities["kind"].isin(COUNTING)]
    for trap in ("96118", "第一", "百年", "两个维护", "万家", "第二", "三问", "一位"):
        assert not counted["text"].str.contains(trap, regex=False).any(), trap


def test_checks(seed):
    rows = seed.checks[["kind", "printed", "computed", "agrees"]].values.tolist()
    assert rows == [
        ["rate", "办结率 99%", "9593条 / 9648条 = 99.43%", "yes"],
        ["uncheckable", "满意度 99%", "", "cannot tell"],
    ]


def test_every_marked_span_is_quoted(seed):
    raw = seed.texts["body"].iloc[0] if "body" in seed.texts else None
    quotations = seed.quotations
    spans = {(s, e) for s, e in zip(quotations["start"], quotations["end"], strict=True)}
    if raw is None:
        raw = (Path(__file__).parents[1] / "seeds" / f"{seed.pages['page_id'].iloc[0]}.txt").read_text(encoding="utf-8")
    pairs = {m.span() for m in re.finditer("“[^“”]*”|《[^《》]*》", raw)}
    assert pairs <= spans
    orphans = quotations[~quotations["closed"] & (quotations["kind"] != "speech")]
    assert [text.replace("，", ",") for text in orphans["text"]] == ["我是政协委员,我帮你”"]


def test_speeches_have_speakers_although_marks_were_lost(seed):
    speech = seed.quotations[seed.quotations["kind"] == "speech"]
    found = [
        (text[:6].replace("，", ","), speaker) for text, speaker in zip(speech["text"], speech["speaker"], strict=True)
    ]
    assert found == [
        ("您好,这里是", "工作人员"),
        ("我年龄大了腿", "高大娘"),
        ("我特别喜欢听", "一位同学"),
        ("青少年阶段是", "相关负责人"),
        ("近两年,在党", "荣庭凯"),
        ("小朋友们,夏", ""),
    ]
