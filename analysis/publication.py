"""Publication: the window of days in which a page can have been printed, and the division it speaks for.

Given days are taken as they are. Otherwise the window is what all hints in the
text allow together: a printed date line, the latest day that is told as past,
anniversaries (建党N周年 is 1921 + N), weekdays that must fit a day. The province
is the one that most addresses lie in.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from analysis.chinese import CHINESE_NUMERAL, read_number
from analysis.readings import SEARCHED, Reading, read_paragraphs
from analysis.schema import build, check

NUMBER = rf"(?:\d{{1,4}}|{CHINESE_NUMERAL}{{1,5}})"
# Year one of what is celebrated: founding years, known facts of history.
FOUNDED = {
    r"(?:建党|中国共产党成立|党的?生日|中国共产党建党)": 1921,
    r"(?:建军|中国人民解放军建军|中国人民解放军成立)": 1927,
    r"(?:建团|中国共产主义青年团成立|共青团成立)": 1922,
    r"(?:新中国成立|中华人民共和国成立|建国|国庆)": 1949,
    r"(?:人民政协成立|中国人民政治协商会议成立)": 1949,
    r"改革开放": 1978,
    r"(?:抗战胜利|抗日战争胜利|中国人民抗日战争暨世界反法西斯战争胜利)": 1945,
    r"(?:红军)?长征胜利": 1936,
    r"(?:五四运动)": 1919,
    r"辛亥革命": 1911,
    r"香港回归(?:祖国)?": 1997,
    r"澳门回归(?:祖国)?": 1999,
    r"内蒙古自治区成立": 1947,
    r"新疆维吾尔自治区成立": 1955,
    r"广西壮族自治区成立": 1958,
    r"宁夏回族自治区成立": 1958,
    r"西藏自治区成立": 1965,
}
# One of these stands in every anniversary above; looked for first, since few paragraphs have one.
OCCASIONS = ["建党", "建军", "建团", "建国", "国庆", "生日", "成立", "改革", "胜利", "五四", "辛亥", "回归"]
ANNIVERSARY = re.compile(
    "|".join(rf"(?P<y{year}_{n}>{name})" for n, (name, year) in enumerate(FOUNDED.items())).join(["(?:", ")"])
    + rf"(?P<count>{NUMBER})(?:周)?年"
)
DAY = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:[（(]?\s*(?:星期|周)(?P<weekday>[一二三四五六日天]))?"
)
# A day that is announced, not told: 将于6月20日, 6月20日将.
COMING = re.compile(r"(?:将|拟|定于|预计|截止|报名|前将|起将|计划)\S{0,6}$")
COMING_AFTER = re.compile(r"\S{0,6}?(?:将|起实施|起施行|前完成|截止)")
THIS_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年(?=[^。]{0,12}今年)|今年[（(]?(?P<named>(?:19|20)\d{2})年?[）)]")
# A daily prints what happened last month at the latest; the bound is generous and ours.
NEWS_LASTS = 31
WEEKDAYS = {name: n for n, names in enumerate(["一", "二", "三", "四", "五", "六", "日天"]) for name in names}
FIRST, LAST = date(1900, 1, 1), date(2099, 12, 31)


class Hint(NamedTuple):
    """A hint in a paragraph: stretch of the form, and what it allows."""

    i: int
    j: int
    kind: str
    says_from: date | None
    says_to: date | None


def find_evidence(paragraphs: pd.DataFrame, pages: pd.DataFrame) -> pd.DataFrame:
    """List the hints at the day of publication, one row each, with what they allow.

    `conflict` is true where a hint contradicts the window of its page, given or
    inferred from the other hints. Days without a year are hints once the other
    hints settle the year.
    """
    check("pages", pages)
    given = {page: (start, end) for page, start, end in _columns(pages, "page_id", "published_from", "published_to")}
    hints: dict[str, list[tuple[Reading, Hint]]] = defaultdict(list)
    days: dict[str, list[tuple[Reading, re.Match[str]]]] = defaultdict(list)
    for reading in read_paragraphs(paragraphs, [*SEARCHED, "furniture"]):
        page = reading.article_id.rsplit("#", 1)[0]
        hints[page] += ((reading, hint) for hint in _plain_hints(reading))
        if "日" in reading.form:
            days[page] += ((reading, match) for match in DAY.finditer(reading.form))
    rows: list[tuple] = []
    for page, (start, end) in given.items():
        fixed = (date.fromisoformat(start), date.fromisoformat(end)) if start else None
        year = _year(fixed or _meet([hint for _, hint in hints[page]]))
        found = [*hints[page], *_latest_day(days[page], year, fixed)]
        window = fixed or _meet([hint for _, hint in found])
        rows += sorted((_row(page, reading, hint, window) for reading, hint in found), key=lambda row: row[1:3])
    return build("evidence", rows)


def _columns(table: pd.DataFrame, *names: str) -> Iterator[tuple]:
    return zip(*(table[name].tolist() for name in names), strict=True)


def _plain_hints(reading: Reading) -> Iterator[Hint]:
    """Hints that need no other: date lines, anniversaries, a year beside 今年."""
    form = reading.form
    for match in ANNIVERSARY.finditer(form) if "年" in form and any(word in form for word in OCCASIONS) else ():
        founded = next(int(name[1:5]) for name, found in match.groupdict().items() if found and name[0] == "y")
        count = read_number(match["count"])
        if count and count >= 5:
            year = founded + int(count)
            yield Hint(match.start(), match.end(), "anniversary", date(year, 1, 1), date(year, 12, 31))
    for match in THIS_YEAR.finditer(form) if "今年" in form else ():
        if match["named"]:
            year = int(match["named"])
            yield Hint(match.start(), match.end(), "year", date(year, 1, 1), date(year, 12, 31))
        else:
            yield Hint(match.start(), match.end(), "year", date(int(match["year"]), 1, 1), None)
    if reading.role == "furniture":
        for match in DAY.finditer(reading.form):
            day = _read_day(match, int(match["year"] or 0))
            if day:
                yield Hint(match.start(), match.end(), "dateline", day, day)


def _read_day(match: re.Match[str], year: int) -> date | None:
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _meet(hints: list[Hint]) -> tuple[date, date]:
    """The window that the hints allow together.

    Where they contradict each other a date line holds, then the year that
    anniversaries name most often.
    """
    for kinds in (("dateline",), ("anniversary", "year", "latest_day"), ("anniversary",), ("latest_day", "year")):
        chosen = [hint for hint in hints if hint.kind in kinds]
        start = max((hint.says_from for hint in chosen if hint.says_from), default=FIRST)
        end = min((hint.says_to for hint in chosen if hint.says_to), default=LAST)
        if chosen and start <= end:
            return start, end
    return FIRST, LAST


def _year(window: tuple[date, date]) -> int:
    """The year of the window, 0 if it is not settled."""
    return window[1].year if window[0].year == window[1].year else 0


def _latest_day(
    days: list[tuple[Reading, re.Match[str]]], year: int, fixed: tuple[date, date] | None
) -> Iterator[tuple[Reading, Hint]]:
    """The latest day told as past, and weekdays printed with a day."""
    told: list[tuple[date, Reading, re.Match[str]]] = []
    for reading, match in days:
        if reading.role == "furniture":
            continue
        day = _read_day(match, int(match["year"] or year))
        if day and match["weekday"]:
            fits = day.weekday() == WEEKDAYS[match["weekday"]]
            yield reading, Hint(*match.span(), "weekday", day.replace(month=1, day=1), None if fits else FIRST)
        form, ahead = reading.form, match.start()
        if day and not COMING.search(form[max(0, ahead - 12) : ahead]) and not COMING_AFTER.match(form, match.end()):
            told.append((day, reading, match))
    if told:
        day, reading, match = max(told, key=lambda found: (found[0], -found[1].span(*found[2].span())[0]))
        yield reading, Hint(*match.span(), "latest_day", day, day + timedelta(NEWS_LASTS))


def _row(page: str, reading: Reading, hint: Hint, window: tuple[date, date]) -> tuple:
    conflict = (hint.says_from or FIRST) > window[1] or (hint.says_to or LAST) < window[0]
    start, end = reading.span(hint.i, hint.j)
    said = (day.isoformat() if day and day != FIRST else "" for day in (hint.says_from, hint.says_to))
    corrected = reading.corrected(hint.i, hint.j)
    return (page, start, end, reading.quote(hint.i, hint.j), hint.kind, *said, conflict, "", pd.NA, corrected)


def date_pages(pages: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """The pages with a publication window: the given one, else what the evidence allows together.

    The basis says given, inferred or none. A window inferred from one end only
    stays open at the other.
    """
    check("pages", pages)
    check("evidence", evidence)
    hints: dict[str, list[Hint]] = defaultdict(list)
    for page, kind, start, end in _columns(evidence, "page_id", "kind", "says_from", "says_to"):
        if kind != "weekday":
            hints[page].append(Hint(0, 0, kind, _day(start), _day(end)))
    rows = []
    for page, start, end, basis in _columns(pages, "page_id", "published_from", "published_to", "published_basis"):
        if not start and hints[page]:
            window = _meet(hints[page])
            start, end = (day.isoformat() if day not in (FIRST, LAST) else "" for day in window)
            basis = "inferred" if start or end else "none"
        rows.append((start, end, basis))
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    names = ("published_from", "published_to", "published_basis")
    return pages.assign(
        **{n: pd.Series(list(c), dtype="str", index=pages.index) for n, c in zip(names, columns, strict=True)}
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def locate_pages(pages: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The pages with the division they speak for: the given one, else the province that most addresses lie in.

    An address counts once, by its deepest member. No province is inferred where
    two are named equally often, or none more than once.
    """
    check("pages", pages)
    counts = _addresses(places).groupby(["page_id", "province"], sort=False).size().reset_index(name="n")
    most = counts[counts["n"] == counts.groupby("page_id")["n"].transform("max")]
    sure = most[(most["n"] > 1) & ~most["page_id"].duplicated(keep=False)]
    inferred = dict(zip(sure["page_id"], sure["province"], strict=True))
    regions = [region or inferred.get(page, "") for page, region in _columns(pages, "page_id", "region")]
    return pages.assign(region=pd.Series(regions, dtype="str", index=pages.index))


def _addresses(places: pd.DataFrame) -> pd.DataFrame:
    """The mentions that count as addresses, with the province each lies in."""
    check("places", places)
    heads = places["chain_head"] | places["chain"].isna()
    counted = places[heads & (places["adcode"].str.len() >= 6) & places["sense"].isin(["literal", "actor"])]
    page, province = counted["article_id"].str.rsplit("#", n=1).str[0], counted["adcode"].str[:2] + "0000"
    return counted[["start", "end", "text", "match", "corrected"]].assign(page_id=page, province=province)


def add_regions(evidence: pd.DataFrame, pages: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The hints at the day together with those at the region: a row per page and province, at its first address.

    One row, with the number of addresses, stands for all of them, so that an
    archive's table grows by its pages and not by its place names. `conflict` is
    true where the page speaks for another province.
    """
    check("evidence", evidence)
    region = dict(zip(pages["page_id"], pages["region"], strict=True))
    addresses = _addresses(places)
    # 全区 (the whole region) is understood through other addresses: one that names a place is quoted if there is any.
    order = addresses.assign(pointing=addresses["match"] == "deictic").sort_values(["pointing", "start"], kind="stable")
    groups = order.groupby(["page_id", "province"], sort=False)
    first = groups.head(1).merge(groups.size().reset_index(name="n"), on=["page_id", "province"])
    columns = ("page_id", "start", "end", "text", "province", "n", "corrected")
    rows = [
        (page, start, end, text, "region", "", "", region[page][:2] not in ("", code[:2]), code, n, corrected)
        for page, start, end, text, code, n, corrected in _columns(first, *columns)
    ]
    found = pd.concat([evidence, build("evidence", rows)], ignore_index=True) if rows else evidence
    rank = found["page_id"].map({page: n for n, page in enumerate(pages["page_id"])})
    return found.assign(rank=rank).sort_values(["rank", "start"], kind="stable", ignore_index=True).drop(columns="rank")
