"""The page as a plan: every character a cell, so that areas are to scale."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from analysis.figures.plot import KEYS, Caption, Drawing, drawn, fit, mm_axes
from analysis.figures.style import GREY, INK, PALE, SKY, VERMILION, Style, open_style
from analysis.readings import count_before
from analysis.schema import check

LINE = 36  # characters of a drawn line
LOUD = ("kicker", "headline", "subhead")  # set dark, as they are in print
QUIET = ("column", "byline", "credit")


DEFECT: dict[str, Any] = {"color": VERMILION, "lw": 1.1, "solid_capstyle": "butt"}


class Run(NamedTuple):
    """Characters of one paragraph row on one drawn line."""

    row: int
    line: int
    first: int
    last: int


@drawn
def plot_page(
    paragraphs: pd.DataFrame,
    articles: pd.DataFrame,
    defects: pd.DataFrame,
    *,
    page_id: str = "",
    lang: str = "en",
    journal: str = "generic",
    columns: int = 2,
) -> Drawing:
    """Draw a page as it runs: its items in the order of the text, to scale, with headlines, captions and defects.

    One cell is one character, lines run down the strips. Without `page_id` the
    first page is drawn.
    """
    style = open_style(lang, journal, columns)
    for name, table in (("paragraphs", paragraphs), ("articles", articles), ("defects", defects)):
        check(name, table)
    page_id = page_id or (articles["page_id"].iloc[0] if len(articles) else "")
    rows = _of_page(paragraphs, page_id).sort_values("start", kind="stable").reset_index(drop=True)
    items = articles[articles["page_id"] == page_id].reset_index(drop=True)
    marked = _of_page(defects, page_id).reset_index(drop=True)
    strips = 3 if style.width > 120 else 2
    runs = list(_set_lines(rows))
    per_strip = max(12, -(-(runs[-1].line + 1 if runs else 1) // strips))
    plan = _Plan(style, strips, per_strip, len(items))
    figure = style.sheet(plan.height)
    axes = mm_axes(figure, (0, 0, style.width, plan.height))
    _draw_text(axes, plan, rows, items, runs)
    _draw_defects(axes, plan, rows, marked, runs)
    _draw_list(axes, plan, items)
    _draw_legend(axes, style, plan, len(marked) > 0)
    return Drawing(figure, _data(rows, marked), _caption(style, page_id, rows, items, marked))


class _Plan(NamedTuple):
    """Where strips and list stand on the sheet, in mm."""

    style: Style
    strips: int
    lines: int
    items: int

    @property
    def beside(self) -> bool:
        return self.style.width > 150

    @property
    def strip(self) -> float:
        """Width of a strip with its gutter, which holds the numbers of the items."""
        return (self.style.width * (0.7 if self.beside else 1.0)) / self.strips

    @property
    def cell(self) -> float:
        return (self.strip - 5) / LINE

    @property
    def pitch(self) -> float:
        return max(self.cell * 1.55, 0.9)

    @property
    def text_height(self) -> float:
        return self.lines * self.pitch + 2

    @property
    def entry(self) -> float:
        """Height of an entry of the list: two lines of text."""
        return self.style.journal.small * 25.4 / 72 * 2.9

    @property
    def height(self) -> float:
        listed = self.items * self.entry + 2
        body = max(self.text_height, listed) if self.beside else self.text_height + listed
        return body + (7 if self.beside else 12)

    def spot(self, line: int) -> tuple[float, float]:
        """Top left corner of a drawn line."""
        strip, row = divmod(line, self.lines)
        return strip * self.strip + 4.5, row * self.pitch + 1.5


def _of_page(table: pd.DataFrame, page_id: str) -> pd.DataFrame:
    return table.loc[[article_id.rpartition("#")[0] == page_id for article_id in table["article_id"]]]


def _set_lines(rows: pd.DataFrame) -> Iterator[Run]:
    """Break each paragraph row into drawn lines; an item starts after an empty one."""
    line, before = 0, ""
    for n, (article_id, text) in enumerate(zip(rows["article_id"], rows["text"], strict=True)):
        line += bool(before) and article_id != before
        before = article_id
        for first in range(0, len(text), LINE):
            yield Run(n, line, first, min(first + LINE, len(text)))
            line += 1


def _look(role: str, kind: str, position: int) -> tuple[str, str]:
    """Face and edge of a paragraph: neighbours differ in tone, captions are hollow."""
    if role in ("furniture", "jump"):
        return "white", PALE
    if role in LOUD:
        return INK, INK
    if role in QUIET:
        return GREY, GREY
    if kind == "caption":
        return "white", INK
    return (SKY, SKY) if position % 2 else (PALE, PALE)


def _draw_text(axes: Axes, plan: _Plan, rows: pd.DataFrame, items: pd.DataFrame, runs: list[Run]) -> None:
    kinds = dict(zip(items["article_id"], items["kind"], strict=True))
    ids, roles = rows["article_id"].tolist(), rows["role"].tolist()
    boxes, faces, edges, before = [], [], [], ""
    for run in runs:
        x, y = plan.spot(run.line)
        position = int(ids[run.row].rpartition("#")[2])
        face, edge = _look(roles[run.row], kinds.get(ids[run.row], ""), position)
        boxes.append(Rectangle((x, y), (run.last - run.first) * plan.cell, plan.pitch * 0.62))
        faces.append(face)
        edges.append(edge)
        if ids[run.row] != before and position:
            size = plan.style.journal.small
            axes.text(x - 0.9, y + plan.pitch * 0.31, str(position), ha="right", va="center", fontsize=size)
        before = ids[run.row]
    axes.add_collection(PatchCollection(boxes, facecolors=faces, edgecolors=edges, linewidths=0.4))


def _draw_defects(axes: Axes, plan: _Plan, rows: pd.DataFrame, marked: pd.DataFrame, runs: list[Run]) -> None:
    """Underline each defect where it stands; one longer than a line has a bar beside its lines instead."""
    written, starts = rows["pieces"].tolist(), rows["start"].tolist()
    for start, end in zip(marked["start"], marked["end"], strict=True):
        for run in runs:
            cells = [count_before(written[run.row], starts[run.row], offset) for offset in (start, end)]
            first, last = max(cells[0], run.first), min(cells[1], run.last)
            if first < last:
                axes.plot(*_stroke(plan, run, (first, last), end - start > LINE), **DEFECT)


def _stroke(plan: _Plan, run: Run, reach: tuple[int, int], long: bool) -> tuple[list[float], list[float]]:
    x, y = plan.spot(run.line)
    if long:
        return [x - 0.45] * 2, [y - plan.pitch * 0.1, y + plan.pitch * 0.9]
    left = x + (reach[0] - run.first) * plan.cell
    return [left, left + max((reach[1] - reach[0]) * plan.cell, 0.7)], [y + plan.pitch * 0.8] * 2


def _draw_list(axes: Axes, plan: _Plan, items: pd.DataFrame) -> None:
    """Name the items beside the plan, or below it in one column."""
    style, size = plan.style, plan.style.journal.small
    left = plan.strips * plan.strip + 3 if plan.beside else 4.5
    top = 1.5 if plan.beside else plan.text_height + 8
    caption = style.say("photo caption, ", "图片说明，")
    facts = items[["position", "kind", "headline", "chars"]].itertuples(index=False, name=None)
    for n, (position, kind, headline, chars) in enumerate(facts):
        y = top + n * plan.entry
        room = style.width - left - 4.5
        axes.text(left + 2.5, y, str(position), ha="right", va="top", fontsize=size)
        count = (caption if kind == "caption" else "") + style.say(f"{chars:,} characters", f"{chars:,}字")
        axes.text(left + 3.5, y, fit(headline or "—", size, room), va="top", fontsize=size)
        axes.text(left + 3.5, y + plan.entry * 0.42, count, va="top", fontsize=size, color=GREY)


def _draw_legend(axes: Axes, style: Style, plan: _Plan, defective: bool) -> None:
    handles: list[Artist] = [
        Patch(fc=INK, ec=INK, label=style.say("headline, subhead", "标题、小标题")),
        Patch(fc=GREY, ec=GREY, label=style.say("label, byline, credit", "栏目、署名")),
        Patch(fc=SKY, ec=SKY, label=style.say("text, odd items", "正文（单数条）")),
        Patch(fc=PALE, ec=PALE, label=style.say("even items", "正文（双数条）")),
        Patch(fc="white", ec=INK, label=style.say("caption", "图片说明")),
    ]
    if defective:
        handles.append(Line2D([], [], color=VERMILION, lw=1.1, label=style.say("defect", "印刷缺陷")))
    y = plan.height - 1 if plan.beside else plan.text_height + 7
    axes.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(3.5, y),
        bbox_transform=axes.transData,
        ncols=6 if plan.beside else 3,
        handlelength=1.2,
        handletextpad=0.4,
        columnspacing=1.2,
        borderpad=0,
        labelspacing=0.3,
    )


def _data(rows: pd.DataFrame, marked: pd.DataFrame) -> pd.DataFrame:
    paragraphs = rows[KEYS].assign(label=rows["article_id"], kind=rows["role"])
    faults = marked[KEYS].assign(label=marked["kind"], kind="defect")
    data = pd.concat([paragraphs, faults], ignore_index=True)
    data.insert(0, "mark", range(1, len(data) + 1))
    return data[["mark", "label", "kind", *KEYS]]


def _caption(style: Style, page_id: str, rows: pd.DataFrame, items: pd.DataFrame, marked: pd.DataFrame) -> Caption:
    articles, captions = (int((items["kind"] == kind).sum()) for kind in ("article", "caption"))
    chars, faults = int(rows["text"].str.len().sum()), len(marked)
    return Caption(
        style.say(
            f"Plan of page {page_id}: {articles} articles and {captions} photo captions.",
            f"{page_id}版面构成：{articles}篇文章，{captions}则图片说明。",
        ),
        style.say(
            f"One cell is one of {chars:,} printed characters, in the order of the text; numbers are places in the "
            f"reading order. {faults} defects found in the text are underlined; those longer than a "
            "line have a bar beside them.",
            f"每格一字，共{chars:,}字，按文本顺序排列；数字为阅读顺序。"
            f"文本中发现的{faults}处缺陷以下划线标出，超过一行者在旁以竖线标出。",
        ),
        style.say(
            "Strips of lines, one block for each item, headlines dark, captions hollow, with a numbered list of items.",
            "版面条带图：每条稿件为一块，标题深色，图片说明为空心，旁列编号清单。",
        ),
    )
