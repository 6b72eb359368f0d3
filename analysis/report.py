"""One self-contained page for colleagues without Python: findings, figures, tables, sentences, defects, provenance.

It holds no script and asks no host for anything; figures are pictures inside the file.
"""

import base64
import io
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pandas as pd

from analysis.corpus import BadInput
from analysis.figures import Plot, plot_cloud, plot_map, plot_page, plot_timeline, plot_words
from analysis.findings import (
    summarise_actors,
    summarise_corpus,
    summarise_geography,
    summarise_themes,
    summarise_timeline,
)
from analysis.handle import Corpus
from analysis.labels import label
from analysis.views import view_concordance, view_page, view_table
from analysis.words import drop_stopwords

STYLE = """
body { font: 16px/1.6 "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #1a1a1a;
       background: #fff; max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1, h2 { line-height: 1.25; }
h2 { border-top: 1px solid #ccc; padding-top: 1rem; margin-top: 2.5rem; }
figure { margin: 1rem 0; }
figure img { max-width: 100%; height: auto; }
figcaption { color: #555; font-size: 85%; }
.wide { overflow-x: auto; font-size: 85%; }
"""
PAGE = """<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{style}</style></head>
<body><h1>{title}</h1>{body}</body>
</html>
"""
TABLES = {
    "activities": ["actor", "action", "path", "date_text", "from_date", "to_date", "date_type", "text"],
    "quantities": ["article_id", "text", "number", "unit", "what", "kind"],
    "defects": ["article_id", "text", "kind", "suggestion", "confidence", "applied"],
}


class Shown(Protocol):
    """Whatever JupyterLab shows as HTML."""

    def _repr_html_(self) -> str: ...


class Section(NamedTuple):
    """A part of the report: a key of labels.csv for its heading, and HTML that is safe already."""

    heading: str
    html: str


def write_report(corpus: Corpus, out: Path, lang: str = "en", journal: str = "generic") -> None:
    """Write the report; an earlier file stays whole until the new one is.

    Raises BadInput where `out` cannot be written.
    """
    html = _page(list(_sections(corpus, lang, journal)), lang)
    partial = out.with_name(f".{out.name}.partial")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(html, "utf-8")
        partial.replace(out)
    except OSError as problem:
        partial.unlink(missing_ok=True)
        raise BadInput(f"{out}: cannot be written ({problem.strerror}): name another file") from None


def _page(sections: list[Section], lang: str) -> str:
    title = escape(label("report", lang))
    body = "".join(f"<h2>{escape(label(heading, lang))}</h2>{html}" for heading, html in sections)
    return PAGE.format(lang="zh-Hans" if lang == "zh" else "en", title=title, style=STYLE, body=body)


def _sections(c: Corpus, lang: str, journal: str) -> Iterator[Section]:
    words = drop_stopwords(c.words, c.lists.stopwords)
    look: dict[str, Any] = {"lang": lang, "journal": journal}
    page = _picture(plot_page(c.paragraphs, c.articles, c.defects, **look))
    yield Section("corpus", _wide(summarise_corpus(c.pages, c.articles, c.defects, lang)) + page)
    bars = _picture(plot_words(words, c.articles, glossary=c.lists.glossary, **look))
    cloud = _picture(plot_cloud(words, glossary=c.lists.glossary, **look))
    yield Section("themes", _wide(summarise_themes(words, c.slogans, c.articles, lang)) + bars + cloud)
    geography = _wide(summarise_geography(c.places, c.articles, lang)) + _picture(plot_map(c.places, **look))
    yield Section("geography", geography + _wide(view_concordance(c.places, c.paragraphs)))
    timeline = _picture(plot_timeline(c.activities, c.dates, c.articles, glossary=c.lists.glossary, **look))
    yield Section(
        "timeline", _wide(summarise_timeline(c.dates, c.activities, lang)) + timeline + _table(c, "activities")
    )
    actors = _wide(summarise_actors(c.organisations, c.people, c.quotations, c.checks, lang))
    yield Section("actors", actors + _wide(view_concordance(c.people, c.paragraphs)) + _table(c, "quantities"))
    yield Section("defects", _table(c, "defects"))
    yield Section("text", _wide(view_page(c, lang=lang)) if len(c.articles) else "")
    yield Section("provenance", _wide(view_table(_provenance(c))))


def _wide(shown: Shown) -> str:
    """Let what is wider than a telephone scroll within itself."""
    return f'<div class="wide">{shown._repr_html_()}</div>'


def _table(c: Corpus, name: str) -> str:
    return _wide(view_table(getattr(c, name)[TABLES[name]], top=200))


def _picture(plot: Plot) -> str:
    """A figure inside the page; what an SVG within an image says is never run."""
    buffer = io.BytesIO()
    plot.save(buffer, "svg")
    data = base64.b64encode(buffer.getvalue()).decode()
    title, method, alt = (escape(text) for text in plot.caption)
    image = f'<img alt="{alt}" src="data:image/svg+xml;base64,{data}">'
    return f"<figure>{image}<figcaption><b>{title}</b> {method}</figcaption></figure>"


def _provenance(c: Corpus) -> pd.DataFrame:
    """What was read: each page or record by its hash."""
    return c.pages[["page_id", "sha256", "chars", "source", "published_from", "published_to", "published_basis"]]
