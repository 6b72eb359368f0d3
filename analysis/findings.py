"""Findings: what a notebook answers in its first cell, in sentences whose numbers are computed.

The sentences, each with its denominator, stand in data/findings.csv.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from importlib import resources
from typing import NamedTuple

import pandas as pd

from analysis.labels import label
from analysis.schema import check

Finding = tuple[str, Mapping[str, object]]
COUNTED = ["literal", "actor"]  # places that stand for a place of the story


class Findings(NamedTuple):
    """Sentences in one language, as text and, in JupyterLab, as a list."""

    sentences: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(f"- {sentence}" for sentence in self.sentences)

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in self.sentences)
        return f'<ul class="tex2jax_ignore mathjax_ignore">{items}</ul>'  # a dollar sign opens no formula


@cache
def _templates() -> dict[str, dict[str, str]]:
    lines = resources.files("analysis").joinpath("data/findings.csv").read_text("utf-8").splitlines()
    return {row["key"]: row for row in csv.DictReader(lines)}


def _say(lang: str, *findings: Finding) -> Findings:
    return Findings(tuple(_templates()[key][lang].format(**values) for key, values in findings))


def _most(values: pd.Series, lang: str, top: int = 3) -> str:
    """The commonest values with their counts; ties in code point order."""
    counts = values[values != ""].value_counts().rename_axis("value").reset_index(name="n")
    counts = counts.sort_values(["n", "value"], ascending=[False, True]).head(top)
    return (
        ", ".join(f"{label(value, lang)} ({n})" for value, n in zip(counts["value"], counts["n"], strict=True)) or "–"
    )


def summarise_corpus(pages: pd.DataFrame, articles: pd.DataFrame, defects: pd.DataFrame, lang: str = "en") -> Findings:
    """How much there is, when it can have been published, and how sound its text is.

    >>> from analysis.schema import build
    >>> summarise_corpus(build("pages", []), build("articles", []), build("defects", []))
    - Pages or records: 0; characters: 0; articles: 0; captions: 0.
    - No date of publication is given, and none can be inferred.
    - No defect was found.
    """
    captions = int((articles["kind"] == "caption").sum())
    size = {
        "pages": len(pages),
        "chars": int(pages["chars"].sum()),
        "articles": len(articles) - captions,
        "captions": captions,
    }
    applied = int(defects["applied"].sum())
    broken = {
        "found": len(defects),
        "applied": applied,
        "open": len(defects) - applied,
        "most": _most(defects["kind"], lang),
    }
    return _say(lang, ("size", size), _window(pages), ("defects" if len(defects) else "no_defects", broken))


def _window(pages: pd.DataFrame) -> Finding:
    known = pages[pages["published_from"] != ""]
    if known.empty:
        return "no_window", {}
    given = int((known["published_basis"] == "given").sum())
    days = {"first": known["published_from"].min(), "last": known["published_to"].max()}
    return "window", days | {"given": given, "inferred": len(known) - given, "pages": len(pages)}


def summarise_themes(words: pd.DataFrame, slogans: pd.DataFrame, articles: pd.DataFrame, lang: str = "en") -> Findings:
    """Which words and set phrases carry the corpus, and in how many articles.

    `words` are those to be counted: leave stop words out beforehand.
    """
    counted = {"words": len(words), "types": words["text"].nunique(), "most": _most(words["text"], lang)}
    spread = {"articles": len(articles), "most": _most(words.drop_duplicates(["article_id", "text"])["text"], lang)}
    said = {
        "slogans": len(slogans),
        "held": slogans["article_id"].nunique(),
        "articles": len(articles),
        "most": _most(slogans["canonical"], lang),
    }
    return _say(lang, ("words", counted), ("spread", spread), ("slogans", said))


def summarise_geography(places: pd.DataFrame, articles: pd.DataFrame, lang: str = "en") -> Findings:
    """Which places, how deep, how sure; an address counts once."""
    check("places", places)
    counted = places[places["sense"].isin(COUNTED) & places["chain_head"]]
    held = {"held": counted["article_id"].nunique(), "articles": len(articles)}
    sure = (counted["confidence"] == "high").mean() if len(counted) else 0.0
    return _say(
        lang,
        ("places", held | {"mentions": len(places), "addresses": len(counted)}),
        ("depth", {"levels": _most(counted["level"], lang, 9), "sure": sure}),
        ("where", {"most": _most(counted["name"], lang)}),
        ("not_counted", {"left": int((~places["sense"].isin(COUNTED)).sum())}),
    )


def summarise_timeline(dates: pd.DataFrame, activities: pd.DataFrame, lang: str = "en") -> Findings:
    """What happened when, how much of it is dated, and how much time is ornament."""
    days = activities[activities["date_type"] == "day"]
    ornament = int(dates["sense"].isin(["rhetorical", "generic", "topic"]).sum())
    return _say(lang, *_activities(activities, days, lang), ("ornament", {"dates": len(dates), "ornament": ornament}))


def _activities(activities: pd.DataFrame, days: pd.DataFrame, lang: str) -> Iterator[Finding]:
    share = len(days) / len(activities) if len(activities) else 0.0
    yield "activities", {"activities": len(activities), "days": len(days), "share": share}
    if len(days):
        yield "reach", {"first": days["from_date"].min(), "last": days["to_date"].max()}
    if len(activities):
        yield "date_types", {"types": _most(activities["date_type"], lang, 8)}


def summarise_actors(
    organisations: pd.DataFrame, people: pd.DataFrame, quotations: pd.DataFrame, checks: pd.DataFrame, lang: str = "en"
) -> Findings:
    """Who acts, who speaks, and whether the printed numbers hold."""
    bodies = {"bodies": organisations["name"].nunique(), "mentions": len(organisations)}
    speech = quotations[quotations["kind"] == "speech"]
    persons = {
        "named": people.loc[people["kind"] == "named", "name"].nunique(),
        "speeches": len(speech),
        "told": int((speech["speaker"] != "").sum()),
    }
    agree = {"checks": len(checks), "agree": int((checks["agrees"] == "yes").sum())}
    return _say(
        lang,
        ("bodies", bodies | {"lines": _most(organisations["line"], lang, 4)}),
        ("persons", persons),
        ("checks", agree),
    )
