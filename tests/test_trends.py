"""Counts by period: the same on tables in memory, as CSV and as a Parquet dataset; gaps stay gaps."""

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

import analysis as an
from analysis.archive import Job, write_tables
from analysis.corpus import BadInput, texts
from analysis.handle import from_texts
from analysis.stored import read_stored
from tests.test_archive import write_archive

MARCH = "3月5日，内蒙古自治区各地开始春耕。"  # spring ploughing begins
RAIN = "各地普降喜雨，农民抓紧播种。"  # rain, and farmers sow


@pytest.fixture(scope="module")
def handles(tmp_path_factory):
    """One corpus in memory, as CSV, and as a dataset of several partitions."""
    folder = tmp_path_factory.mktemp("trends")
    archive = write_archive(folder / "a.jsonl", 40)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "CHARS", 600)
        for ending in ("csv", "parquet"):
            write_tables(Job(archive, folder / ending, ending))
    return [an.read_corpus(path) for path in (archive, folder / "csv", folder / "parquet")]


QUESTIONS = {
    "trend": lambda c: an.count_trend(c, "words", "text", ["春耕", "植树"]),
    "slogans": lambda c: an.count_trend(c, "slogans", "canonical", "我要读书", period="year"),
    "values": lambda c: an.count_by_period(c, "words", "text"),
    "places": lambda c: an.count_places_by_period(c),
    "activities": lambda c: an.count_activities_by_period(c),
    "keyness": lambda c: an.compare_periods(c, ("2022-01-01", "2022-06-30"), ("2022-07-01", "2022-12-31")),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_dataset_answers_like_tables_in_memory(handles, question):
    memory, *stored = (QUESTIONS[question](handle) for handle in handles)
    assert len(memory)
    for table in stored:
        pd.testing.assert_frame_equal(memory, table)


def test_a_sample_holds_every_kth_page_and_its_rows_and_still_answers_for_all(handles):
    memory, stored = handles[0], an.read_corpus(handles[2].folder)
    part = stored.sample(10)
    assert repr(part).startswith("Sample of 10 pages or records, ")
    assert repr(part).endswith(" characters: one in 4 of 40")
    chosen = memory.pages["page_id"].iloc[::4]
    assert part.pages["page_id"].tolist() == chosen.tolist()
    for name in ("words", "sentences", "places", "activities"):
        whole = getattr(stored, name)
        mine = whole[whole["article_id"].str.rsplit("#", n=1).str[0].isin(chosen)].reset_index(drop=True)
        pd.testing.assert_frame_equal(getattr(part, name), mine)
    kept = set(part.activities["activity_id"])
    assert {*part.links["activity_id"], *part.links["other_id"]} <= kept
    for ask in QUESTIONS.values():
        pd.testing.assert_frame_equal(ask(part), ask(stored))


def test_what_fits_into_memory_is_no_sample(handles):
    assert all(handle.sample(40) is handle for handle in handles)
    assert handles[0].sample(1) is handles[0]


def test_a_sample_of_nothing_is_refused(handles):
    for handle in handles:
        with pytest.raises(ValueError, match=r"^most=0: a sample has one page or more$"):
            handle.sample(0)


def test_a_csv_dataset_is_sampled_like_a_parquet_one(handles):
    csv, parquet = (handle.sample(10) for handle in handles[1:])
    pd.testing.assert_frame_equal(csv.words, parquet.words)


def write_months(months, extra=()):
    """One article a month, those of the last two with the word asked for."""
    days = {f"a{n}": f"2022-{month:02d}-01" for n, month in enumerate(months)} | dict(extra)
    words = {page: RAIN if n < len(months) - 2 else MARCH for n, page in enumerate(days)}
    return from_texts(words, "article", days)


@pytest.mark.parametrize(("lang", "columns"), [("en", 1), ("en", 2), ("zh", 1), ("zh", 2)])
def test_a_trend_is_drawn_with_its_gaps_and_leads_to_the_page(lang, columns):
    corpus = write_months([1, 2, 5, 6])
    question = ("words", "text", "春耕", "month")
    mentions = an.quote_trend(corpus, *question)
    plot = an.plot_trend(an.count_trend(corpus, *question), mentions, lang=lang, columns=columns)
    report = an.check_figure(plot)
    assert report[~report["passes"]].to_dict("records") == []
    assert plot.data[["label", "n", "of", "text"]].values.tolist() == [
        ["2022-05", 1, 1, "春耕"],
        ["2022-06", 1, 1, "春耕"],
    ]
    assert MARCH[plot.data["start"][0] : plot.data["end"][0]] == "春耕"
    lines = [line.get_xdata() for line in plot.figure.axes[0].lines if line.get_linewidth() == 0.8]
    assert len([xs for xs in lines if len(xs) == 2]) == 2  # January to February, May to June; no line over the gap


def test_two_periods_make_no_trend():
    corpus = write_months([1, 2, 2])
    question = ("words", "text", "春耕", "month")
    with pytest.raises(ValueError) as problem:  # noqa: PT011 - the whole text is compared
        an.plot_trend(an.count_trend(corpus, *question), an.quote_trend(corpus, *question))
    assert str(problem.value) == (
        "plot_trend needs 3 periods in which articles were published, here are 2: fewer make no trend; use count_trend"
    )


def test_the_period_is_the_longest_that_shows_a_course():
    assert an.choose_period(write_months([1, 2, 5])) == "month"
    assert an.choose_period(from_texts({str(y): RAIN for y in (2019, 2020, 2021)}, "article", YEARS)) == "year"
    assert an.choose_period(from_texts({"a": RAIN})) == "month"


YEARS = {"2019": "2019-05-01", "2020": "2020-05-01", "2021": "2021-05-01"}


def test_halves_are_cut_at_the_middle_day_and_need_twenty_articles_each():
    days = {str(n): f"2022-{1 + n // 10:02d}-05" for n in range(40)}
    corpus = from_texts({page: MARCH if int(page) < 20 else RAIN for page in days}, "article", days)
    found = an.compare_halves(corpus)
    same = an.compare_periods(corpus, ("2022-01-01", "2022-02-28"), ("2022-03-01", "2022-12-31"))
    pd.testing.assert_frame_equal(found, same)
    assert found.loc[found["word"] == "春耕", "n"].tolist() == [20]
    with pytest.raises(ValueError) as problem:  # noqa: PT011 - the whole text is compared
        an.compare_halves(write_months([1, 2, 3]))
    assert str(problem.value) == (
        "compare_halves needs 20 dated articles on either side of the middle day, here are 1 and 2: "
        "fewer differ by chance alone; use sign_articles"
    )


def test_a_dataset_is_asked_without_being_loaded(handles):
    QUESTIONS["trend"](handles[2])
    assert "words" not in handles[2].__dict__


def test_gaps_are_gaps_and_undated_articles_stand_last():
    days = {"a": "2021-11-30", "b": "2022-02-01", "c": "2022-02-28"}
    corpus = from_texts({"a": MARCH, "b": MARCH, "c": RAIN, "d": RAIN}, "article", days)
    trend = an.count_trend(corpus, "words", "text", "春耕")
    assert trend["period"].tolist() == ["2021-11", "2021-12", "2022-01", "2022-02", ""]
    assert trend["of"].tolist() == [1, 0, 0, 2, 1]
    assert trend["n"].tolist() == [1, 0, 0, 1, 0]
    assert trend["share"].isna().tolist() == trend["low"].isna().tolist() == [False, True, True, False, False]


def test_bands_are_wilsons():
    days = {str(n): "2022-02-01" for n in range(9)}
    corpus = from_texts({page: MARCH if int(page) < 2 else RAIN for page in days}, "article", days)
    trend = an.count_trend(corpus, "words", "text", "春耕").iloc[0]
    assert (trend["low"], trend["high"]) == pytest.approx(proportion_confint(2, 9, method="wilson"))


def test_a_page_that_may_belong_to_two_months_belongs_to_none(tmp_path):
    (tmp_path / "p.txt").write_text(f"春耕开始\n\n{MARCH}", "utf-8")
    (tmp_path / "pages.csv").write_text("page_id,published\np,2022-01-31/2022-02-01\n", "utf-8")
    corpus = an.read_corpus(tmp_path)
    assert an.count_trend(corpus, "words", "text", "春耕")["period"].tolist() == [""]
    assert an.count_trend(corpus, "words", "text", "春耕", period="year")["period"].tolist() == ["2022"]


def test_weeks_are_those_of_iso_8601():
    days = {"a": "2021-01-03", "b": "2021-01-04"}  # a Sunday and the Monday after
    corpus = from_texts({"a": MARCH, "b": MARCH}, "article", days)
    assert an.count_trend(corpus, "words", "text", "春耕", period="week")["period"].tolist() == ["2020-W53", "2021-W01"]


def test_keyness_between_periods_is_that_between_parts():
    days = {f"{n}": f"202{n % 2}-05-01" for n in range(16)}
    corpus = from_texts({page: MARCH if int(page) % 2 else RAIN for page in days}, "article", days)
    found = an.compare_periods(corpus, ("2021-01-01", "2021-12-31"), ("2020-01-01", "2020-12-31"))
    articles = corpus.articles.assign(year=corpus.articles["page_id"].map(days).str[:4])
    parts = an.compare_parts(corpus.words, articles, "year", "2021", "2020").set_index("word")
    shared = found[found["word"].isin(parts.index)].set_index("word").loc[parts.index]
    assert len(shared)
    for column in ("n", "of", "n_other", "of_other", "log_ratio", "low", "high", "g2"):
        assert shared[column].tolist() == pytest.approx(parts[column].tolist()), column
    assert found["q"].isna().all()  # eight articles a side


MISTAKES = [
    (
        lambda c: an.count_trend(c, "words", "word", "x"),
        "words.word cannot be counted by article: docs/codebook.md lists tables and columns",
    ),
    (
        lambda c: an.count_trend(c, "pages", "source", "x"),
        "pages.source cannot be counted by article: docs/codebook.md lists tables and columns",
    ),
    (
        lambda c: an.count_trend(c, "words", "text", "x", period="season"),
        "period 'season' is none of day, week, month, year",
    ),
    (
        lambda c: an.compare_periods(c, ("2020-01-01", "2020-12-31"), ("2020-12-31", "2021-12-31")),
        "('2020-01-01', '2020-12-31') and ('2020-12-31', '2021-12-31') overlap: a page would stand on both sides",
    ),
    (
        lambda c: an.compare_periods(c, ("2020-01-01", "2020-12-31"), ("2021-01-01", "2021-12-31")),
        "nothing was published from 2020-01-01 to 2020-12-31: choose other days",
    ),
]


@pytest.mark.parametrize(("ask", "message"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_one_line_with_its_cure(ask, message):
    corpus = from_texts({"a": MARCH}, "article", {"a": "2022-01-01"})
    with pytest.raises(ValueError) as problem:  # noqa: PT011 - the whole text is compared
        ask(corpus)
    assert str(problem.value) == message


def test_a_value_is_data_and_never_sql():
    corpus = from_texts({"a": MARCH}, "article", {"a": "2022-01-01"})
    assert an.count_trend(corpus, "words", "text", "') OR 1=1 --")["n"].tolist() == [0]


def test_a_table_too_large_for_memory_is_refused(handles, monkeypatch):
    monkeypatch.setattr("analysis.stored.MOST_ROWS", 10)
    with pytest.raises(BadInput, match=r"words\.parquet: has [\d,]+ rows, too many for the memory: count it with an\."):
        read_stored(handles[2].folder, "words")


def test_a_folder_with_a_quote_in_its_name_can_be_asked(tmp_path):
    write_tables(Job(write_archive(tmp_path / "a.jsonl", 3), tmp_path / "it's", "parquet"))
    assert an.read_corpus(tmp_path / "it's").query("SELECT count(*) AS n FROM pages")["n"].tolist() == [3]
