"""Grids of counts: places by article, layers of places, the ladder of actors."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.figures.plot import KEYS, Caption, Drawing, drawn, fit, mm_axes, text_width, wrap
from analysis.figures.style import BLUE, GREY, INK, PALE, Style, open_style
from analysis.gazetteer import ancestors
from analysis.geography import LAYERS, count_chains, find_layers, roll_up
from analysis.labels import label, name_place
from analysis.schema import check

ROWS, COLUMNS = 30, 12  # more would not be read; the data file has all of them
WIDEST = 16.0  # mm of a cell
LEVELS = ("country", "province", "prefecture", "county", "town", "village", "")


class Grid(NamedTuple):
    """What a grid shows: names of rows and columns, indents, counts by (row, column) key."""

    rows: dict[str, str]
    columns: dict[str, str]
    indents: dict[str, int]
    counts: dict[tuple[str, str], int]
    adds_up: bool = True  # whether a total over the columns means anything


def draw_grid(style: Style, grid: Grid, below: Sequence[str] = ()) -> Figure:
    """Draw counts as shaded cells with their numbers, the totals at the right; `below` are lines under the grid."""
    size = style.journal.small
    line = size * 0.5
    pitch = line * 1.35
    widest = max([text_width(name, size) + 2 * grid.indents.get(row, 0) for row, name in grid.rows.items()] or [10])
    left = min(widest + 2, style.width * 0.45)
    room = (style.width - left - 7) / max(1, len(grid.columns))
    wide = min(room, WIDEST)
    heads = [wrap(name, size, wide - 0.1, 3) for name in grid.columns.values()]
    top = 2 + line * max([1, *(head.count("\n") + 1 for head in heads)])
    height = top + pitch * max(1, len(grid.rows)) + 2 + line * len(below) + 1
    figure = style.sheet(height)
    axes = mm_axes(figure, (0, 0, style.width, height))
    for n, head in enumerate(heads):
        axes.text(left + (n + 0.5) * wide, top - 0.8, head, ha="center", va="bottom", fontsize=size, linespacing=1.0)
    end = left + wide * len(heads)
    if grid.adds_up:
        axes.text(end + 3.5, top - 0.8, style.say("all", "合计"), ha="center", va="bottom", fontsize=size, color=GREY)
    for n, (row, name) in enumerate(grid.rows.items()):
        y = top + (n + 0.5) * pitch
        x = 1 + 2 * grid.indents.get(row, 0)
        axes.text(x, y, fit(name, size, left - x - 1), va="center", fontsize=size)
        _draw_cells(axes, grid, row, (left, y, wide, pitch), size)
    for n, text in enumerate(below):
        y = height - 1 - line * (len(below) - n - 0.5)
        axes.text(1, y, fit(text, size, style.width - 2), va="center", fontsize=size, color=GREY)
    return figure


def _draw_cells(axes: Axes, grid: Grid, row: str, place: tuple[float, float, float, float], size: float) -> None:
    left, y, wide, pitch = place
    most = max(grid.counts.values(), default=1)
    for n, column in enumerate(grid.columns):
        count = grid.counts.get((row, column), 0)
        corner = (left + n * wide, y - pitch / 2)
        face = _shade(count / most) if count else "white"
        axes.add_patch(Rectangle(corner, wide, pitch, fc=face, ec=PALE, lw=0.5))
        if count:
            ink = "white" if count / most > 0.5 else INK
            axes.text(corner[0] + wide / 2, y, str(count), ha="center", va="center", fontsize=size, color=ink)
    if not grid.adds_up:
        return
    total = sum(grid.counts.get((row, column), 0) for column in grid.columns)
    axes.text(left + wide * len(grid.columns) + 3.5, y, str(total), ha="center", va="center", fontsize=size, color=GREY)


def _shade(share: float) -> str:
    """From nearly white to blue, so that lightness alone tells the order."""
    share = 0.08 + 0.92 * share
    red, green, blue = (1 - share * (1 - c) for c in to_rgb(BLUE))
    return to_hex((red, green, blue))


def _names(rows: dict[str, str], columns: dict[str, str]) -> dict[str, str]:
    """What the labels of the cells are called."""
    return {f"{row} × {column}": f"{one} × {other}" for row, one in rows.items() for column, other in columns.items()}


def _count(rows: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Count rows by their columns `row` and `column`."""
    return {(str(key[0]), str(key[1])): int(n) for key, n in rows.groupby(["row", "column"]).size().items()}  # type: ignore[index]


def _data(rows: pd.DataFrame) -> pd.DataFrame:
    """Number the cells in the order of rows and columns."""
    cells = {key: n for n, key in enumerate(sorted(_count(rows)), 1)}
    keys = list(zip(rows["row"], rows["column"], strict=True))
    counts = _count(rows)
    data = rows.assign(
        mark=[cells[key] for key in keys],
        label=[f"{row} × {column}" for row, column in keys],
        n=[counts[key] for key in keys],
    )
    data = data.sort_values(["mark", "article_id", "start"], kind="stable").reset_index(drop=True)
    return data[["mark", "label", "n", *KEYS]]


def _place_rows(codes: pd.Series, style: Style) -> tuple[dict[str, str], dict[str, int]]:
    """Divisions in the order of the tree, with indents; of too many the commonest."""
    kept = codes.value_counts().sort_index().sort_values(ascending=False, kind="stable").head(ROWS).index
    # What holds a row stands above it even if it has no count: an indent without its parent would mislead.
    ordered = sorted({above for code in kept for above in ancestors(code)}, key=ancestors)
    names = {code: name_place(code, style.lang) for code in ordered}
    return names, {code: len(ancestors(code)) - 1 for code in ordered}


@drawn
def plot_matrix(
    places: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    level: str = "county",
    lang: str = "en",
    journal: str = "generic",
    columns: int = 2,
) -> Drawing:
    """Draw how many addresses of each division each article has, each address once; articles by number."""
    style = open_style(lang, journal, columns)
    check("articles", articles)
    chains = count_chains(places)
    rows = chains[KEYS].assign(row=roll_up(chains["adcode"], level), column=chains["article_id"])
    counted = rows["column"].value_counts()
    shown = [a for a in articles["article_id"] if a in counted.index and counted[a] >= _least(counted)][:COLUMNS]
    named, indents = _place_rows(rows.loc[rows["column"].isin(shown), "row"], style)
    heads = dict(zip(articles["article_id"], articles["headline"], strict=True))
    numbers = {article_id: str(n) for n, article_id in enumerate(shown, 1)}
    below = [f"{n}  {heads[article_id] or article_id}" for article_id, n in numbers.items()]
    grid = Grid(named, numbers, indents, _count(rows[rows["row"].isin(named)]))
    left_out = len(rows) - sum(n for key, n in grid.counts.items() if key[1] in numbers)
    figure = draw_grid(style, grid, below)
    caption = Caption(
        style.say("Places by article.", "各篇文章的地点。"),
        style.say(
            f"{len(rows)} addresses, each counted once at its deepest member and rolled up to {label(level, 'en')} "
            f"level; an indented row does not count in the row above it. {left_out} lie in rows or columns not shown.",
            f"{len(rows)}处地址，每处按最具体的一级计一次，归入{label(level, 'zh')}；"
            f"缩进行不计入上一行。未列出的行列含{left_out}处。",
        ),
        style.say("Grid of counts, places in rows, articles in columns.", "计数表格，行为地点，列为文章。"),
    )
    return Drawing(figure, _data(rows), caption, names=_names(named, heads))


def _least(counted: pd.Series) -> int:
    """The count that an article needs to be among those with a column of their own."""
    return int(counted.iloc[COLUMNS - 1]) if len(counted) > COLUMNS else 1


@drawn
def plot_layers(
    places: pd.DataFrame,
    activities: pd.DataFrame,
    *,
    level: str = "county",
    lang: str = "en",
    journal: str = "generic",
    columns: int = 1,
) -> Drawing:
    """Draw where things happen against where actors live, what is told of, and what is only named."""
    style = open_style(lang, journal, columns)
    found = find_layers(places, activities)
    rows = found[KEYS].assign(row=roll_up(found["adcode"], level), column=found["layer"])
    named, indents = _place_rows(rows["row"], style)
    heads = {
        "happens": style.say("activities here", "活动在此"),
        "lives": style.say("in names of bodies", "机构名中"),
        "told": style.say("told of", "叙述中"),
        "named": style.say("only named", "仅被提及"),
    }
    counts = _count(rows[rows["row"].isin(named)])
    figure = draw_grid(style, Grid(named, {layer: heads[layer] for layer in LAYERS}, indents, counts, adds_up=False))
    acts = int((found["layer"] == "happens").sum())
    caption = Caption(
        style.say("Where things happen, where actors live, what is named.", "活动所在、机构所在与提及之地。"),
        style.say(
            f"{acts} activities with a place and {len(found) - acts} addresses, each counted once; an indented row "
            "does not count in the row above it. Columns count different things and do not add up.",
            f"{acts}项有地点的活动和{len(found) - acts}处地址，各计一次；缩进行不计入上一行。各列所计不同，不可相加。",
        ),
        style.say("Grid of counts, places in rows, four layers in columns.", "计数表格，行为地点，列为四个层次。"),
    )
    return Drawing(figure, _data(rows), caption, names=_names(named, heads))


@drawn
def plot_ladder(
    organisations: pd.DataFrame, *, lang: str = "en", journal: str = "generic", columns: int = 1
) -> Drawing:
    """Draw who acts: mentions of bodies by line (party, government, school …) and level."""
    style = open_style(lang, journal, columns)
    check("organisations", organisations)
    rows = organisations[KEYS].assign(row=organisations["line"], column=organisations["level"])
    total = rows["row"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    named = {line: label(line, style.lang) if line else style.say("not known", "不详") for line in total.index}
    heads = {level: label(level, style.lang) if level else style.say("not known", "不详") for level in LEVELS}
    heads.update({level: label(level, style.lang) for level in sorted(set(rows["column"]) - set(LEVELS))})
    used = {level: head for level, head in heads.items() if level in set(rows["column"])}
    figure = draw_grid(style, Grid(named, used, {}, _count(rows)))
    bodies = organisations["name"].nunique()
    caption = Caption(
        style.say("Bodies by line and level.", "机构的系统与层级。"),
        style.say(
            f"{len(rows)} mentions of {bodies} bodies. Mentions, not acts: a body named twice counts twice.",
            f"{bodies}个机构共{len(rows)}次提及。所计为提及而非行为，一个机构提及两次计两次。",
        ),
        style.say("Grid of counts, lines in rows, levels in columns.", "计数表格，行为系统，列为层级。"),
    )
    return Drawing(figure, _data(rows), caption, names=_names(named, used))
