"""Numbers with a unit: the expressions, their values, and what only looks like one."""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from analysis.chinese import MYRIAD, UNIT, fold, read_number

DIGITS = "零〇一二两三四五六七八九"
# 千瓦 (kilowatt) and 千克 (kilogram) are units: their 千 is no thousand.
MULTIPLIER = r"(?:[十百万亿]|千(?![瓦米克伏卡赫帕焦])|兆(?![瓦赫帕比])|[多余几](?=[万亿]))"
ARABIC = rf"(?:\d{{1,3}}(?:[,，]\d{{3}})+(?![\d,，]*\d)(?:\.\d+)?|\d+(?:\.\d+)?)[多余]?{MULTIPLIER}*"
CHINESE = (
    rf"(?:[{DIGITS}廿卅十]|[百千万亿](?<=[上近数几逾超过约达].))(?:[{DIGITS}]|{MULTIPLIER})*(?:点[{DIGITS}]+[万亿]*)?"
)
# 数 (several), 几 (a few) and 上 (up to) make a number vague: 数百, 几十, 上千, 十几.
VAGUE = r"(?:若干|[数几](?:[十百千万亿]+[万亿]*)?|[上成][百千万亿]+(?:上[百千万亿])?|[二两三四五六七八九]?十几[万亿]?)"
NUMERAL = frozenset("0123456789." + DIGITS + "十百千")
NUMBER_START = rf"[\d{DIGITS}十百千万亿廿卅几数若上成]"
IN_NUMBER = rf"[\d{DIGITS}十百千万亿廿卅几数若上成兆点多余来干至到,，.—－\-～~–]"
VAGUE_START = re.compile(r"若干|[数几上成]|.?十几")
NEIGHBOURS = re.compile(rf"(十?)([{DIGITS[2:]}])([{DIGITS[2:]}])([十百千万亿]*)")  # 七八个 (seven or eight)
ROUGH = re.compile(r"[多余来几上近]")
NAMED = re.compile(r"[A-Za-z\d.第〇]$|[A-Za-z\u4e00-\u9fff]-$")
DASH = r"[至到—－\-～~–]{1,2}"
PERCENT_OF = re.compile(rf"百分之(?:[{DIGITS}十百]+(?:点[{DIGITS}]+)?|\d+(?:\.\d+)?)")
FRACTION = re.compile(rf"([{DIGITS}十百千万]+)分之([{DIGITS}十百千]+)")
# 多 and 一批 count vaguely, but only before a noun: 多项措施 (several measures), 一批项目 (a batch of projects).
SEVERAL = re.compile(
    r"多(?<![许更很众最大太不几繁诸颇\d十百千万亿]多)(?P<unit>[个名位家项所场次种条件处座支款起](?!样|数|元|发|人))"
    r"|一(?P<batch>大?(?:批|群)(?![发众])|系列)|若干(?P<some>[个名位家项所场次种条件处座支款户])?(?!年)"
)
ORDINAL = re.compile(
    rf"第(?P<number>\d+|[{DIGITS}十百千万]+)"
    r"(?:(?P<unit>阶段|期(?!间)|次|届|批|轮|季度|季|名|位|个|课(?!堂)|章|条(?!件))|(?P<name>[\u4e00-\u9fff]{0,4}(?:[中小]学|医院|书记|师|军|大队|监狱)))?"
)
# A number that is dialled: digits right before or behind a word for the line, and no unit.
IDENTIFIER = re.compile(
    r"(?<![\d.])\d{3,}(?=[\u4e00-\u9fff]{0,8}(?:热线|专线|电话(?!会)))|(?<=[话线号码打])[:：]?\d{3,}(?![\d.万亿年月日])"
)
LINE = re.compile(r"[话线号码打](?:[:：]?\d{3}|(?<=[热专]线|电话))")  # where none of these stands, nothing is dialled
QUOTED = re.compile(r"[“‘《「][^“”‘’《》「」]{1,40}[”’》」]")
REMEMBERED = 10_000  # numerals whose value is remembered


class Expression(NamedTuple):
    """form[i:j] is a number with its unit."""

    i: int
    j: int
    number: float | None
    number_to: float | None
    unit: str
    kind: str


@cache
def read_units() -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern of all units, longest first, and the kind of each.

    What may not or must follow a unit stands in the table: 条 is no unit in 条件
    (condition), 起 is one only before a word for an incident.
    """
    path = resources.files("analysis").joinpath("data/units.csv")
    rows = sorted(
        csv.DictReader(path.read_text("utf-8").splitlines()), key=lambda row: (-len(row["unit"]), row["unit"])
    )
    choices = []
    for row in rows:
        before = rf"(?!{row['not_before']})" if row["not_before"] else ""
        only = rf"(?={row['only_before']})" if row["only_before"] else ""
        unit = re.escape(fold(row["unit"]))
        # Stands behind the unit, for `re` skips by their first characters what cannot match.
        digit = rf"(?<=[\d万亿千百十多余几]{unit})" if row["numerals"] == "arabic" else ""
        choices.append(unit + digit + before + only)
    kinds = {fold(row["unit"]): row["kind"] for row in rows}
    return re.compile(rf"(?={_unit_start(kinds)})(?:{'|'.join(choices)})"), kinds


def _unit_start(units: Iterable[str]) -> str:
    """First characters of units: where none of these stands, none is tried."""
    return f"[{re.escape(''.join(sorted({unit[0] for unit in units})))}]"


@cache
def _quantity_pattern() -> re.Pattern[str]:
    units, start = read_units()[0].pattern, _unit_start(read_units()[1])
    number = rf"(?:{VAGUE}|{ARABIC}|{CHINESE})"
    return re.compile(
        # Most characters begin no number, and most numbers have no unit.
        rf"(?={NUMBER_START}{IN_NUMBER}*{start})"
        rf"(?P<number>{number})(?:(?P<unit_from>{units})?{DASH}(?P<to>{number}))?(?P<more>[多余来])?(?P<unit>{units})"
    )


@cache
def _formula() -> re.Pattern[str]:
    """四个意识 (four consciousnesses) is a formula: a small numeral, 个, and what 个 cannot count."""
    heads = "|".join(sorted(_column("formula_heads"), key=lambda head: (-len(head), head)))
    return re.compile(rf"[一二两三四五六七八九十]个(?:{heads})(?=[的、，,。；;和与”’]|$)")


@cache
def _idioms() -> AhoCorasick:
    idioms = [fold(idiom) for idiom in _column("numeral_idioms")]
    return AhoCorasick(idioms, MatchKind.LeftmostLongest, False, Implementation.DFA)


def _column(name: str) -> list[str]:
    path = resources.files("analysis").joinpath(f"data/{name}.csv")
    return [line.split(",")[0] for line in path.read_text("utf-8").splitlines()[1:]]


def _find_idioms(form: str) -> Iterator[Expression]:
    for _, i, j in _idioms().find_matches_as_indexes(form):
        if form[i - 1 : i] not in NUMERAL:  # 2万户 is 20,000 households, 千家万户 an idiom
            yield Expression(i, j, None, None, "", "idiom")


def _find_quantities(form: str) -> Iterator[Expression]:
    for match in _quantity_pattern().finditer(form):
        i = match.start()
        # Letters and hyphens make a name of a number: C919, 5G, M-777.
        if not NAMED.search(form, max(0, i - 2), i) and (expression := _quantity(match)):
            yield expression


def find_expressions(form: str) -> list[Expression]:
    """List numbers with units in a text, without overlaps; refused ones have a kind that does not count.

    >>> [(e.number, e.unit, e.kind) for e in find_expressions("三万五千元，12%，几十户，第八中学")]
    [(35000.0, '元', 'money'), (12.0, '%', 'percent'), (None, '户', 'vague'), (8.0, '', 'name')]
    """
    found = [*_find_idioms(form)]
    if "个" in form:
        found += [Expression(*m.span(), None, None, "", "slogan") for m in _formula().finditer(form)]
    found += [_ordinal(m) for m in ORDINAL.finditer(form)]
    found += _find_shares(form) if "分之" in form else []
    found += [Expression(*m.span(), None, None, _several_unit(m), "vague") for m in SEVERAL.finditer(form)]
    found += _find_quantities(form)
    if LINE.search(form):
        found += [Expression(*m.span(), None, None, "", "identifier") for m in IDENTIFIER.finditer(form)]
    return _without_overlaps(found) if len(found) > 1 else found


def _without_overlaps(found: list[Expression]) -> list[Expression]:
    """Those that meet none before them in the list, in the order of the text."""
    taken: list[Expression] = []
    covered = bytearray(max(expression.j for expression in found))
    for expression in found:
        i, j = expression[:2]
        if 1 not in covered[i:j]:
            covered[i:j] = b"\1" * (j - i)
            taken.append(expression)
    return sorted(taken)


def _find_shares(form: str) -> list[Expression]:
    """百分之五 (five per cent), 三分之一 (a third)."""
    shares = [Expression(*m.span(), _value(m[0][3:]), None, "%", "percent") for m in PERCENT_OF.finditer(form)]
    return shares + [e for m in FRACTION.finditer(form) if m[1] != "百" and (e := _fraction(m))]


def _ordinal(match: re.Match[str]) -> Expression:
    """第二次 (the second time) orders; in 第八中学 (No. 8 School) the number is part of a name."""
    kind = "name" if match["name"] else "ordinal"
    end = match.end("unit") if match["unit"] else match.end("number")
    return Expression(match.start(), end, _value(match["number"]), None, match["unit"] or "", kind)


def _several_unit(match: re.Match[str]) -> str:
    return match["unit"] or match["batch"] or match["some"] or ""


def _fraction(match: re.Match[str]) -> Expression | None:
    below, above = read_number(match[1]), read_number(match[2])
    if not below or above is None:
        return None
    return Expression(match.start(), match.end(), above / below, None, "", "percent")


def _quantity(match: re.Match[str]) -> Expression | None:
    """Value, unit and kind; None where 一 only introduces a noun (一个小伙子, a young man)."""
    number, unit, kind = match["number"], match["unit"], read_units()[1][match["unit"]]
    if number in ("一", "") and kind in ("count", "percent") and not match["to"]:
        return None
    if number == "一" and unit in ("度", "倍", "两"):
        return None
    if VAGUE_START.match(number):
        return Expression(match.start(), match.end(), None, None, unit, "vague")
    low, high = _value(number), _value(match["to"]) if match["to"] else None
    pair = NEIGHBOURS.fullmatch(number)
    if pair and _follows(pair[2], pair[3]):  # 七八个 (seven or eight), 三四十户 (thirty or forty)
        ten, times = 10 * bool(pair[1]), _times(pair[4])
        low, high = (ten + (read_number(pair[2]) or 0)) * times, (ten + (read_number(pair[3]) or 0)) * times
    if high is not None and low is not None and low < high and match["to"] and not match["unit_from"]:
        low = _share_multiplier(number, low, match["to"], high)
    return Expression(match.start(), match.end(), low, high, unit, kind)


def _follows(one: str, other: str) -> bool:
    return (read_number(other) or 0) - (read_number(one) or 0) == 1


def _times(multiplier: str) -> float:
    value = 1.0
    for character in multiplier:
        value *= UNIT.get(character) or MYRIAD[character]
    return value


def _share_multiplier(number: str, low: float, to: str, high: float) -> float:
    """3至5万元 is 30,000 to 50,000: the first number takes the 万 of the second."""
    tail = re.search(r"[万亿]+$", to)
    if not tail or number.endswith(("万", "亿")) or low * _times(tail[0]) > high:
        return low
    return low * _times(tail[0])


@lru_cache(maxsize=REMEMBERED)
def _value(text: str) -> float | None:
    """Plain value; 多 and 余 (and more) and 几 are left out: 2000多 is 2000."""
    text = ROUGH.sub("", text)
    whole, point, decimals = text.partition("点")
    if point:
        digits = re.fullmatch(rf"([{DIGITS}]+)([万亿]*)", decimals)
        if not digits:
            return None
        fraction = "".join(str(int(read_number(c) or 0)) for c in digits[1])
        return float(f"{int(read_number(whole) or 0)}.{fraction}") * _times(digits[2])
    value = read_number(text)
    return value if value is None else float(f"{value:.15g}")  # 2.47万亿 without the dust of binary fractions


def iterate_quoted(form: str) -> Iterator[tuple[int, int]]:
    """Short spans in marks: a number inside is part of a formula or a name."""
    for match in QUOTED.finditer(form):
        if match[0][0] == "《" or len(match[0]) <= 14:
            yield match.span()
