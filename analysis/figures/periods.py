"""Small multiples: the map period by period, on one scale."""

import math
from collections import Counter

import pandas as pd
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from analysis.figures.maps import BORDER, draw_symbols, make_symbols, map_rows, symbol_unit
from analysis.figures.nation import draw_dashes
from analysis.figures.outlines import read_land, set_land
from analysis.figures.plot import KEYS, Caption, Drawing, drawn, mm_axes, text_width
from analysis.figures.style import BLUE, FAINT, Style, open_style
from analysis.gazetteer import division, read_boundaries
from analysis.geography import Extent, choose_extent
from analysis.labels import name_place
from analysis.schema import check

PANELS = 12
# How many characters of an ISO day name a period, coarsest first; the first that gives more than one is taken.
NAMES = {"year": 4, "month": 7}


@drawn
def plot_periods(
    places: pd.DataFrame,
    pages: pd.DataFrame,
    *,
    extent: Extent | None = None,
    boundaries: str | None = None,
    lang: str = "en",
    journal: str = "generic",
    columns: int = 2,
) -> Drawing:
    """Draw the map once for each year of publication, or each month where there is one year, symbols on one scale.

    Periods differ in how much was printed: compare the pattern, not the sizes,
    unless the numbers of pages, which stand beside the periods, are alike.
    """
    style = open_style(lang, journal, columns)
    check("pages", pages)
    extent = extent or choose_extent(places)
    period, names = _periods(pages)
    across = 3 if style.width > 120 else 2
    wide = style.width / across
    # Maps of the nation are too small for an inset: they show the whole sea.
    nation = extent.kind == "nation"
    file = boundaries or ""
    whole = read_boundaries(extent.level, "", file) if nation else read_land(extent.level, extent.adcodes, file)
    land = set_land(whole, wide - 2, wide)
    rows = map_rows(places, extent, land)
    page_ids = [article_id.rpartition("#")[0] for article_id in rows["article_id"]]
    rows = rows.assign(period=[period.get(page_id, "") for page_id in page_ids])
    rows = rows[rows["period"].isin(names)]
    symbols = {name: make_symbols(rows[rows["period"] == name], land) for name in names}
    unit = symbol_unit([symbol for found in symbols.values() for symbol in found], style._replace(width=wide))
    size = style.journal.small
    tall = land.height + size * 0.6
    figure = style.sheet(tall * max(1, math.ceil(len(names) / across)) + 8)
    for n, name in enumerate(names):
        box = (n % across * wide, n // across * tall, wide, tall)
        axes = mm_axes(figure, box)
        outlines = PathCollection(list(land.outlines.values()), fc=FAINT, ec=BORDER, lw=max(0.4, style.journal.line))
        axes.add_collection(outlines)
        if nation:
            draw_dashes(axes, land, (0, 0, wide, land.height), 0.5)
        draw_symbols(axes, symbols[name], unit)
        printed = list(period.values()).count(name)
        told = style.say(f"{name} ({printed} pages)", f"{name}（{printed}版）")
        axes.text(2, tall - 0.5, told, va="bottom", fontsize=size)
    most = max((symbol.n for found in symbols.values() for symbol in found), default=1)
    _draw_key(figure, style, unit, (most, nation))
    return Drawing(figure, _data(rows), _caption(style, extent, rows, names))


def _periods(pages: pd.DataFrame) -> tuple[dict[str, str], list[str]]:
    """Period of each page whose window of publication lies in one, and the periods in order."""
    periods: dict[str, str] = {}
    for length in NAMES.values():
        facts = zip(pages["page_id"], pages["published_from"], pages["published_to"], strict=True)
        periods = {page: first[:length] for page, first, last in facts if first and first[:length] == last[:length]}
        if len(set(periods.values())) > 1:
            break
    return periods, sorted(set(periods.values()))[-PANELS:]


def _draw_key(figure: Figure, style: Style, unit: float, told: tuple[int, bool]) -> None:
    most, nation = told
    height = float(figure.get_size_inches()[1]) * 25.4
    axes = mm_axes(figure, (0, height - 8, style.width, 8))
    x, size = 3.0, style.journal.small
    for n in sorted({1, max(1, round(most / 4)), most}):
        radius = unit * math.sqrt(n)
        axes.add_patch(Circle((x + radius, 4), radius, fc=BLUE, ec="white", lw=0.5))
        axes.text(x + 2 * radius + 0.8, 4, str(n), va="center", fontsize=size)
        x += 2 * radius + text_width(str(n), size) + 2.6
    note = style.say("  示意图 (schematic map)", "  示意图，非标准底图") if nation else ""
    axes.text(x, 4, style.say("addresses", "处地址") + note, va="center", fontsize=size)


def _data(rows: pd.DataFrame) -> pd.DataFrame:
    """One mark per period and division."""
    keys = list(zip(rows["period"], rows["adcode"], strict=True))
    counts = Counter(keys)
    order = {key: n for n, key in enumerate(sorted(set(keys)), 1)}
    names = [found.name if (found := division(adcode)) else adcode for _, adcode in keys]
    labels = [f"{period} {name}" for (period, _), name in zip(keys, names, strict=True)]
    data = rows.assign(mark=[order[key] for key in keys], label=labels, n=[counts[key] for key in keys])
    data = data.sort_values(["mark", "article_id", "start"], kind="stable").reset_index(drop=True)
    return data[["mark", "label", "period", "adcode", "kind", "n", "sure", *KEYS]].astype(
        {"mark": "int64", "n": "int64"}
    )


def _caption(style: Style, extent: Extent, rows: pd.DataFrame, names: list[str]) -> Caption:
    region = style.say(", ", "、").join(name_place(code, style.lang) for code in extent.adcodes)
    region = region or style.say("China", "全国")
    left = int(rows["kind"].isin(("region", "outside")).sum())
    return Caption(
        style.say(f"Places in the news, {region}, by period.", f"{region}各时期新闻地点。"),
        style.say(
            f"{len(rows)} addresses in {len(names)} periods, each counted once at its deepest member; {left} of them "
            "name the region only or lie outside. Circle area is the number of addresses, on one scale.",
            f"{len(names)}个时期共{len(rows)}处地址，每处按最具体的一级计一次；其中{left}处只写明本区域或在图外。"
            "圆面积表示地址数，各图同一比例。",
        ),
        style.say("Small maps, one for each period.", "小地图，每个时期一幅。"),
    )
