"""Explanations: for each line of a page its role and the evidence for it."""

from math import fsum

import pandas as pd

from analysis.layout.continuations import reunite
from analysis.layout.evidence import weigh
from analysis.layout.facts import Page, read_page
from analysis.layout.labels import Label, label_lines
from analysis.layout.lines import find_lines
from analysis.layout.rows import in_print
from analysis.layout.stories import tell_stories


def explain_layout(texts: pd.DataFrame) -> pd.DataFrame:
    """Say for each line of each page what it was taken for and why, one row per line.

    `evidence` lists the clues that spoke for and against the role with their
    weights, heaviest first; `rival` is the role with the next best evidence of its
    own, `lead` how much less that is (negative where the neighbouring lines
    decided). `article` is the number that the line's article has in article_id, 0
    for furniture. An article starts where a column label, a headline or a brief
    follows another role; where a line goes on an article that something
    interrupts, the evidence says so.

    >>> raw = "夜读班开课\\n\\n□本报记者 王芳\\n\\n图书馆的夜读班昨晚开课。"
    >>> texts = pd.DataFrame({"page_id": ["p"], "raw": [raw]})
    >>> explained = explain_layout(texts)  # an evening class opens; by Wang Fang
    >>> explained[["text", "role"]].values.tolist()
    [['夜读班开课', 'headline'], ['□本报记者 王芳', 'byline'], ['图书馆的夜读班昨晚开课。', 'body']]
    """
    rows = []
    for page_id, raw in zip(texts["page_id"], texts["raw"], strict=True):
        page = read_page(find_lines(raw))
        labels = label_lines(page)
        articles = _number(page, labels)
        for n, (label, article) in enumerate(zip(labels, articles, strict=True)):
            line = page.facts[n].line
            totals = {role: fsum(found.values()) for role, found in weigh(page, n).items() if role != label.role}
            rival = max(totals, key=lambda role: (totals[role], role), default="")
            resumed = n > 0 and article != articles[n - 1] and article in articles[:n] and article > 0
            evidence = f"goes on article {article}; " * resumed + _write(label.clues)
            rows.append((page_id, line.start, line.end, line.text, label.role, article, evidence, rival, label.margin))
    names = ["page_id", "start", "end", "text", "role", "article", "evidence", "rival", "lead"]
    return pd.DataFrame(rows, columns=names)


def _number(page: Page, labels: list[Label]) -> list[int]:
    """The number of each line's article, 0 for furniture."""
    items = tell_stories(page, labels)
    reunite(items)
    items = in_print(items)
    owners = {
        facts.line.start: position if item is not items[-1] else 0
        for position, item in enumerate(items, 1)
        for paragraph in item.paragraphs
        for part in paragraph.parts
        for facts in part
    }
    return [owners[facts.line.start] for facts in page.facts]


def _write(clues: dict[str, float]) -> str:
    """Clues with their weights, heaviest first."""
    ordered = sorted(clues.items(), key=lambda clue: (-abs(clue[1]), clue[0]))
    return "; ".join(f"{name} {weight:+.1f}" for name, weight in ordered)
