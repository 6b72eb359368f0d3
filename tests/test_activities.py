"""Activities: who did what, where and when; links, and what other programs read."""

import re

import pandas as pd
import pytest
from casefile import each_case
from hypothesis import given, settings
from hypothesis import strategies as st
from typed import print_page, type_page

from analysis.activities import Mentions, explain_activity, find_activities, link_activities
from analysis.activities.clauses import split_clauses
from analysis.activities.lexicon import read_lexicon
from analysis.layout import split_sentences
from analysis.schema import TABLES, build

# Times as the cases name them: type, from, to, granularity, sense, rule.
TIMES = {
    "day": ("DATE", "2021-03-05", "2021-03-05", "day", "activity", ""),
    "days": ("DATE", "2021-03-05", "2021-03-08", "day", "activity", ""),
    "month": ("DATE", "2021-03-01", "2021-03-31", "month", "activity", ""),
    "year": ("DATE", "2021-01-01", "2021-12-31", "year", "activity", ""),
    "recent": ("DATE", "2021-03-01", "2021-03-08", "day", "activity", ""),
    "since": ("DATE", "", "2021-03-08", "day", "window", ""),
    "now": ("DATE", "2021-03-08", "2021-03-08", "day", "window", ""),
    "weekly": ("SET", "", "", "day", "activity", "FREQ=WEEKLY;BYDAY=WE"),
    "ornament": ("DATE", "", "", "century", "rhetorical", ""),
}


def spans(page, word):
    for article, start, text in zip(page["article_id"], page["start"], page["text"], strict=True):
        for found in re.finditer(re.escape(word), text):
            yield article, start + found.start(), start + found.end(), word


def type_mentions(page, dates=(), places=(), bodies=(), people=(), speech=()):
    """Tables of mentions for a typed page: times and places by their print, quoted spans by their marks."""
    times, spots = [], []
    for word, kind in dict(dates).items():
        form, first, last, grain, sense, rule = TIMES[kind]
        tail = (form, "", first, last, grain, rule, sense, "explicit", False)
        times += [(*span, *tail) for span in spans(page, word)]
    for word, (code, path) in dict(places).items():
        level = (
            "facility" if code.endswith("!") else {2: "province", 4: "prefecture"}.get(len(code.rstrip("0")), "county")
        )
        tail = (
            word,
            code.strip("!"),
            level,
            path,
            None,
            None,
            "",
            "exact",
            "unique",
            "high",
            "",
            "literal",
            None,
            True,
        )
        spots += [(*span, *tail, False) for span in spans(page, word)]
    names = [(*span, span[3], "county", "government", "", False) for word in bodies for span in spans(page, word)]
    persons = [(*span, span[3], "", "", "named", False) for word in people for span in spans(page, word)]
    marks = []
    for article, start, text in zip(page["article_id"], page["start"], page["text"], strict=True):
        marks += [
            (article, start + m.start(), start + m.end(), m[0], "term", "", True, "", False)
            for m in re.finditer(r"“[^”]*”|《[^》]*》", text)
        ]
    marks += [(*span, "speech", "", False, "reported", False) for word in speech for span in spans(page, word)]
    orphan = re.compile(r"^[^“”]+”")
    for article, start, text in zip(page["article_id"], page["start"], page["text"], strict=True):
        marks += [
            (article, start, start + m.end(), m[0], "slogan", "", False, "", False)
            for m in [orphan.match(text)] if m
        ]  # fmt: skip
    tables = {"dates": times, "places": spots, "organisations": names, "people": persons, "quotations": marks}
    return Mentions(**{name: build(name, sorted(rows, key=lambda row: row[:3])) for name, rows in tables.items()})


def find(*lines, page="p", **mentions):
    typed = type_page(*lines, page=page)
    return find_activities(split_sentences(typed), typed, type_mentions(typed, **mentions))


@each_case("activities")
def test_case(case):
    found = find(*case["text"].split("\n"), **case.get("mentions", {}))
    columns = ["actor", "action", "place", "date_text", "date_type"]
    assert found[columns].values.tolist() == case["expected"], case["comment"]


def test_lexicon_lists_a_word_once():
    words = [
        word for kind, words in read_lexicon().items() if kind not in ("agent", "thing", "connective") for word in words
    ]
    assert len(words) == len(set(words))


def test_no_word_holds_the_end_of_a_clause():
    words = [word for words in read_lexicon().values() for word in words]
    assert [word for word in words if split_clauses(word, 0, len(word)) != [(0, len(word))]] == []


def test_rows_quote_the_sentence_and_are_numbered():
    found = find("3月5日，镇里举办灯会。天晴了。镇文化站印发《手册》。", dates={"3月5日": "day"})
    assert found["activity_id"].tolist() == ["p#1!1", "p#1!2"]
    assert found["text"].tolist() == ["3月5日，镇里举办灯会。", "镇文化站印发《手册》。"]
    assert found[["start", "end"]].values.tolist() == [[0, 12], [16, 27]]
    assert list(found) == list(TABLES["activities"].columns)


def test_headlines_tell_no_act_again():
    typed = type_page("headline>镇里举办灯会", "镇里举办灯会。")
    found = find_activities(split_sentences(typed), typed, type_mentions(typed))
    assert found["start"].tolist() == [7]


def test_place_is_the_row_of_places():
    found = find(
        "县图书馆在和平县开设夜校。", places={"和平县": ("441624", "广东省/河源市/和平县")}, bodies=["县图书馆"]
    )
    assert found[["place", "adcode", "path"]].values.tolist() == [["和平县", "441624", "广东省/河源市/和平县"]]


def test_a_body_known_to_belong_somewhere_acts_there():
    typed = type_page("农牧局印发《手册》。")
    body = build("organisations", [("p#1", 0, 3, "农牧局", "和平县农牧局", "county", "government", "441624", False)])
    mentions = type_mentions(typed)._replace(organisations=body)
    found = find_activities(split_sentences(typed), typed, mentions)
    assert found[["place", "adcode", "path"]].values.tolist() == [["", "441624", "广东省/河源市/和平县"]]


def test_a_sentence_cut_by_a_caption_quotes_the_part_with_the_act():
    rows = [
        ("p#1", 1, 1, "body", 0, 6, "天气晴朗，镇", "", ""),
        ("p#1", 1, 2, "body", 20, 28, "里志愿者举办灯会。"[:8], "", ""),
    ]
    typed = build("paragraphs", rows)
    found = find_activities(split_sentences(typed), typed, type_mentions(typed))
    assert found[["start", "end", "text"]].values.tolist() == [[20, 28, "里志愿者举办灯会"]]


def test_a_corrected_row_says_so():
    rows = [
        (
            "p#1",
            1,
            1,
            "body",
            0,
            11,
            "镇文化站举辨了灯会。"[:10] + "。",
            "镇文化站举办了灯会。。",
            "0:0-5;5:5-6;6:6-11",
            True,
        )
    ]
    typed = build("paragraphs", rows)
    found = find_activities(split_sentences(typed), typed, type_mentions(typed))
    assert found[["action", "corrected"]].values.tolist() == [["举辨了灯会", True]]


class Held:
    """Tables held together, as the handle on a corpus does."""

    def __init__(self, page, **mentions):
        self.paragraphs, self.sentences = page, split_sentences(page)
        self.__dict__.update(type_mentions(page, **mentions)._asdict())


def test_explain_shows_what_an_activity_was_made_of():
    page = type_page("3月5日，县图书馆在和平县开设夜校。")
    held = Held(
        page, dates={"3月5日": "day"}, places={"和平县": ("441624", "广东省/河源市/和平县")}, bodies=["县图书馆"]
    )
    why = explain_activity("p#1!1", held)
    assert why.values.tolist() == [
        ["sentence", "tells the act", "sentences", 0, 18, "3月5日，县图书馆在和平县开设夜校。"],
        ["verb", "names an act (act)", "", 13, 15, "开设"],
        ["actor", "subject", "", 5, 9, "县图书馆"],
        ["date", "governs the clause", "dates", 0, 4, "3月5日"],
        ["place", "where it is said", "places", 10, 13, "和平县"],
    ]


def test_explain_says_that_there_is_no_such_activity():
    with pytest.raises(ValueError, match=r".") as error:
        explain_activity("p#1!3", Held(type_page("镇里举办灯会。")))
    assert str(error.value) == "activity_id='p#1!3': article 'p#1' has 1 activities, numbered from 1"


def test_empty_page():
    empty = find()
    assert empty.empty
    assert list(empty) == list(TABLES["activities"].columns)


WORDS = (
    "3月5日 ， 。 、 ： 镇文化站 志愿者 在 和平县 举办 灯会 的 将 把 《手册》 “夜校” 表示 要 有 培训 活动 与 "
    "积极 为 走进 以来 成立后 他 说 1,200人 推动 ；"
)
PIECES = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=25).map("".join)
NAMED = {"dates": {"3月5日": "day"}, "places": {"和平县": ("441624", "广东省/河源市/和平县")}, "bodies": ["镇文化站"]}


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_promise_and_order(lines):
    typed = type_page(*lines)
    raw = print_page(typed)
    sentences, mentions = split_sentences(typed), type_mentions(typed, **NAMED)
    found = find_activities(sentences, typed, mentions)
    for row in found.itertuples():
        assert row.text == raw[row.start : row.end]
        assert row.action
        assert row.action in row.text
        assert all(actor in raw for actor in row.actor.split(";"))
    shuffled = Mentions(*(table[::-1].reset_index(drop=True) for table in mentions))
    again = find_activities(sentences[::-1].reset_index(drop=True), typed[::-1].reset_index(drop=True), shuffled)
    pd.testing.assert_frame_equal(again, found)


@settings(max_examples=25, deadline=None)
@given(PIECES, PIECES)
def test_merge_law(one, two):
    first, second = find(one, page="a", **NAMED), find(two, page="b", **NAMED)
    typed = pd.concat([type_page(one, page="a"), type_page(two, page="b")], ignore_index=True)
    both = find_activities(split_sentences(typed), typed, type_mentions(typed, **NAMED))
    pd.testing.assert_frame_equal(both, pd.concat([first, second], ignore_index=True).astype(both.dtypes))


def type_words(*rows):
    return build(
        "words", [(article, 1, start, start + len(text), text, "n", "", False) for article, start, text in rows]
    )


def type_acts(*rows):
    """Acts (article, actor, adcode, day) whose sentence is 0-20."""
    return build(
        "activities",
        [
            (
                f"{article}!1",
                article,
                0,
                20,
                "句",
                actor,
                "举办灯会",
                "",
                code,
                "",
                day,
                day,
                day,
                "day" if day else "none",
            )
            for article, actor, code, day in rows
        ],
    )


LANTERNS = [(f"p#{n}", start, text) for n in (1, 2, 3) for start, text in ((0, "灯会"), (4, "花灯"), (8, "市民"))]


def test_reports_of_one_event_are_linked():
    acts = type_acts(("p#1", "文化站", "441624", "2021-03-05"), ("p#2", "文化站", "441624", "2021-03-05"))
    links = link_activities(acts, type_words(*LANTERNS))
    assert links.values.tolist() == [["p#1!1", "p#2!1", 1.0, "words: 市民, 灯会, 花灯; day; county; actor"]]


def test_two_days_are_two_events():
    acts = type_acts(("p#1", "文化站", "441624", "2021-03-05"), ("p#2", "文化站", "441624", "2021-03-06"))
    assert link_activities(acts, type_words(*LANTERNS)).empty


def test_one_article_tells_no_event_twice():
    acts = type_acts(("p#1", "文化站", "441624", "2021-03-05"), ("p#1", "文化站", "441624", "2021-03-05"))
    assert link_activities(acts, type_words(*LANTERNS)).empty


def test_a_shared_day_alone_is_no_link():
    acts = type_acts(("p#1", "文化站", "441624", "2021-03-05"), ("p#2", "检察院", "150100", "2021-03-05"))
    words = type_words(
        ("p#1", 0, "灯会"), ("p#1", 4, "花灯"), ("p#2", 0, "灯会"), ("p#2", 4, "案件"), ("p#2", 8, "法庭")
    )
    assert link_activities(acts, words).empty


def type_days(*rows):
    """Activities of one article each, from day to day, by the actors given."""
    return build(
        "activities",
        [
            (f"p#{n}!1", f"p#{n}", 0, 20, "句", actors, "做", "", code, "", first or last, first, last, kind)
            for n, (actors, code, first, last, kind) in enumerate(rows)
        ],
    )


def link_one_by_one(acts, words):
    """The rule of the links, pair by pair: another route to the same rows."""
    own = {article: set(words["text"][words["article_id"] == article]) for article in acts["article_id"]}
    rows = acts[["activity_id", "article_id", "actor", "adcode", "from_date", "to_date", "date_type"]].values.tolist()
    for n, (key, article, actors, code, *time) in enumerate(rows):
        for other_key, other_article, other_actors, other_code, *other_time in rows[n + 1 :]:
            (first, last, kind), (other_first, other_last, other_kind) = time, other_time
            together = own[article] & own[other_article]
            alike = 2 * len(together) / max(len(own[article]) + len(own[other_article]), 1)
            same = (first, last) == (other_first, other_last) != ("", "")
            meet = "" not in (first, other_first) and first <= other_last and other_first <= last
            definite = {kind, other_kind} <= {"day", "interval", "month"}
            actor = bool({*actors.split(";")} & {*other_actors.split(";")} - {""})
            if alike < 0.4 or not (same or actor) or not (same or meet) or (definite and not meet):
                continue
            place = (0.5 if code[4:6] == "00" else 1) if code[:6] == other_code[:6] != "" else 0
            score = 0.4 * alike + (0.25 if same else 0.125) + 0.2 * place + 0.15 * actor
            if score >= 0.5 - 1e-9:
                yield key, other_key, round(score, 3)


DAYS = st.sampled_from(["", "2021-03-05", "2021-03-06", "2021-03-31"])
ACTS = st.tuples(
    st.sampled_from(["", "甲", "乙", "甲;乙", "乙;丙"]),
    st.sampled_from(["", "441624", "441600", "441624103"]),
    DAYS,
    DAYS,
    st.sampled_from(["day", "interval", "month", "since", "none"]),
)
WORDS = st.lists(st.sampled_from(["灯会", "花灯", "市民", "广场"]), unique=True)


@given(st.lists(st.tuples(ACTS, WORDS), max_size=12))
def test_links_are_those_of_the_rule_pair_by_pair(rows):
    acts = type_days(*(act for act, _ in rows))
    words = type_words(*((f"p#{n}", 4 * k, text) for n, (_, own) in enumerate(rows) for k, text in enumerate(own)))
    found = link_activities(acts.set_index(acts.index[::-1]), words)[["activity_id", "other_id", "score"]]
    assert found.values.tolist() == [list(row) for row in link_one_by_one(acts, words)]


def test_on_a_day_with_much_to_tell_only_rarer_words_link():
    day = ("", "441624", "2021-03-05", "2021-03-05", "day")
    acts = type_days(*[day] * 60)
    common = [(f"p#{n}", 0, "灯会") for n in range(60)]  # in all of them: alone it tells nothing
    rare = [(f"p#{n}", 4, "花灯") for n in (7, 31)]
    links = link_activities(acts, type_words(*common, *rare))
    assert links[["activity_id", "other_id"]].values.tolist() == [["p#7!1", "p#31!1"]]


def test_no_words_no_links():
    acts = type_acts(("p#1", "文化站", "441624", "2021-03-05"), ("p#2", "文化站", "441624", "2021-03-05"))
    assert link_activities(acts, build("words", [])).empty
