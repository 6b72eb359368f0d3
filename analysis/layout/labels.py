"""Labels: the most plausible sequence of roles down the page (Viterbi 1967)."""

from math import fsum
from typing import NamedTuple

from analysis.layout.evidence import weigh
from analysis.layout.facts import Page

# What a role makes of the one before it; pairs that are not listed weigh OTHER.
OTHER = -3.0
AFTER_PROSE = "body 1, more 0, subhead 0, headline 0, column 0, signature 0, jump 0, furniture 0, caption 0, brief 0"
FOLLOWS = {
    "": "column 1, headline 1, body -1, furniture 1, brief 0, caption 0, jump 0, byline -1",
    "column": "headline 2, brief 1, body -2, caption 0, byline -1, column -2",
    "headline": "headline 0, byline 1, body 1, caption 0, subhead -2, credit -2, jump -1, brief -3",
    "byline": "body 1, subhead -1, byline 0, more -9, headline -3, caption -4",
    "body": f"{AFTER_PROSE}, credit -3",
    "more": f"{AFTER_PROSE}, credit -3",
    "subhead": "body 1, subhead -1.5, more -9, headline -4",
    "brief": "brief 2, more 0, body 0, headline 0, column 0, signature 0, furniture 0, caption 0, jump 0",
    "signature": "headline 1, column 1, body -1, furniture 0, caption 0, brief 1, signature -1, more -9, jump 0",
    "caption": "credit 2, headline 0, body 0, column 0, caption 0, furniture 0, brief 0, more 0",
    "credit": "headline 1, body 0, column 1, caption 0, furniture 0, brief 0, more -9, credit -1",
    "jump": "headline 1, column 1, body 0, furniture 0, caption 0, brief 0, more -9",
    "furniture": "furniture 1, headline 1, column 1, body 0, caption 0, brief 0, jump 0, more -2",
}
TRANSITIONS = {
    before: {pair.split()[0]: float(pair.split()[1]) for pair in after.split(", ")} for before, after in FOLLOWS.items()
}


class Label(NamedTuple):
    """Role of a line, the clues that speak for it, and its lead over the next best role."""

    role: str
    clues: dict[str, float]
    margin: float


def label_lines(page: Page) -> list[Label]:
    """Choose the role of each line so that the whole sequence weighs most."""
    weighed = [weigh(page, n) for n in range(len(page.facts))]
    best: dict[str, float] = {"": 0.0}
    steps: list[dict[str, str]] = []
    for clues in weighed:
        best, step = _step(best, {role: fsum(found.values()) for role, found in clues.items()})
        steps.append(step)
    roles = _trace(best, steps)
    return [_label(role, clues) for role, clues in zip(roles, weighed, strict=True)]


def _step(best: dict[str, float], local: dict[str, float]) -> tuple[dict[str, float], dict[str, str]]:
    after, step = {}, {}
    for role in sorted(local):
        weight, before = max((best[b] + TRANSITIONS[b].get(role, OTHER), b) for b in best)
        after[role], step[role] = weight + local[role], before
    return after, step


def _trace(best: dict[str, float], steps: list[dict[str, str]]) -> list[str]:
    if not steps:
        return []
    roles = [max(best, key=lambda role: (best[role], role))]
    for step in reversed(steps[1:]):
        roles.append(step[roles[-1]])
    return roles[::-1]


def _label(role: str, clues: dict[str, dict[str, float]]) -> Label:
    totals = {other: fsum(found.values()) for other, found in clues.items()}
    rivals = [total for other, total in totals.items() if other != role]
    return Label(role, clues[role], round(totals[role] - max(rivals), 2) if rivals else 9.0)
