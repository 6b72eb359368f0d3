"""Word statistics against published examples and independent implementations."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures
from scipy.stats import chi2, chi2_contingency, spearmanr
from scipy.stats.contingency import relative_risk
from statsmodels.stats.multitest import multipletests

from analysis.schema import build
from analysis.smallest import STATISTICS, TooSmall, explain_smallest
from analysis.themes import (
    add_page_facts,
    agree_ranks,
    compare_parts,
    compare_reference,
    compare_texts,
    find_collocates,
    find_topics,
    link_words,
    make_reference,
    measure_dispersion,
    rank_keyness,
    read_jieba,
    read_wordfreq,
    share_vocabulary,
    sign_articles,
)
from analysis.themes.measures import (
    benjamini_hochberg,
    delta_p,
    dispersion,
    g2,
    log_dice,
    log_ratio,
    npmi,
    p_of_g2,
)


def type_words(*texts):
    """Articles p#1, p#2, ... of sentences parted by 。, of words parted by spaces."""
    rows, at = [], 0
    for n, text in enumerate(texts, 1):
        for sentence, inside in enumerate(text.split("。"), 1):
            for word in inside.split():
                rows.append((f"p#{n}", sentence, at, at + len(word), word, "n", ""))
                at += len(word)
    return build("words", rows)


def type_articles(*columns):
    rows = [(f"p#{n}", "p", n, "article", column, "", "", "", 9, 0.0) for n, column in enumerate(columns, 1)]
    return build("articles", rows)


TABLE = st.tuples(st.integers(0, 500), st.integers(1, 500), st.integers(0, 500), st.integers(1, 500))


@given(TABLE)
def test_g2_is_that_of_scipy(table):
    n, rest, other, other_rest = table
    if n + other == 0:
        return
    expected = chi2_contingency([[n, rest], [other, other_rest]], correction=False, lambda_="log-likelihood").statistic
    assert float(g2(n, n + rest, other, other + other_rest)) == pytest.approx(expected, abs=1e-7)


def test_g2_is_that_of_nltk():
    both, one, other, of = 8, 30, 20, 14307
    expected = BigramAssocMeasures.likelihood_ratio(both, (one, other), of)
    assert float(g2(both, one, other - both, of - one)) == pytest.approx(expected)


def test_g2_of_dunning_1993():
    # Dunning 1993, table 2: "the swiss" and the like, 110 the swiss, 2442 the other, 111 other swiss, 29114 rest
    assert float(g2(110, 2552, 111, 29225)) == pytest.approx(270.72, abs=0.01)


def test_p_is_that_of_scipy():
    assert p_of_g2([3.841458820694124, 10.0]) == pytest.approx(chi2.sf([3.841458820694124, 10.0], 1))


@given(st.tuples(st.integers(1, 500), st.integers(1, 500), st.integers(1, 500), st.integers(1, 500)))
def test_log_ratio_is_scipy_s_relative_risk(table):
    n, rest, other, other_rest = table
    found = log_ratio(n - 0.5, n + rest - 0.5, other - 0.5, other + other_rest - 0.5)  # without the added halves
    risk = relative_risk(n, n + rest, other, other + other_rest)
    ends = risk.confidence_interval(0.95)
    assert float(found.value) == pytest.approx(np.log2(risk.relative_risk), abs=1e-9)
    assert (float(found.low), float(found.high)) == pytest.approx((np.log2(ends.low), np.log2(ends.high)), abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_q_is_that_of_statsmodels(p):
    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_pair_measures_are_those_of_nltk():
    both, one, other, of = 20, 42, 50, 10_000
    assert float(log_dice(both, one, other)) == pytest.approx(
        14 + np.log2(BigramAssocMeasures.dice(both, (one, other), of))
    )
    pmi = BigramAssocMeasures.pmi(both, (one, other), of)
    assert float(npmi(both, one, other, of)) == pytest.approx(pmi / -np.log2(both / of))
    assert float(delta_p(both, one, other, of)) == pytest.approx(both / one - (other - both) / (of - one))


def test_dispersion_of_gries_2008():
    assert dispersion([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])[0] == pytest.approx(0.18)
    assert dispersion([0, 0, 5], [10, 10, 10])[1] == pytest.approx(1.0)


def test_dispersion_table_is_the_formula_word_by_word():
    words = type_words("读书 读书 活动 很 好", "活动 宣讲 宣讲", "读书 活动 活动 活动 宣讲 天 晴", "")
    table = measure_dispersion(words, type_articles("", "", "", ""), least=2).set_index("word")
    sizes = [5, 3, 7]
    for word in ("读书", "活动", "宣讲"):
        counts = [int(((words["text"] == word) & (words["article_id"] == f"p#{n}")).sum()) for n in (1, 2, 3)]
        assert table.loc[word, ["dp", "dp_norm"]].tolist() == pytest.approx(dispersion(counts, sizes))
    assert table.loc["活动", ["n", "articles", "of_articles"]].tolist() == [5, 3, 3]


def test_parts_by_another_route():
    words = type_words("读书 读书 读书 活动 的", "宣讲 活动 活动 的 的", "读书 的")
    articles = type_articles("读书会", "要闻", "读书会")
    table = compare_parts(words, articles, "column", "读书会")
    assert table[["word", "n", "of", "n_other", "of_other"]].values.tolist() == [["读书", 4, 7, 0, 5]]
    assert table["q"].isna().all()
    assert table["note"].str.startswith("no q: 1 articles on the smaller side").all()


def test_parts_with_texts_enough_have_q():
    texts = ["读书 读书 天 晴"] * 20 + ["宣讲 天 晴 雨"] * 20
    articles = type_articles(*["读书会"] * 20, *["要闻"] * 20)
    table = compare_parts(type_words(*texts), articles, "column", "读书会", "要闻")
    assert table["word"].tolist() == ["读书"]
    assert (table["q"] < 0.001).all()
    assert (table["note"] == "").all()
    tested = p_of_g2(g2([40, 0, 20, 20, 0], 80, [0, 20, 20, 20, 20], 80))  # 读书 宣讲 天 晴 雨
    assert table["q"].iloc[0] == pytest.approx(multipletests(tested, method="fdr_bh")[1][0])


def test_texts_not_tokens_make_a_word_key():
    texts = ["读书 " * 30, *["天 晴"] * 11, *["宣讲 天"] * 12]
    articles = type_articles(*["一"] * 12, *["二"] * 12)
    table = compare_texts(type_words(*texts), articles, "column", "一", least=3)
    assert table["word"].tolist() == ["晴"]  # 读书 has thirty occurrences, but in one article


def test_wrong_part_is_named():
    words, articles = type_words("天 晴"), type_articles("要闻")
    with pytest.raises(ValueError, match=r"^articles: none has column '副刊': choose among \['要闻'\]$"):
        compare_parts(words, articles, "column", "副刊")
    with pytest.raises(ValueError, match=r"^articles: no column 'paper' to compare by: it has article_id, .*$"):
        compare_parts(words, articles, "paper", "副刊")


def test_page_facts_to_compare_by():
    days = [("p", "2021-06-03", "2021-06-30"), ("q", "2021-06-28", "2021-07-02"), ("r", "", "")]
    pages = build("pages", [(p, "", "", 9, "日报", "", first, last, "given") for p, first, last in days])
    articles = build("articles", [(f"{p}#1", p, 1, "article", "", "", "", "", 9, 0.0) for p in "pqr"])
    facts = add_page_facts(articles, pages)
    assert facts[["newspaper", "year", "month"]].values.tolist() == [
        ["日报", "2021", "2021-06"],
        ["日报", "2021", ""],
        ["日报", "", ""],
    ]


def test_references():
    words = type_words("办实事 办实事 办实事 的 的 的 微信 微信 微信")
    for reference in (read_wordfreq(), read_jieba()):
        table = compare_reference(words, reference)
        assert table["word"].iloc[0] in {"办实事", "微信"}
        assert table["word"].iloc[-1] == "的"
    # the measured values of both lists, per million
    ranks = rank_keyness(words, [read_wordfreq(), read_jieba()]).set_index("word")
    assert ranks.loc["办实事", "per_million_wordfreq"] == pytest.approx(0.42, abs=0.2)
    assert ranks.loc["微信", "per_million_wordfreq"] == pytest.approx(70.8, rel=0.01)
    assert ranks.loc["微信", "per_million_jieba"] == 0


def test_rank_agreement_is_that_of_scipy():
    words = type_words("读书 " * 5 + "活动 " * 4 + "宣讲 " * 3 + "党史 " * 6 + "群众 " * 7)
    ranks = rank_keyness(words, [read_wordfreq(), read_jieba()])
    expected = spearmanr(ranks["log_ratio_wordfreq"], ranks["log_ratio_jieba"]).statistic
    assert agree_ranks(ranks)["rho"].tolist() == pytest.approx([expected])


def test_own_reference():
    assert make_reference("六月", type_words("读书 读书 天")) == ("六月", {"读书": 2.0, "天": 1.0}, 3.0)


def test_collocates_by_hand():
    words = type_words("甲 乙 读书 丙 丁。读书 乙", "读书 戊 己 庚 乙。乙 读书 读书 乙")
    table = find_collocates(words, "读书", window=2, least=1).set_index("word")
    # 乙: beside the first, the second, not the third (four words off), and both of the last two
    assert table.loc["乙", ["n", "n_word", "n_node"]].tolist() == [4, 5, 5]
    assert table.loc["丁", "n"] == 1
    assert "庚" not in table.index
    assert find_collocates(words, "读书", window=2).index.size == 1  # pairs of four and more only


def test_network_links_words_of_a_sentence():
    text = "。".join(["读书 活动 天"] * 5 + ["宣讲 党史"] * 4 + ["读书 党史"] * 1 + ["晴"] * 480)
    links = link_words(type_words(text), type_articles(""), least=3)
    assert links[["word", "other", "n"]].values.tolist() == [
        ["天", "活动", 5], ["读书", "天", 5], ["读书", "活动", 5], ["党史", "宣讲", 4]
    ]  # fmt: skip
    assert links["log_dice"].tolist() == pytest.approx(
        [14, 14 + np.log2(10 / 11), 14 + np.log2(10 / 11), 14 + np.log2(8 / 9)]
    )
    assert (links["community"] == links["other_community"]).all()
    assert links["community"].nunique() == 2


def test_signatures_and_shared_words():
    words = type_words("读书 读书 活动 天", "宣讲 宣讲 活动 活动", "")
    articles = type_articles("", "", "")
    signs = sign_articles(words, articles)
    assert signs[["article_id", "rank", "word", "n", "of", "n_other", "of_other"]].values.tolist() == [
        ["p#1", 1, "读书", 2, 4, 0, 4],
        ["p#2", 1, "宣讲", 2, 4, 0, 4],
        ["p#2", 2, "活动", 2, 4, 1, 4],
    ]
    shared = share_vocabulary(words, articles)
    assert shared[["article_id", "other_id", "both", "either", "shared"]].values.tolist() == [
        ["p#1", "p#2", 1, 4, "活动"],
        ["p#1", "p#3", 0, 3, ""],
        ["p#2", "p#3", 0, 2, ""],
    ]
    assert shared["cosine"].iloc[0] == pytest.approx(2 / np.sqrt(6 * 8))


def test_too_many_pairs_are_refused():
    articles = type_articles(*[""] * 201)
    with pytest.raises(ValueError, match=r"^articles: 201 make too many pairs: choose 200 or fewer$"):
        share_vocabulary(type_words(*["天"] * 201), articles)


def topical(n):
    """Articles of two kinds of words, and some of each in all."""
    kinds = ["读书 书香 阅读 图书 书店 书籍 读者 作家 文学 诗歌", "防汛 暴雨 水库 堤坝 抢险 洪水 降雨 水位 预警 转移"]
    return [f"{kinds[k % 2]} {kinds[k % 2].split()[k % 10]} 工作 全市" for k in range(n)]


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_topics_find_what_was_put_in(method):
    texts = topical(200)
    table = find_topics(type_words(*texts), type_articles(*[""] * 200), topics=2, method=method, seeds=3)
    found = {frozenset(group["word"]) for _, group in table.groupby("topic")}
    assert any("读书" in ten and "暴雨" not in ten for ten in found)
    assert table["steady"].min() > 0.6
    assert table.groupby("topic")["articles"].first().sum() == 200


def test_an_unknown_method_is_named():
    with pytest.raises(ValueError, match=r"^method='lsa': choose nmf or lda$"):
        find_topics(type_words(*topical(200)), type_articles(*[""] * 200), method="lsa")


def small_corpus(name):
    """One article, or one word, fewer than the statistic asks for."""
    asked = STATISTICS[name]
    articles = max(asked.articles - 1, 1)
    words = asked.words - 1 if asked.words else articles
    return type_words(" ".join(["天"] * words)), type_articles(*[""] * articles)


CALLS = {
    "compare_texts": lambda words, articles: compare_texts(words, articles, "column", ""),
    "find_topics": find_topics,
    "link_words": link_words,
}


def test_every_statistic_with_a_smallest_corpus_is_tested():
    assert set(CALLS) == set(STATISTICS) - {"find_x"}  # the example of the docstring


@pytest.mark.parametrize("name", CALLS)
def test_below_the_smallest_corpus_it_is_refused(name):
    words, articles = small_corpus(name)
    asked = STATISTICS[name]
    with pytest.raises(TooSmall) as problem:
        CALLS[name](words, articles)
    assert str(problem.value) == (
        f"{name} needs {asked.needs()}, here are {len(articles):,} articles and {len(words):,} words: "
        f"{asked.why}; use {asked.instead}"
    )


@pytest.mark.parametrize("name", CALLS)
def test_the_substitute_exists(name):
    import analysis.counts as counts
    import analysis.themes as themes

    assert hasattr(themes, STATISTICS[name].instead) or hasattr(counts, STATISTICS[name].instead)


def test_what_a_corpus_bears():
    table = explain_smallest(type_words("天 晴"), type_articles("")).set_index("statistic")
    assert not table.loc["find_topics", "holds"]
    assert table.loc["find_topics", "instead"] == "sign_articles"


WORDS = st.lists(st.sampled_from(["读书", "活动", "宣讲", "天", "晴"]), min_size=1, max_size=30)


@settings(deadline=None, max_examples=20)
@given(WORDS, WORDS)
def test_order_of_articles_does_not_matter(one, two):
    words = type_words(" ".join(one), " ".join(two))
    articles = type_articles("一", "二")
    swapped = pd.concat([words[words["article_id"] == "p#2"], words[words["article_id"] == "p#1"]], ignore_index=True)
    for call in (
        lambda w: compare_parts(w, articles, "column", "一", least=1),
        lambda w: measure_dispersion(w, articles, least=1),
        lambda w: sign_articles(w, articles, least=1),
        lambda w: share_vocabulary(w, articles),
        lambda w: find_collocates(w, "读书", least=1),
    ):
        pd.testing.assert_frame_equal(call(words), call(swapped))


@settings(deadline=None)
@given(WORDS)
def test_counts_of_collocates_by_another_route(one):
    words = type_words(" ".join(one))
    table = find_collocates(words, "读书", window=3, least=1)
    expected: Counter = Counter()
    for at, word in enumerate(one):
        if word == "读书":
            expected.update(set(one[max(0, at - 3) : at] + one[at + 1 : at + 4]) - {"读书"})
    assert dict(zip(table["word"], table["n"], strict=True)) == dict(expected)


SAME = """
import pandas as pd, sys
sys.path.insert(0, "tests")
from test_themes import type_words, type_articles, topical, link_words, find_topics, sign_articles
words, articles = type_words(*topical(200)), type_articles(*[""] * 200)
for table in (link_words(words, articles), find_topics(words, articles, topics=3, seeds=2), sign_articles(words, articles)):
    print(table.to_csv())
"""


@pytest.mark.slow
def test_same_bytes_whatever_hash_seed_or_threads():
    outputs = set()
    for seed, threads in (("0", "1"), ("7", "2")):
        environment = {"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
        run = subprocess.run([sys.executable, "-c", SAME], capture_output=True, env=environment, check=True)
        outputs.add(run.stdout)
    assert len(outputs) == 1


PAGES = Path(__file__).parents[1] / "docs" / "statistics"


def test_every_statistic_has_its_page():
    pages = {path.name: path.read_text("utf-8") for path in PAGES.glob("*.md")}
    index = pages.pop("README.md")
    for name, page in pages.items():
        assert f"({name})" in index
        assert all(f"**{part}.**" in page for part in ("Question", "Parameters", "Literature", "Smallest corpus")), name
    for name, asked in STATISTICS.items():
        if name in CALLS:
            declared = [page for page in pages.values() if f"declared at `{name}`" in page]
            assert len(declared) == 1
            assert asked.needs() in declared[0] or asked.needs().replace(" words", "") in declared[0]
            assert f"`{asked.instead}`" in declared[0]
