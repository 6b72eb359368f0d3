"""Explanations: for each line of a page its role and the evidence for it."""

from math import fsum

import pandas as pd

from analysis.layout.evidence import weigh
from analysis.layout.facts import read_page
from analysis.layout.labels import label_lines
from analysis.layout.lines import find_lines


def explain_layout(texts: pd.DataFrame) -> pd.DataFrame:
    """Say for each line of each page what it was taken for and why, one row per line.

    `evidence` lists the clues that spoke for and against the role with their
    weights, heaviest first; `rival` is the role with the next best evidence of its
    own, `lead` how much less that is (negative where the neighbouring lines
    decided). An article starts where a column label, a headline or a brief
    follows another role.

    >>> raw = "夜读班开课\\n\\n□本报记者 王芳\\n\\n图书馆的夜读班昨晚开课。"
    >>> texts = pd.DataFrame({"page_id": ["p"], "raw": [raw]})
    >>> explained = explain_layout(texts)  # an evening class opens; by Wang Fang
    >>> explained[["text", "role"]].values.tolist()
    [['夜读班开课', 'headline'], ['□本报记者 王芳', 'byline'], ['图书馆的夜读班昨晚开课。', 'body']]
    """
    rows = []
    for page_id, raw in zip(texts["page_id"], texts["raw"], strict=True):
        page = read_page(find_lines(raw))
        for n, label in enumerate(label_lines(page)):
            line = page.facts[n].line
            totals = {role: fsum(found.values()) for role, found in weigh(page, n).items() if role != label.role}
            rival = max(totals, key=lambda role: (totals[role], role), default="")
            rows.append(
                (page_id, line.start, line.end, line.text, label.role, _write(label.clues), rival, label.margin)
            )
    names = ["page_id", "start", "end", "text", "role", "evidence", "rival", "lead"]
    return pd.DataFrame(rows, columns=names)


def _write(clues: dict[str, float]) -> str:
    """Clues with their weights, heaviest first."""
    ordered = sorted(clues.items(), key=lambda clue: (-abs(clue[1]), clue[0]))
    return "; ".join(f"{name} {weight:+.1f}" for name, weight in ordered)
