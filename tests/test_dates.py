"""Dates: the grammar case by case, the calendar, the anchoring."""

import itertools
from pathlib import Path

import pandas as pd
import pytest
from casefile import each_case, read_cases
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from typed import print_page, type_page

from analysis.dates import explain_date, find_dates
from analysis.dates.almanac import TERMS, holiday_days, holidays, term_day
from analysis.dates.chains import read_times
from analysis.handle import from_texts
from analysis.schema import build

CASES = read_cases("dates")


def pages(start="2021-06-11", end=None, page="p"):
    """A page with a publication window; Friday 11 June 2021 unless told."""
    return build("pages", [(page, "", "", 0, "", "", start, end or start, "given" if start else "none")])


def find(text, *window, **more):
    return find_dates(type_page(text), pages(*window), **more)


@each_case("dates")
def test_case(case):
    dates = find(case["text"])
    found = [
        {name: row[name] for name in wanted}
        for row, wanted in zip(dates.to_dict("records"), case["expected"], strict=False)
    ]
    assert found == case["expected"]
    assert len(dates) == len(case["expected"]), dates["text"].tolist()


def test_there_are_cases_enough():
    assert len(CASES) >= 150
    assert len({case["label"] for case in CASES}) == len(CASES)


def test_a_window_is_seen_from_both_ends():
    yesterday = find("昨日开幕，今年以来第三次，近日还有一次。", "2021-06-11", "2021-06-14").set_index("text")
    assert yesterday.loc["昨日", ["value", "from_date", "to_date"]].tolist() == [
        "[2021-06-10..2021-06-13]",
        "2021-06-10",
        "2021-06-13",
    ]
    assert yesterday.loc["今年以来", ["from_date", "to_date"]].tolist() == ["2021-01-01", "2021-06-14"]
    assert yesterday.loc["近日", ["from_date", "to_date"]].tolist() == ["2021-06-04", "2021-06-14"]


def test_a_missing_year_is_that_of_the_last_day():
    assert find("3月5日种树。", "2020-12-30", "2021-04-02")["from_date"].tolist() == ["2021-03-05"]


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("12月26日下雪。", "2021-01-03", "2020-12-26"),  # a January paper looks back
        ("将于1月5日开馆。", "2020-12-28", "2021-01-05"),  # a December paper announces
        ("12月26日下雪。", "2021-12-28", "2021-12-26"),
        ("1月5日下雪。", "2021-12-28", "2021-01-05"),
    ],
)
def test_the_turn_of_the_year(text, published, day):
    assert find(text, published)["from_date"].tolist() == [day]


def test_without_a_window_only_what_is_printed_has_days():
    dates = find("6月9日开班，昨日结束，去年办过，周三休息，目前空着；2019年5月1日建馆，次日开放。", "").set_index(
        "text"
    )
    assert dates["value"].to_dict() == {
        "6月9日": "XXXX-06-09",
        "昨日": "XXXX-XX-XX",
        "去年": "XXXX",
        "周三": "XXXX-XX-XX",
        "目前": "PRESENT_REF",
        "2019年5月1日": "2019-05-01",
        "次日": "2019-05-02",
    }
    assert dates.loc["昨日", ["from_date", "to_date", "basis"]].tolist() == ["", "", "none"]
    assert dates.loc["次日", ["from_date", "basis"]].tolist() == ["2019-05-02", "same_article"]


def test_a_page_that_is_not_in_the_table_has_no_window():
    assert find_dates(type_page("昨日开班。"), build("pages", []))["basis"].tolist() == ["none"]


def test_a_speaker_counts_from_the_day_of_the_speech():
    text = "6月2日，村里开会。村支书说：“今天先修路，明天种树。”"
    speech = build("quotations", [("p#1", 14, 27, text[14:27], "speech", "村支书", True, "direct")])
    assert find(text)["from_date"].tolist() == ["2021-06-02", "2021-06-11", "2021-06-12"]
    dates = find(text, quotations=speech)
    assert dates["from_date"].tolist() == ["2021-06-02", "2021-06-02", "2021-06-03"]
    assert dates["basis"].tolist() == ["window", "quotation", "quotation"]


def test_the_researchers_events_bound_what_is_open():
    events = pd.DataFrame([("大桥通车", "2020-09-01", "2020-09-01", "县志")], columns=["event", "from", "to", "source"])
    row = find("大桥通车以来，客流大增。", events=events).iloc[0]
    assert row[["from_date", "to_date", "basis"]].tolist() == ["2020-09-01", "2021-06-11", "event:大桥通车"]


def test_articles_do_not_share_the_day_named_before():
    paragraphs = pd.concat([type_page("6月2日开班。"), type_page("同日结束。", article=2)], ignore_index=True)
    assert find_dates(paragraphs, pages())["from_date"].tolist() == ["2021-06-02", "2021-06-11"]


def test_a_time_hangs_on_the_paragraph_before():
    assert find_dates(type_page("6月2日开班。", "当天结束。"), pages())["from_date"].tolist() == ["2021-06-02"] * 2


def test_order_and_merge():
    one, two = type_page("6月2日开班。", "同日结束。"), type_page("昨日雨。", page="q")
    both = pd.concat([pages(), pages("2020-01-02", page="q")], ignore_index=True)
    whole = find_dates(pd.concat([one, two], ignore_index=True), both)
    pd.testing.assert_frame_equal(whole, pd.concat([find_dates(one, both), find_dates(two, both)], ignore_index=True))
    turned = find_dates(pd.concat([two, one.iloc[::-1]], ignore_index=True), both)
    key = ["article_id", "start"]
    pd.testing.assert_frame_equal(turned.sort_values(key, ignore_index=True), whole.sort_values(key, ignore_index=True))


def test_an_empty_page_has_an_empty_table():
    assert find_dates(build("paragraphs", []), build("pages", [])).dtypes["corrected"] == "bool"


def test_no_clock_and_no_zone(monkeypatch):
    import time

    texts = ["昨日开幕，今晚8时闭幕。"] * 2
    found = []
    for zone in ("Asia/Shanghai", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        found.append(find(texts.pop()))
    monkeypatch.undo()
    time.tzset()
    pd.testing.assert_frame_equal(*found)


PIECES = st.sampled_from(
    [
        "今年",
        "去年",
        "3月",
        "15日",
        "上旬",
        "周五",
        "每",
        "每周",
        "半",
        "隔",
        "近",
        "三",
        "年",
        "月",
        "日",
        "时",
        "点",
        "后",
        "前",
        "以来",
        "至",
        "到",
        "、",
        "的",
        "截至",
        "（",
        "）",
        "2021",
        "〇",
        "初",
        "底",
        "一",
        "十",
        "成立",
        "之际",
        "百年",
        "周年",
        "同日",
        "农历",
        "正月",
        "闰",
        "第",
        "个",
        "天",
        "小时",
        "上午",
        "晚",
        "春节",
        "，",
        "。",
        "-",
        "—",
        ":",
        "95",
        "31",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@given(TEXTS)
def test_any_text_keeps_the_promise(text):
    paragraphs = type_page(text) if text else build("paragraphs", [])
    dates = find_dates(paragraphs, pages())
    raw = print_page(paragraphs)
    for row in dates.to_dict("records"):
        assert row["text"] == raw[row["start"] : row["end"]]
        assert row["from_date"] <= row["to_date"] or not row["to_date"]
        if row["rrule"]:
            rrulestr(row["rrule"], dtstart=pd.Timestamp("2021-06-11"))


@given(TEXTS, TEXTS)
def test_times_do_not_overlap(one, two):
    times = read_times(one + two)
    assert all(a.end <= b.start for a, b in itertools.pairwise(times))


@pytest.mark.parametrize(
    "unit",
    ["每", "三", "2021-", "9", "去年的", "第", "今年", "以来", "周一、", "1月", "农历", "点", "（周五", "成立后", "百"],
)
def test_long_repetitions_take_linear_time(unit):
    import time

    def measure(n):
        start = time.process_time()
        read_times(unit * n)
        return time.process_time() - start

    measure(300)
    short, long = (min(measure(n) for _ in range(3)) for n in (2000, 8000))
    assert long < 8 * short + 0.05


@pytest.mark.parametrize(
    "case", [case for case in CASES if any("rrule" in row for row in case["expected"])], ids=lambda c: c["label"]
)
def test_rules_are_valid(case):
    for row in case["expected"]:
        assert list(rrulestr(row["rrule"] + ";COUNT=3", dtstart=pd.Timestamp("2021-06-11")))


def test_every_holiday_has_days_in_every_year():
    for name in holidays():
        for year in range(1950, 2051):
            assert abs(holiday_days(name, year).start.year - year) <= 1


def test_terms_against_the_almanac():
    # Purple Mountain Observatory's days as printed in almanacs
    days = {
        (2008, "清明"): "2008-04-04",
        (2012, "冬至"): "2012-12-21",
        (2017, "立春"): "2017-02-03",
        (2020, "夏至"): "2020-06-21",
    }
    assert {key: term_day(*key).isoformat() for key in days} == days
    assert len(TERMS) == 24


def test_explain_date():
    row = find("大桥通车以来，客流大增。").iloc[0].to_dict()
    assert explain_date(row) == "… – 2021-06-11: window of a number or state; counted from the day of publication"
    row = find("每周五晚上放电影。").iloc[0].to_dict()
    assert explain_date(row, "zh") == "FREQ=WEEKLY;BYDAY=FR：活动时间；文中明写"
    row = find("改革开放以来，村子变了。").iloc[0].to_dict()
    assert explain_date(row, "zh") == "1978-12-18 – 2021-06-11：统计或状态的时段；按事件“改革开放”推算"


SEED = Path(__file__).parents[1] / "seeds" / "000_bcd9fc29047be39d.txt"
# Read by hand from the page: every time on the timeline, in reading order, in a window of 11 to 13 June 2021.
SEED_KEY = [
    ("党史学习教育开展以来", "window", "", "2021-06-13"),
    ("全年", "window", "2021-01-01", "2021-12-31"),
    ("每周五晚上", "activity", "", ""),
    ("今年3月", "activity", "2021-03-01", "2021-03-31"),
    ("建党百年", "campaign", "2021-07-01", "2021-07-01"),
    ("5月7日至8日", "activity", "2021-05-07", "2021-05-08"),
    ("6月11日下午", "activity", "2021-06-11", "2021-06-11"),
    ("每半月的星期五下午", "activity", "", ""),
    ("6月9日", "activity", "2021-06-09", "2021-06-09"),
    ("每天", "activity", "", ""),
    ("今年以来", "window", "2021-01-01", "2021-06-13"),
    ("党史学习教育开展以来", "window", "", "2021-06-13"),
    ("截至目前", "window", "2021-06-11", "2021-06-13"),
    ("6月2日", "activity", "2021-06-02", "2021-06-02"),
    ("6月9日", "activity", "2021-06-09", "2021-06-09"),
    ("同日", "activity", "2021-06-09", "2021-06-09"),
    ("6月11日", "activity", "2021-06-11", "2021-06-11"),
    ("近日", "activity", "2021-06-04", "2021-06-13"),
    ("纪念建党100周年之际", "campaign", "2021-07-01", "2021-07-01"),
    ("高中生红色宣讲团成立后", "activity", "", "2021-06-13"),
    ("近两年", "window", "2019-06-11", "2021-06-13"),
    ("今年", "activity", "2021-01-01", "2021-12-31"),
    ("如今", "window", "2021-06-11", "2021-06-13"),
    ("近日", "activity", "2021-06-04", "2021-06-13"),
    ("近日", "activity", "2021-06-04", "2021-06-13"),
    ("党史学习教育开展以来", "window", "", "2021-06-13"),
]


@pytest.fixture(scope="module")
def seed():
    from analysis.handle import from_texts

    corpus = from_texts({"s": SEED.read_bytes().decode("utf-8")})
    return find_dates(corpus.paragraphs, pages("2021-06-11", "2021-06-13", page="s"), corpus.quotations)


def test_the_seed_has_its_times(seed):
    timeline = seed[seed["sense"].isin(["activity", "window", "campaign"])]
    found = list(timeline[["text", "sense", "from_date", "to_date"]].itertuples(index=False, name=None))
    assert found == SEED_KEY


def test_the_seeds_ornament_is_none(seed):
    rest = seed[~seed["sense"].isin(["activity", "window", "campaign"])]
    assert rest["text"].tolist() == [
        "百年",
        "社会主义革命和建设时期",
        "新民主主义革命时期",
        "社会主义革命和建设时期",
        *["百年"] * 2,
        "夏天",
        "百年",
    ]


def test_the_seeds_rules(seed):
    assert seed.loc[seed["type"] == "SET", ["text", "value", "rrule"]].values.tolist() == [
        ["每周五晚上", "XXXX-WXX-5TEV", "FREQ=WEEKLY;BYDAY=FR"],
        ["每半月的星期五下午", "XXXX-WXX-5TAF", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"],
        ["每天", "P1D", "FREQ=DAILY"],
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("正月底", "2021-03-08", "2021-03-12"),
        ("正月中旬", "2021-02-22", "2021-03-03"),
        ("3月底", "2021-03-25", "2021-03-31"),
    ],
)
def test_parts_of_a_lunar_month_count_from_its_own_first_day(text, first, last):
    """The first lunar month of 2021 began on 12 February (New Year's Day) and had twenty-nine days."""
    corpus = from_texts(
        {"p": f"今年{text}，村里唱大戏。"}, "article", {"p": "2021-06-11"}
    )  # the village holds an opera
    assert corpus.dates[["from_date", "to_date"]].values.tolist() == [[first, last]]
