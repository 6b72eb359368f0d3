"""Gazetteer: divisions, names, towns and villages, boundaries, GeoJSON."""

import json

import pytest

from analysis import gazetteer


def test_the_counts_of_the_divisions():
    assert [len(gazetteer.divisions(level)) for level in ("province", "prefecture", "county")] == [34, 333, 2887]
    assert len(gazetteer.divisions("prefecture", under="150000")) == 12
    assert len(gazetteer.divisions("county", under="150000")) == 103  # 23 区, 11 市, 17 县, 49 旗, 3 自治旗
    assert len(gazetteer.known_towns()) == 41352


def test_every_division_has_a_parent_a_name_and_a_romanised_name():
    for level in ("province", "prefecture", "county"):
        table = gazetteer.divisions(level)
        assert table["name"].ne("").all()
        assert table["english"].ne("").all()
        assert table["parent"].ne("").all() or level == "province"


@pytest.mark.parametrize(
    ("adcode", "path"),
    [
        ("110105", "北京市/朝阳区"),
        ("419001", "河南省/济源市"),
        ("441900003", "广东省/东莞市/东城街道"),
        ("710009", "台湾省/台北市"),
        ("810104", "香港特别行政区/观塘区"),
    ],
)
def test_paths(adcode, path):
    assert gazetteer.path(adcode) == path


@pytest.mark.parametrize(
    ("adcode", "english"),
    [("150100", "Hohhot"), ("150600", "Ordos"), ("152500", "Xilingol"), ("610100", "Xi'an"), ("230100", "Harbin")],
)
def test_official_romanisations(adcode, english):
    assert gazetteer.division(adcode).english == english


def test_no_alias_of_the_draft_list_stands_for_two_divisions():
    names = gazetteer.division_names()
    assert [reading.adcode for reading in names["达茂旗"]] == ["150223"]
    assert [reading.adcode for reading in names["锡盟"]] == ["152500"]


def test_former_names_keep_their_year():
    (reading,) = gazetteer.division_names()["伊克昭盟"]
    assert (reading.adcode, reading.match) == ("150600", "alias")
    assert reading.until


def test_a_town_without_a_point_has_its_countys():
    assert gazetteer.point("150422404")[2] == "county"
    assert gazetteer.point("150422100")[2] == "town"


def test_boundaries_are_read_and_valid():
    counties = gazetteer.read_boundaries("county", "150400")
    assert len(counties) == 12
    assert counties.geometry.is_valid.all()
    assert counties.crs.to_epsg() == 4326
    west, south, east, north = counties.total_bounds
    assert (115, 41) < (west, south) < (east, north) < (122, 46)


def test_boundaries_of_any_geojson(tmp_path):
    file = tmp_path / "own.geojson"
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    feature = {"type": "Feature", "properties": {"adcode": "150400"}, "geometry": square}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    own = gazetteer.read_boundaries("prefecture", "150000", str(file))
    assert own[["adcode", "name", "english"]].values.tolist() == [["150400", "赤峰市", "Chifeng"]]


def test_errors_say_what_is_wanted(tmp_path):
    file = tmp_path / "own.geojson"
    feature = {"type": "Feature", "properties": {}, "geometry": None}
    file.write_text(json.dumps({"features": [feature]}), "utf-8")
    with pytest.raises(ValueError, match=r"own\.geojson") as caught:
        gazetteer.read_boundaries("county", file=str(file))
    assert str(caught.value) == (
        "own.geojson: every feature needs a property 'adcode' (six digits), and there must be some"
    )
    with pytest.raises(ValueError, match="divisions") as caught:
        gazetteer.divisions("town")
    assert str(caught.value) == "divisions: level 'town' is not one of province, prefecture, county"
