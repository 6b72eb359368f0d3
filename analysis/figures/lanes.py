"""Lanes: each mark gets a row where it touches nothing, and no lane outgrows the page."""

from collections.abc import Sequence
from datetime import date
from math import fsum
from typing import NamedTuple

from analysis.figures.days import Frame
from analysis.figures.marks import STEP, Mark, reach
from analysis.figures.plot import text_width

ROWS = 12  # of a lane at most; fewer where the journal's page is too low


class Lane(NamedTuple):
    """Marks of a lane, each with its row and its left end, how many found no row, and the height of the lane."""

    marks: list[tuple[Mark, int, float]]
    left_out: int
    height: float


def pack_lanes(
    marks: Sequence[Mark], frame: Frame, size: float, aside: tuple[float, float], room: float
) -> dict[str, Lane]:
    """Pack the lanes into a height in mm: the more of them, the fewer rows each may have."""
    order = sorted(marks, key=lambda mark: (mark.first or mark.last or date.max, mark.number))
    own: dict[str, list[Mark]] = {mark.lane: [] for mark in marks}
    for mark in order:
        own[mark.lane].append(mark)
    for most in range(ROWS, 0, -1):
        packed = {lane: _pack(found, frame, size, aside, most) for lane, found in own.items()}
        if fsum(lane.height for lane in packed.values()) <= room:
            break
    return packed


def _pack(marks: list[Mark], frame: Frame, size: float, aside: tuple[float, float], most: int) -> Lane:
    """Put each mark into the first row where neither it nor its number touches another."""
    placed: list[tuple[Mark, int, float]] = []
    ends: dict[bool, list[float]] = {True: [], False: []}
    for mark in marks:
        dated = mark.kind != "undated"
        room = text_width(str(mark.number), size) + 2.4
        x0, x1 = reach(mark, frame) if dated else (aside[0], aside[0] + 2)
        rows = ends[dated]
        row = next((n for n, end in enumerate(rows) if _fits(end, x0, x1 + room, None if dated else aside)), len(rows))
        if row == most:
            continue
        if row == len(rows):
            rows.append(0.0)
        if not dated:
            x0 = max(x0, rows[row])
            x1 = x0 + 2
        rows[row] = x1 + room
        placed.append((mark, row, x0))
    deep = max(1, len(ends[True]), len(ends[False]))
    return Lane(placed, len(marks) - len(placed), 1 + STEP * deep)


def _fits(end: float, first: float, last: float, aside: tuple[float, float] | None) -> bool:
    """On the axis a mark keeps its place; beside it marks stand one after the other."""
    return end <= first if aside is None else max(end, aside[0]) + (last - first) <= aside[1]
