"""Maps: symbols whose area is the number of addresses, on the divisions of the region."""

import math
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from analysis.figures.nation import draw_sea
from analysis.figures.outlines import Land, read_land, set_land
from analysis.figures.placing import Box, draw_leader, find_room, measure
from analysis.figures.plot import KEYS, Caption, Drawing, drawn, mm_axes, text_width
from analysis.figures.style import BLUE, FAINT, GREY, INK, Style, open_style
from analysis.gazetteer import division, holds
from analysis.geography import COUNTED, Extent, choose_extent, count_chains, roll_up
from analysis.labels import label, name_place
from analysis.schema import check

BORDER = "#a0a0a0"
FOOT = 9.0  # mm for the key below the map
NARROW = 100.0  # mm: below it the key takes two lines
TALLEST = 0.72  # of the width: a map that fills the page tells no more
LARGEST = 0.045  # of the width: radius of the largest symbol
NAMED = 20  # divisions up to which those without a symbol are named too


class Symbol(NamedTuple):
    """A division with its addresses: how many, how many surely there, and its point in mm."""

    adcode: str
    n: int
    sure: int
    finer: bool  # known at the level of the map; otherwise only its parent is
    x: float
    y: float


@drawn
def plot_map(
    places: pd.DataFrame,
    *,
    extent: Extent | None = None,
    boundaries: str | None = None,
    approval: str = "",
    lang: str = "en",
    journal: str = "generic",
    columns: int = 2,
) -> Drawing:
    """Draw how many addresses fall into each division, the area of a symbol being their number.

    Each address counts once. A full circle is sure; a broken ring adds what is
    doubtful; an empty circle stands at the point of a division of which no part
    is named. Without `extent` the map shows the smallest region that holds nine
    in ten; what lies outside, or is known no better than the region, is said
    below it. `boundaries` is a GeoJSON to use instead of the built-in set.

    A map of the nation has the inset and the ten dashes, is marked as schematic
    (示意图), and bears a number of approval (审图号) only if `approval` gives one:
    such a number is for the unchanged official map.
    """
    style = open_style(lang, journal, columns)
    check("places", places)
    extent = extent or choose_extent(places)
    land = set_land(
        read_land(extent.level, extent.adcodes, boundaries or ""),
        style.width,
        min(style.journal.height - 40, style.width * TALLEST),
    )
    rows = map_rows(places, extent, land)
    symbols = make_symbols(rows, land)
    unit = symbol_unit(symbols, style)
    height = land.height + _foot(style) + 2 * max([unit * math.sqrt(s.n) for s in symbols], default=0)
    figure = style.sheet(height)
    axes = mm_axes(figure, (0, 0, style.width, height))
    edges = PathCollection(list(land.outlines.values()), fc=FAINT, ec=BORDER, lw=max(0.4, style.journal.line))
    axes.add_collection(edges)
    inset = draw_sea(figure, axes, style, land, boundaries or "") if extent.kind == "nation" else None
    draw_symbols(axes, symbols, unit)
    unnamed = _draw_labels(figure, axes, style, land, (symbols, unit, inset))
    _draw_key(axes, style, land, symbols, unit)
    note = _note(style, extent, rows, approval)
    axes.text(3, height - 1.5, note, va="bottom", fontsize=style.journal.small, color=GREY)
    return Drawing(figure, _data(rows), _caption(style, extent, rows, places, unnamed))


def map_rows(places: pd.DataFrame, extent: Extent, land: Land) -> pd.DataFrame:
    """Addresses with the division that they count for, and whether the map shows it."""
    chains = count_chains(places)
    codes = roll_up(chains["adcode"], extent.level)
    kinds = {code: _kind(code, extent, land) for code in codes.unique()}
    sure = (chains["confidence"] == "high").to_numpy()
    rows = chains[KEYS].assign(adcode=codes, kind=codes.map(kinds).astype("str"), sure=sure)
    order = rows.groupby("adcode").size().rename("n")
    return rows.join(order, on="adcode").sort_values(
        ["n", "adcode", "article_id", "start"], ascending=[False, True, True, True], kind="stable"
    )


def _kind(adcode: str, extent: Extent, land: Land) -> str:
    """division: of the level of the map; parent: contains some of it; region: the whole map; outside: not on it."""
    if extent.adcodes == (adcode,) and adcode not in land.outlines:
        return "region"
    if extent.adcodes and not any(code == adcode or holds(code, adcode) for code in extent.adcodes):
        return "outside"
    return "parent" if any(holds(adcode, code) for code in land.outlines) else "division"


def make_symbols(rows: pd.DataFrame, land: Land) -> list[Symbol]:
    """One symbol for each division with addresses, at its point."""
    shown = rows[rows["kind"].isin(("division", "parent"))]
    counts = shown.groupby(["adcode", "kind"], sort=False)["sure"].agg(["size", "sum"]).reset_index()
    symbols = []
    for adcode, kind, n, sure in counts.itertuples(index=False, name=None):
        found = division(adcode)
        if found and found.longitude is not None and found.latitude is not None:
            symbols.append(
                Symbol(adcode, n, int(sure), kind == "division", *land.spot(found.longitude, found.latitude))
            )
    return symbols


def symbol_unit(symbols: list[Symbol], style: Style) -> float:
    """Radius in mm of the symbol for one address; areas are proportional, none has a least size."""
    most = max((s.n for s in symbols), default=1)
    return min(1.1, LARGEST * style.width / math.sqrt(most))


def _foot(style: Style) -> float:
    return FOOT + (4.5 if style.width < NARROW else 0)


def draw_symbols(axes: Axes, symbols: list[Symbol], unit: float) -> None:
    """Draw the largest first, so that none hides another."""
    for s in sorted(symbols, key=lambda s: -s.n):
        spot = (s.x, s.y)
        if s.n > s.sure:
            axes.add_patch(Circle(spot, unit * math.sqrt(s.n), fc="none", ec=INK, lw=0.7, ls=(0, (2, 1.5)), zorder=3))
        if s.sure:
            face = BLUE if s.finer else "none"
            edge = "white" if s.finer else INK
            axes.add_patch(
                Circle(spot, unit * math.sqrt(s.sure), fc=face, ec=edge, lw=0.5 if s.finer else 0.8, zorder=4)
            )


def _draw_labels(
    figure: Figure, axes: Axes, style: Style, land: Land, drawn_before: tuple[list[Symbol], float, Box | None]
) -> int:
    """Name the divisions so that no name touches another or a symbol; return how many found no room."""
    symbols, unit, inset = drawn_before
    size = style.journal.small
    around = [(s.x - r, s.y - r, s.x + r, s.y + r) for s in symbols for r in [unit * math.sqrt(s.n)]]
    taken: list[Box] = [*around, *([inset] if inset else [])]
    unnamed = 0
    wanted = [
        (f"{name_place(s.adcode, style.lang)} {s.n}", (s.x, s.y), unit * math.sqrt(s.n), INK)
        for s in sorted(symbols, key=lambda s: (-s.n, s.adcode))
    ]
    if len(land.outlines) <= NAMED:
        shown = {s.adcode for s in symbols}
        wanted += [
            (name_place(code, style.lang), _middle(code, land), 0.0, GREY)
            for code in land.outlines
            if code not in shown
        ]
    for text, spot, radius, colour in wanted:
        artist = axes.text(*spot, text, fontsize=size, color=colour, ha="left", va="top", zorder=6)
        width, height = measure(artist, figure)
        place = find_room((width, height), spot, radius, taken, (style.width, land.height))
        if place is None:
            artist.remove()
            unnamed += colour == INK
            continue
        artist.set_position(place)
        taken.append((place[0], place[1], place[0] + width, place[1] + height))
        draw_leader(axes, spot, radius, taken[-1])
    return unnamed


def _middle(adcode: str, land: Land) -> tuple[float, float]:
    found = division(adcode)
    if found and found.longitude is not None and found.latitude is not None:
        return land.spot(found.longitude, found.latitude)
    box = land.outlines[adcode].get_extents()
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _draw_key(axes: Axes, style: Style, land: Land, symbols: list[Symbol], unit: float) -> None:
    """Below the map: sizes, signs, scale."""
    size = style.journal.small
    most = max((s.n for s in symbols), default=1)
    x, y = 3.0, land.height + 3 + unit * math.sqrt(most)
    _draw_scale(axes, style, land, y)
    for n in sorted({1, max(1, round(most / 4)), most}):
        radius = unit * math.sqrt(n)
        axes.add_patch(Circle((x + radius, y), radius, fc=BLUE, ec="white", lw=0.5))
        axes.text(x + 2 * radius + 0.8, y, str(n), va="center", fontsize=size)
        x += 2 * radius + text_width(str(n), size) + 2.6
    name = style.say("addresses", "处地址")
    axes.text(x, y, name, va="center", fontsize=size)
    x += text_width(name, size) + 5
    if style.width < NARROW:
        x, y = 3.0, y + unit * math.sqrt(most) + 3
    signs = []
    if any(not s.finer for s in symbols):
        signs.append((style.say("no part named", "未写明下级"), {"ec": INK, "lw": 0.8}))
    if any(s.n > s.sure for s in symbols):
        signs.append((style.say("ring: doubtful added", "虚线：含存疑"), {"ec": INK, "lw": 0.7, "ls": (0, (2, 1.5))}))
    for name, look in signs:
        axes.add_patch(Circle((x + 1.1, y), 1.1, fc="none", **look))
        axes.text(x + 3, y, name, va="center", fontsize=size)
        x += text_width(name, size) + 8


def _draw_scale(axes: Axes, style: Style, land: Land, y: float) -> None:
    reach = style.width * 0.16 / land.kilometre
    ten = 10 ** math.floor(math.log10(reach))
    length = max(n * ten for n in (1, 2, 5) if n * ten <= reach)
    right = style.width - 3
    left = right - length * land.kilometre
    axes.plot([left, left, right, right], [y - 0.8, y, y, y - 0.8], color=INK, lw=0.7)
    axes.text((left + right) / 2, y - 0.7, f"{length:g} km", ha="center", va="bottom", fontsize=style.journal.small)


def _note(style: Style, extent: Extent, rows: pd.DataFrame, approval: str) -> str:
    """What has no place on the map, in a line below it."""
    kinds = rows["kind"].value_counts()
    region, outside = int(kinds.get("region", 0)), int(kinds.get("outside", 0))
    name = name_place(extent.adcodes[0], style.lang) if extent.adcodes else ""
    parts = []
    if region:
        parts.append(style.say(f"{region} name {name or 'the country'} only", f"仅写明{name or '全国'}{region}处"))
    if outside:
        parts.append(style.say(f"{outside} outside", f"图外{outside}处"))
    notes = [style.say("Not drawn: ", "图上未画：") + style.say(", ", "，").join(parts)] if parts else []
    if extent.kind == "nation":
        notes.append(style.say("示意图，非标准底图 (schematic map, not a standard one)", "示意图，非标准底图"))
    return style.say(". ", "。").join([*notes, *([f"审图号：{approval}"] if approval else [])])


def _data(rows: pd.DataFrame) -> pd.DataFrame:
    order = {code: n for n, code in enumerate(dict.fromkeys(rows["adcode"]), 1)}
    names = {code: found.name if (found := division(code)) else code for code in order}
    data = rows.assign(mark=rows["adcode"].map(order), label=rows["adcode"].map(names))
    data = data.astype({"mark": "int64"}).reset_index(drop=True)
    return data[["mark", "label", "adcode", "kind", "n", "sure", *KEYS]]


def _caption(style: Style, extent: Extent, rows: pd.DataFrame, places: pd.DataFrame, unnamed: int) -> Caption:
    kinds = rows["kind"].value_counts()
    shown = int(kinds.get("division", 0) + kinds.get("parent", 0))
    region, outside = int(kinds.get("region", 0)), int(kinds.get("outside", 0))
    left = int((~places["sense"].isin(COUNTED)).sum())
    coded = int((places["sense"].isin(COUNTED) & (places["adcode"] == "")).sum())
    names = style.say(", ", "、").join(name_place(code, style.lang) for code in extent.adcodes) or style.say(
        "China", "全国"
    )
    finest = label(extent.level, style.lang)
    return Caption(
        style.say(f"Places in the news, {names}, by {finest}.", f"{names}新闻地点（{finest}）。"),
        style.say(
            f"{shown} addresses on the map, each counted once at its deepest member; {region} more name the region "
            f"only, {outside} lie outside. Left out: {left} mentions that are topics or parts of names, {coded} "
            f"without a division's code. {unnamed} symbols are not named. Circle area is the number of addresses; "
            "Albers' equal-area conic projection.",
            f"图上{shown}处地址，每处按最具体的一级计一次；另有{region}处只写明本区域，{outside}处在图外。"
            f"未计入：话题或名称成分{left}处，无区划代码者{coded}处。{unnamed}个符号未标名。圆面积表示地址数；阿尔伯斯等积圆锥投影。",
        ),
        style.say(
            f"Map of {names} with circles on its divisions; the counts are in the data file.",
            f"{names}地图，各区划上以圆表示数量，次数见数据文件。",
        ),
    )
