"""Layout: roles, articles, paragraphs, sentences; the seed page as a reader would cut it; corrections."""

import re
from pathlib import Path

import pandas as pd
import pytest
from casefile import each_case, read_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import BadInput
from analysis.layout import apply_corrections, explain_layout, review, split_pages, split_sentences
from analysis.readings import read_paragraphs
from analysis.schema import build

HERE = Path(__file__).parent
CASES = read_cases("layout")
SEED = (HERE.parent / "seeds" / "000_bcd9fc29047be39d.txt").read_bytes().decode("utf-8")
BREAKS = re.compile(r"(?<!\s)\s*[\r\n]\s*")


def texts(*raws, layout="page", title=""):
    names = [f"p{n}" for n in range(len(raws))]
    return pd.DataFrame({"page_id": names, "raw": raws, "title": title, "layout": layout}, dtype="str")


def lay_out(raw):
    return split_pages(texts(raw))


@each_case("layout")
def test_case(case):
    paragraphs = lay_out(case["text"]).paragraphs
    numbers = paragraphs["article_id"].str.rsplit("#", n=1).str[1]
    found = [
        f"{n} {role} {text}" for n, role, text in zip(numbers, paragraphs["role"], paragraphs["text"], strict=True)
    ]
    assert found == case["expected"]


def test_the_seed_page_has_the_articles_that_a_reader_would_cut_out():
    articles = lay_out(SEED).articles
    found = articles[["kind", "column", "headline", "byline"]].values.tolist()
    assert found == [
        ["article", "视点", "同心学党史 同向聚合力", "本报记者 郭俊楼 通讯员 常歌"],
        ["article", "知行合一", "办一件实事 暖一片人心", "见习记者 郝佳丽 通讯员 张轩澄"],
        ["article", "", "高中生红色宣讲团 开讲啦!", "见习记者 郝佳丽"],
        ["article", "五化协同 大抓基层④", "党建为媒 抱团发展", "本报记者 及庆玲"],
        ["caption", "", "汲取奋进力量", ""],
        ["caption", "", "小板凳大讲堂", ""],
    ]


def test_the_seed_articles_begin_and_end_where_a_reader_says():
    ends = [
        [("■视点", "安全感。")],
        [("■知行合一", "解难题。")],
        [("高中生红色宣讲团\n", "汲取力量。")],
        [("■五化协同", "荣庭凯介绍说。"), ("持进街道", "“红色引擎”。")],
        [("汲取奋进力量\n", "陈春艳 摄")],
        [("小板凳大讲堂\n", "王学民 摄")],
    ]
    for spans, expected in zip(lay_out(SEED).articles["spans"], ends, strict=True):
        stretches = [SEED[int(a) : int(b)] for a, b in (pair.split("-") for pair in spans.split(";"))]
        assert len(stretches) == len(expected)
        for stretch, (first, last) in zip(stretches, expected, strict=True):
            assert stretch.startswith(first)
            assert stretch.endswith(last)


def test_the_broken_paragraphs_of_the_seed_are_whole_again():
    text = "\n".join(lay_out(SEED).paragraphs["text"])
    assert "在浓浓的读书学史氛围中" in text
    assert "坚持把“我为群众办实事”作为党史学习教育的实践课堂" in text


def test_the_subheads_of_the_seed():
    paragraphs = lay_out(SEED).paragraphs
    assert paragraphs.loc[paragraphs["role"] == "subhead", "text"].tolist() == [
        "真学深悟,补足精神之钙",
        "担当作为,贡献智慧力量",
    ]


def test_what_layout_repaired_on_the_seed():
    ledger = lay_out(SEED).ledger
    assert ledger["applied"].all()
    assert ledger["kind"].value_counts().to_dict() == {
        "broken_paragraph": 2,
        "interleaved_caption": 2,
        "split_headline": 1,
        "detached_credit": 1,
        "run_in_credit": 1,
    }


def test_a_paragraph_that_a_caption_cuts_is_one_paragraph_and_one_sentence_in_two_parts():
    raw = next(case["text"] for case in CASES if "middle of a sentence" in case["label"])
    layout = lay_out(raw)
    bodies = layout.paragraphs[layout.paragraphs["role"] == "body"]
    assert bodies[["article_id", "paragraph", "part"]].values.tolist() == [
        ["p0#1", 3, 1],
        ["p0#1", 3, 2],
        ["p0#2", 2, 1],
    ]
    sentences = split_sentences(layout.paragraphs)
    cut = sentences[sentences["article_id"] == "p0#1"]
    assert cut[["sentence", "part"]].values.tolist() == [[1, 1], [2, 1], [3, 1], [3, 2], [4, 1]]
    assert layout.articles["spans"][0].count(";") == 1


def test_what_is_cut_off_a_paragraph_is_numbered_in_the_order_of_print():
    paragraphs = lay_out("（上接第一版）各单位把责任落实到人，每周通报一次进度。（下转第四版）").paragraphs
    assert paragraphs[["paragraph", "part", "role"]].values.tolist() == [[1, 1, "jump"], [2, 1, "body"], [3, 1, "jump"]]


def test_a_record_is_one_article():
    layout = split_pages(texts("雨停了。\n孩子们出门。", "", layout="article", title="雨后"))
    assert layout.articles[["article_id", "headline", "spans"]].values.tolist() == [["p0#1", "雨后", "0-11"]]
    assert layout.paragraphs["text"].tolist() == ["雨停了。", "孩子们出门。"]


def test_explain_layout_names_the_clues():
    explained = explain_layout(texts("夜读班开课\n\n□本报记者 王芳\n\n图书馆的夜读班昨晚开课。"))
    assert explained["role"].tolist() == ["headline", "byline", "body"]
    assert "byline after it +4.0" in explained["evidence"][0]
    assert "form of a byline +6.0" in explained["evidence"][1]


def test_explain_layout_says_where_an_article_goes_on():
    raw = next(case["text"] for case in CASES if case["label"] == "a caption in the middle of a sentence")
    explained = explain_layout(texts(raw))
    assert explained["article"].tolist() == [1, 1, 1, 2, 2, 1]
    assert explained["evidence"].str.startswith("goes on article 1; ").tolist() == [False] * 5 + [True]


ALPHABET = "春夏秋冬读书。，、：；！？“”《》（）【】■□●▲ \u3000\n\r\t\0a1年月日记者摄图为本报讯上接下转第版"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(ALPHABET, max_size=200) | st.text(max_size=60), min_size=1, max_size=3))
def test_any_text_keeps_the_promise_and_the_merge_law(raws):
    layout = split_pages(texts(*raws))
    sentences = split_sentences(layout.paragraphs)
    for table in (layout.paragraphs, sentences, layout.ledger):
        for article, start, end, text in table[["article_id", "start", "end", "text"]].itertuples(index=False):
            raw = raws[int(article[1 : article.rindex("#")])]
            assert start < end
            assert text == BREAKS.sub("", raw[start:end])
    # what is not white space is printed once, in one row
    for n, raw in enumerate(raws):
        mine = layout.paragraphs[layout.paragraphs["article_id"].str.startswith(f"p{n}#")]
        covered = sorted(i for a, b in zip(mine["start"], mine["end"], strict=True) for i in range(a, b))
        assert len(covered) == len(set(covered))
        assert all(not raw[i].strip() for i in set(range(len(raw))) - set(covered))
    apart = [split_pages(texts(*raws).iloc[[n]]) for n in range(len(raws))]
    joined = pd.concat([part.paragraphs for part in apart], ignore_index=True)
    pd.testing.assert_frame_equal(joined, layout.paragraphs)


@pytest.mark.slow
@pytest.mark.parametrize(
    "raw",
    [
        "春" * 10**6,
        "春。" * 250_000,
        "“" * 10**6,
        "《 " * 250_000,
        "图为春。王芳 摄\n" * 20_000,
        "□记者 王芳\n" * 20_000,
        "春\n" * 50_000,
    ],
    ids=["one line", "stops", "quotes", "titles", "captions", "bylines", "short lines"],
)
def test_any_text_is_read_in_time(raw):
    assert not split_sentences(lay_out(raw).paragraphs).empty


def correct(*lines):
    columns = ["page_id", "start", "end", "text", "action", "value"]
    return pd.DataFrame(lines, columns=columns, dtype="str")


def test_an_accepted_correction_is_read_and_the_print_is_quoted():
    raw = "认真学史，深入思考。\n\n多读好书书。"
    layout = split_pages(
        texts(raw), correct(("p0", "2", "4", "学史", "add", "学党史"), ("p0", "15", "17", "书书", "accept", "书"))
    )
    paragraphs = layout.paragraphs
    assert paragraphs["form"].tolist() == ["认真学党史，深入思考。", "多读好书。"]
    assert paragraphs["text"].tolist() == ["认真学史，深入思考。", "多读好书书。"]
    assert paragraphs["corrected"].all()
    reading = next(read_paragraphs(paragraphs))
    i = reading.form.index("党史")
    assert (reading.span(i, i + 2), reading.quote(i, i + 2), reading.corrected(i, i + 2)) == ((2, 4), "学史", True)
    sentences = split_sentences(paragraphs)
    assert sentences["form"].tolist() == ["认真学党史，深入思考。", "多读好书。"]


def test_a_correction_of_equal_length_is_seen():
    layout = split_pages(texts("再接再励。"), correct(("p0", "3", "4", "励", "add", "厉")))
    reading = next(read_paragraphs(layout.paragraphs))
    assert reading.form == "再接再厉。"
    assert [reading.corrected(0, 2), reading.corrected(0, 4)] == [False, True]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (("p0", "0", "2", "晴天", "add", ""), "corrections.csv, line 2: p0 prints '雨停' at 0-2, not '晴天': correct the line"),
        (("p0", "2", "2", "", "add", ""), "corrections.csv, line 2: '2'-'2' is no stretch of text: give two numbers, the first smaller"),
        (("p0", "0", "2", "雨停", "fix", ""), "corrections.csv, line 2: 'fix' is no action: write accept, add, reject, drop TABLE or set TABLE.COLUMN"),
        (("p0", "0", "2", "雨停", "set places.colour", ""), "corrections.csv, line 2: 'set places.colour' is no action: write accept, add, reject, drop TABLE or set TABLE.COLUMN"),
    ],
)  # fmt: skip
def test_a_wrong_correction_is_refused_in_one_line(line, message):
    with pytest.raises(BadInput) as error:
        split_pages(texts("雨停了。"), correct(line))
    assert str(error.value) == message


def test_decisions_on_mentions():
    rows = [
        ("p#1", 0, 3, "清溪县", "清溪县", "学校", "", "named", False),
        ("p#1", 5, 7, "王芳", "王芳", "", "", "named", False),
    ]
    people = build("people", rows)
    decided = apply_corrections(
        "people",
        people,
        correct(("p", "0", "3", "清溪县", "drop people", ""), ("p", "5", "7", "王芳", "set people.role", "馆长")),
    )
    assert decided[["text", "role", "corrected"]].values.tolist() == [["王芳", "馆长", True]]
    assert people["role"].tolist() == ["学校", ""]
    with pytest.raises(BadInput, match=r"people has no row at 8-9 of p: take the offsets from the table"):
        apply_corrections("people", people, correct(("p", "8", "9", "芳", "set people.role", "")))


def test_review_writes_lines_that_can_be_replayed(tmp_path):
    raw = "多读好书书。"
    rows = [
        ("p0#1", 0, 2, "多读", "stray_space", "多读", "medium", False),
        ("p0#1", 3, 5, "书书", "doubled_character", "书", "low", False),
    ]
    path = tmp_path / "corrections.csv"
    lines = review(build("defects", rows), path)
    assert lines["doubt"].tolist() == ["confidence low", "confidence medium"]
    again = pd.read_csv(path, dtype="str", keep_default_na=False)
    assert split_pages(texts(raw), again).paragraphs["form"].tolist() == ["多读好书。"]
