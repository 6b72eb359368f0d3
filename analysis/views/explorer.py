"""The explorer: search and filters over the sentences of a corpus, in JupyterLab."""

from typing import Any

import pandas as pd

from analysis.schema import check
from analysis.views.concordance import view_concordance
from analysis.views.html import View


def find_lines(
    corpus: Any, query: str = "", *, article_id: str = "", place: str = "", period: tuple[str, str] = ("", "")
) -> pd.DataFrame:
    """List the sentences that fit all that is asked: one row per sentence, with the keys of the sentence.

    `query` is a plain string; `place` a name in the path of a place in the
    sentence (杭州市 finds its districts too); `period` the first and last day
    (ISO) between which a time in the sentence lies at least in part.
    """
    sentences = check("sentences", corpus.sentences)
    kept = sentences[sentences["text"].str.contains(query, regex=False)] if query else sentences
    if article_id:
        kept = kept[kept["article_id"] == article_id]
    if place:
        paths = corpus.places["path"].str.split("/")
        wanted = [place in names for names in paths]
        kept = kept[_touched(kept, corpus.places[wanted])] if len(kept) else kept
    if any(period):
        kept = kept[_touched(kept, _within(corpus.dates, *period))] if len(kept) else kept
    return kept[["article_id", "start", "end", "text"]].reset_index(drop=True)


def _touched(sentences: pd.DataFrame, mentions: pd.DataFrame) -> list[bool]:
    """Which sentences hold one of the mentions."""
    starts: dict[str, list[int]] = {}
    for article_id, start in zip(mentions["article_id"], mentions["start"], strict=True):
        starts.setdefault(article_id, []).append(start)
    facts = zip(sentences["article_id"], sentences["start"], sentences["end"], strict=True)
    return [any(start <= at < end for at in starts.get(article_id, [])) for article_id, start, end in facts]


def _within(dates: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Times that lie at least in part in the period; open ends reach without end, undated ones are nowhere."""
    known = (dates["from_date"] != "") | (dates["to_date"] != "")
    after = (dates["to_date"] == "") | (dates["to_date"] >= first)
    before = (dates["from_date"] == "") | (dates["from_date"] <= last) if last else True
    return dates[known & after & before]


def view_lines(corpus: Any, query: str = "", *, top: int = 20, **filters: Any) -> View:
    """Show what find_lines finds, in its context: the static twin of the explorer."""
    return view_concordance(find_lines(corpus, query, **filters), corpus.paragraphs, width=12, top=top)


def explore(corpus: Any) -> Any:
    """Search the corpus by hand: a box for a string, filters by article, place and days; needs a running kernel.

    What it shows can be kept with view_lines, which prints and exports.
    """
    import ipywidgets as widgets

    heads = zip(corpus.articles["article_id"], corpus.articles["headline"], strict=True)
    articles = [("", ""), *((f"{article_id} {headline}", article_id) for article_id, headline in heads)]
    names = sorted({name for path in corpus.places["path"] for name in path.split("/") if name})
    controls = {
        "query": widgets.Text(description="string", continuous_update=False),
        "article_id": widgets.Dropdown(options=articles, description="article"),
        "place": widgets.Dropdown(options=["", *names], description="place"),
        "first": widgets.Text(description="from", placeholder="2021-05-01", continuous_update=False),
        "last": widgets.Text(description="to", placeholder="2021-06-30", continuous_update=False),
    }
    shown = widgets.HTML()

    def refresh(_: object = None) -> None:
        asked = {name: control.value for name, control in controls.items()}
        period = (asked.pop("first"), asked.pop("last"))
        shown.value = view_lines(corpus, **asked, period=period).html

    for control in controls.values():
        control.observe(refresh, names="value")
    refresh()
    return widgets.VBox([widgets.HBox(list(controls.values())[:3]), widgets.HBox(list(controls.values())[3:]), shown])
