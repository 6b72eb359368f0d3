"""What a chain of atoms means: 去年 is a year, 3月 its month, 上旬 ten days of that.

A chain is read from left to right; each atom takes the state before it and
narrows it, or starts from the frame: the day the expression is seen from, the
latest day of publication, the days that the article named before.
"""

from collections.abc import Callable

from analysis.dates import days, months, years
from analysis.dates.atoms import ATOMS
from analysis.dates.frame import Frame, Groups, State

# The function of an atom has its name.
HANDLERS: dict[str, Callable[[State | None, Groups, Frame], State | None]] = {
    atom.name: getattr(module, atom.name)
    for atom in ATOMS
    for module in (years, months, days)
    if hasattr(module, atom.name)
}


def narrow(pieces: list[tuple[str, Groups]], frame: Frame) -> State | None:
    """The state after all atoms of a chain; None if the calendar has no such day (6月31日)."""
    state: State | None = None
    try:
        for name, match in pieces:
            state = HANDLERS[name](state, match, frame)
    except (ValueError, OverflowError):
        return None
    return state
