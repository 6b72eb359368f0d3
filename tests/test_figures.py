"""Figures: the same bytes each time, nothing touching or clipped, every mark traceable, no font but ours."""

import hashlib
import json
import random
import re
import subprocess
import sys
import warnings

import matplotlib
import pandas as pd
import pytest
from drawn import RAW, make_study
from matplotlib.patches import Circle

from analysis.figures import (
    check_figure,
    plot_cloud,
    plot_dispersion,
    plot_ladder,
    plot_layers,
    plot_map,
    plot_matrix,
    plot_page,
    plot_periods,
    plot_quantities,
    plot_timeline,
    plot_tree,
    plot_words,
    save_figure,
    trace,
    write_manifest,
)
from analysis.figures.maps import plot_map as whole_map
from analysis.figures.placing import find_room
from analysis.figures.plot import fit, text_width
from analysis.figures.style import JOURNALS, styled
from analysis.gazetteer import divisions, point, read_boundaries
from analysis.geography import Extent
from analysis.schema import TABLES, build

STUDY = make_study()
PLOTS = {
    "page": lambda s, **k: plot_page(s.paragraphs, s.articles, s.defects, **k),
    "words": lambda s, **k: plot_words(s.words, s.articles, **k),
    "cloud": lambda s, **k: plot_cloud(s.words, **k),
    "map": lambda s, **k: plot_map(s.places, **k),
    "timeline_actor": lambda s, **k: plot_timeline(s.activities, s.dates, s.articles, **k),
    "timeline_place": lambda s, **k: plot_timeline(s.activities, s.dates, s.articles, by="place", **k),
    "timeline_article": lambda s, **k: plot_timeline(s.activities, s.dates, s.articles, by="article", **k),
    "tree": lambda s, **k: plot_tree(s.places, **k),
    "matrix": lambda s, **k: plot_matrix(s.places, s.articles, **k),
    "layers": lambda s, **k: plot_layers(s.places, s.activities, **k),
    "ladder": lambda s, **k: plot_ladder(s.organisations, **k),
    "dispersion": lambda s, **k: plot_dispersion(s.words, s.paragraphs, s.articles, **k),
    "quantities": lambda s, **k: plot_quantities(s.quantities, **k),
    "periods": lambda s, **k: plot_periods(s.places, s.pages, **k),
}
EMPTY = type(STUDY)(**{name: build(name, []) for name in TABLES})


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.parametrize(("lang", "columns"), [("en", 1), ("zh", 2)])
def test_an_editor_would_take_it(name, lang, columns):
    report = check_figure(PLOTS[name](STUDY, lang=lang, columns=columns))
    assert report[~report["passes"]].to_dict("records") == []


@pytest.mark.slow
@pytest.mark.parametrize("journal", JOURNALS)
@pytest.mark.parametrize("name", PLOTS)
def test_every_journal(name, journal):
    for lang in ("en", "zh"):
        for columns in (1, 2):
            report = check_figure(PLOTS[name](STUDY, lang=lang, journal=journal, columns=columns))
            assert report[~report["passes"]].to_dict("records") == []


@pytest.mark.parametrize("name", PLOTS)
def test_nothing_to_draw_is_drawn_without_error(name):
    plot = PLOTS[name](EMPTY)
    assert len(plot.data) == 0
    assert plot._repr_png_().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", PLOTS)
def test_random_marks_lead_to_the_page(name):
    plot = PLOTS[name](STUDY)
    assert list(plot.data.columns[:2]) == ["mark", "label"]
    assert sorted(set(plot.data["mark"])) == list(range(1, plot.data["mark"].max() + 1))
    for mark in random.Random(7).sample(sorted(set(plot.data["mark"])), min(5, plot.data["mark"].nunique())):
        for row in plot.data[plot.data["mark"] == mark].itertuples():
            assert RAW[row.start : row.end].replace("\n", "") == row.text
        sentences = trace(plot, mark, STUDY.sentences)
        assert len(sentences)
        assert set(sentences["article_id"]) <= set(plot.data.loc[plot.data["mark"] == mark, "article_id"])


def test_trace_by_label_and_its_refusal():
    plot = PLOTS["words"](STUDY)
    assert trace(plot, "夜读", STUDY.sentences)["text"].str.contains("夜读").all()
    with pytest.raises(ValueError, match=r"^mark=9: the figure has no such mark; its data has marks 1 to 3$"):
        trace(plot, 9, STUDY.sentences)


@pytest.mark.parametrize("name", ["words", "map", "timeline_actor"])
def test_same_bytes_again(name, tmp_path):
    first = save_figure(PLOTS[name](STUDY), "a", tmp_path / "one", strict=True)
    second = save_figure(PLOTS[name](STUDY), "a", tmp_path / "two", strict=True)
    assert first.receipt == second.receipt
    assert [name for name, _ in first.receipt] == [
        *(f"a_{lang}.{ending}" for lang in ("en", "zh") for ending in ("pdf", "svg", "png")),
        "data/a.csv",
        "captions/a.md",
    ]
    assert all(sha(tmp_path / "one" / name) == value for name, value in first.receipt)


SCRIPT = """
import sys
from drawn import make_study
from analysis.figures import plot_timeline, save_figure
s = make_study()
print(save_figure(plot_timeline(s.activities, s.dates, s.articles), "a", sys.argv[1]).receipt)
"""


def test_neither_hash_seed_nor_matplotlibrc_matters(tmp_path):
    (tmp_path / "matplotlibrc").write_text(
        "font.family: serif\nfont.size: 30\naxes.facecolor: red\nsvg.fonttype: none\n"
    )
    out = []
    for seed, rc in (("1", None), ("2", tmp_path)):
        env = {"PYTHONHASHSEED": seed, "PATH": "", "HOME": str(tmp_path), "PYTHONPATH": "tests"}
        env |= {"MATPLOTLIBRC": str(rc)} if rc else {}
        run = [sys.executable, "-c", SCRIPT, str(tmp_path / seed)]
        out.append(subprocess.run(run, env=env, capture_output=True, text=True, check=True).stdout)
    assert out[0] == out[1]


def test_drawing_leaves_the_settings_alone(tmp_path):
    before = dict(matplotlib.rcParams)
    save_figure(PLOTS["words"](STUDY), "a", tmp_path)
    assert dict(matplotlib.rcParams) == before


def test_a_missing_glyph_is_a_sign_with_a_warning_or_an_error(tmp_path):
    words = build("words", [("p#1", 1, 0, 2, "\U000e0000夜", "n", "")])
    with pytest.warns(UserWarning, match=r"^the font has no glyph for \U000e0000: printed as 〓$"):
        plot = plot_words(words, STUDY.articles, lang="zh")
    assert plot.missing == "\U000e0000"
    assert check_figure(plot).set_index("rule").loc["missing glyphs", "passes"] == False  # noqa: E712
    assert any(text.get_text() == "〓夜" for text in plot.figure.axes[0].texts)
    with pytest.raises(ValueError, match=r"^a: the font has no glyph for \U000e0000 U\+E0000; strict=False prints 〓$"):
        save_figure(plot, "a", tmp_path, strict=True)
    assert list(tmp_path.iterdir()) == []


def test_markup_of_mathematics_in_the_corpus_stays_text():
    words = build("words", [("p#1", 1, 0, 5, "$x_1$", "n", "")])
    plot = plot_words(words, STUDY.articles, lang="zh")
    assert "$x_1$" in [text.get_text() for text in plot.figure.axes[0].texts]
    plot._repr_png_()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lang": "fr"}, "lang='fr': figures speak 'en' and 'zh'"),
        (
            {"journal": "cell"},
            "journal='cell': the presets are 'generic', 'nature', 'elsevier', 'plos', 'chinese'",
        ),
        ({"columns": 3}, "columns=3: a figure takes 1 or 2 columns"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        PLOTS["words"](STUDY, **options)


def test_preflight_refuses_what_an_editor_would():
    plot = PLOTS["words"](STUDY)
    with styled(JOURNALS["generic"]):
        plot.figure.axes[0].text(3, 3, "tiny", fontsize=3)
        plot.figure.axes[0].text(-30, 3, "cut", fontsize=7)
        plot.figure.axes[0].text(3, 3, "over", fontsize=7)
        plot.figure.axes[0].plot([0, 1], [0, 1], lw=0.1)
    plot = plot._replace(series=(("a", "#D55E00", "s"), ("b", "#009E73", "s")))
    report = check_figure(plot, "elsevier").set_index("rule")["passes"]
    refused = set(report[~report].index)
    assert refused == {"width", "line width", "text size", "overlapping text", "clipped text", "told apart in grey"}


def test_manifest_names_what_decides_bytes(tmp_path):
    save_figure(PLOTS["words"](STUDY), "1_words", tmp_path)
    manifest = json.loads(write_manifest(tmp_path).read_text("utf-8"))
    assert set(manifest["drawn_with"]) == {"matplotlib", "freetype", "pillow", "wordcloud", "font_sha256"}
    entry = manifest["files"]["1_words_zh.png"]
    assert entry["w_mm"] == pytest.approx(183, abs=0.2)
    assert entry["data_sha256"] == sha(tmp_path / "data" / "1_words.csv")
    assert entry["sha256"] == sha(tmp_path / "1_words_zh.png")
    assert set(manifest["files"]["1_words_en.pdf"]) == {"sha256", "data_sha256", "w_mm", "h_mm"}


def test_pdf_text_can_be_searched_and_svg_needs_no_font(tmp_path):
    save_figure(PLOTS["timeline_actor"](STUDY), "a", tmp_path)
    pdf = (tmp_path / "a_zh.pdf").read_bytes()
    assert b"/ToUnicode" in pdf
    assert b"NotoSansSC" in pdf
    assert "<text" not in (tmp_path / "a_zh.svg").read_text("utf-8")


def test_bars_are_as_long_as_their_counts():
    plot = PLOTS["words"](STUDY)
    counts = {label: int(n) for label, n in zip(plot.data["label"], plot.data["n"], strict=True)}
    assert counts == {"夜读": 2, "图书馆": 1, "清淤": 1}


def test_timeline_has_five_kinds_of_marks():
    plot = PLOTS["timeline_actor"](STUDY)
    assert plot.data["kind"].tolist() == ["day", "interval", "recurring", "window", "window", "undated", "rhetorical"]
    written = [text.get_text() for text in plot.figure.axes[0].texts]
    assert any("近百年" in text for text in written)
    assert "5\nFr" in written


def test_an_old_act_does_not_stretch_the_axis():
    rows = STUDY.activities.copy()
    rows.loc[1, ["from_date", "to_date", "date_type"]] = ["1949-10-01", "1949-10-01", "day"]
    written = [t.get_text() for t in plot_timeline(rows, STUDY.dates, STUDY.articles).figure.axes[0].texts]
    assert any("Mar 2021" in text for text in written)
    assert not any("1949" in text for text in written)


def mention(n, adcode):
    x, y, level = point(adcode)
    fixed = (adcode, level, "", x, y, level, "exact", "unique", "high", "", "literal", n, True)
    return ("p#1", 10 * n, 10 * n + 3, "某县", "某县", *fixed)


def test_map_with_a_mention_in_each_county_of_a_region():
    from shapely.geometry import Point

    counties = divisions("county", "150000")
    places = build("places", [mention(n, code) for n, code in enumerate(counties["adcode"])])
    plot = whole_map(places, extent=Extent("province", ("150000",), "county"))
    assert plot.data["n"].tolist() == [1] * 103
    assert set(plot.data["kind"]) == {"division"}
    shapes = dict(zip(*(read_boundaries("county", "150000")[c] for c in ("adcode", "geometry")), strict=True))
    assert all(shapes[code].contains(Point(*point(code)[:2])) for code in counties["adcode"])
    report = check_figure(plot).set_index("rule")["passes"]
    assert report.all()


def test_map_says_what_it_leaves_out():
    places = build("places", [mention(n, code) for n, code in enumerate(["330100"] * 12 + ["330000", "440100"])])
    plot = plot_map(places)
    assert plot.data.groupby("kind")["label"].first().to_dict() == {
        "division": "杭州市",
        "outside": "广州市",
        "region": "浙江省",
    }
    assert any("Not drawn: 1 name Zhejiang only, 1 outside" in t.get_text() for t in plot.figure.axes[0].texts)


def test_a_name_finds_a_place_that_touches_nothing():
    taken = [(50.0, 45.0, 70.0, 55.0)]
    place = find_room((10.0, 3.0), (49.0, 50.0), 1.0, taken, (100.0, 100.0))
    assert place is not None
    assert place[0] + 10 <= 50.0 or place[1] + 3 <= 45 or place[1] >= 55
    assert find_room((200.0, 3.0), (49.0, 50.0), 1.0, taken, (100.0, 100.0)) is None


def test_fit_never_exceeds_the_width():
    for text in ("呼啸山庄与傲慢与偏见", "Wuthering Heights", "短"):
        for width in (4.0, 10.0, 20.0):
            cut = fit(text, 7, width)
            assert len(cut) == 1 or text_width(cut, 7) <= width


def test_a_plot_shows_itself_the_same_each_time():
    plot = PLOTS["cloud"](STUDY)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert plot._repr_png_() == PLOTS["cloud"](STUDY)._repr_png_()
    assert repr(plot) == "Plot: Cloud of the 3 commonest words. [3 marks, 4 rows behind them]"


def test_the_nation_has_its_inset_ten_dashes_and_says_what_it_is():
    codes = ["330100", "440100", "110101", "150400", "650100", "460100", "510100", "710000"]
    places = build("places", [mention(n, code) for n, code in enumerate(codes)])
    plot = plot_map(places, lang="zh", approval="GS(0000)0号")
    main, sea = plot.figure.axes
    assert len(sea.lines) == 10
    assert any("示意图，非标准底图。审图号：GS(0000)0号" in text.get_text() for text in main.texts)
    assert not any("审图号" in text.get_text() for text in plot_map(places).figure.axes[0].texts)
    taiwan = [patch for patch in main.patches if isinstance(patch, Circle)]
    left = sea.get_window_extent().x0
    assert all(patch.get_window_extent().x1 < left for patch in taiwan)
    assert check_figure(plot)["passes"].all()


def test_boundaries_of_ones_own(tmp_path):
    square = [[[119.0, 29.0], [121.0, 29.0], [121.0, 31.0], [119.0, 31.0], [119.0, 29.0]]]
    feature = {
        "type": "Feature",
        "properties": {"adcode": 330100},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    file = tmp_path / "own.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    plot = plot_map(STUDY.places, extent=Extent("province", ("330000",), "prefecture"), boundaries=str(file))
    assert dict(zip(plot.data["label"], plot.data["kind"], strict=True)) == {
        "杭州市": "division",
        "嘉兴市": "division",
        "宁波市": "division",
    }


def test_maps_by_period_share_one_scale_and_say_how_much_was_printed():
    days = {"a": "2020-03-01", "b": "2020-05-01", "c": "2021-01-01"}
    pages = build("pages", [(page, "", "", 9, "", "", day, day, "given") for page, day in days.items()])
    undated = build("pages", [("d", "", "", 9, "", "", "2020-12-01", "2021-02-01", "inferred")])
    rows = [(f"{page}#1", *mention(n, "330106")[1:]) for n, page in enumerate("aabcd")]
    plot = plot_periods(build("places", rows), pd.concat([pages, undated], ignore_index=True), lang="zh")
    assert plot.data.groupby("period")["n"].first().to_dict() == {"2020": 3, "2021": 1}
    assert [axes.texts[0].get_text() for axes in plot.figure.axes[:2]] == ["2020（2版）", "2021（1版）"]
    radii = [max(p.radius for p in axes.patches) for axes in plot.figure.axes[:2]]
    assert radii[0] ** 2 / radii[1] ** 2 == pytest.approx(3)
    assert check_figure(plot)["passes"].all()
