"""One self-contained page for colleagues without Python: findings, figures, tables, sentences, defects, provenance.

It holds no script and asks no host for anything; figures are pictures inside the file.
"""

import base64
import io
from collections.abc import Iterator
from contextlib import suppress
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
from analysis.masking import Masked
from analysis.provenance import describe_software, hash_corpus
from analysis.views import view_concordance, view_page, view_table
from analysis.words import drop_stopwords

STYLE = """
body { font: 16px/1.6 "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #1a1a1a;
       background: #fff; max-width: 64rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; }
h2 { border-top: 1px solid #ccc; padding-top: 1.5rem; margin-top: 3rem; }
h3 { margin-top: 2rem; font-size: 105%; }
nav a { display: inline-block; margin-right: 1.2em; color: #00507a; }
h2::first-letter, h3::first-letter, nav a::first-letter { text-transform: uppercase; }
figure { margin: 1.5rem 0; overflow-x: auto; }
figure img { width: 100%; min-width: 36rem; max-width: 52rem; height: auto; }
figcaption { color: #555; font-size: 85%; max-width: 52rem; }
.wide { overflow-x: auto; font-size: 85%; line-height: 1.5; overflow-wrap: normal; margin: 1rem 0; }
.tall { max-height: 30rem; overflow-y: auto; border: 1px solid #ddd; }
.tall thead th { position: sticky; top: 0; background: #fff !important; }
.wide th { white-space: nowrap; border-bottom: 1px solid #999; }
.wide td { min-width: 4.5em; border-bottom: 1px solid #eee; }
.wide td:last-child { min-width: 14em; }
.lines td { white-space: nowrap; min-width: 0; }
@media print { .tall { max-height: none; } nav { display: none; } }
"""
PAGE = """<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{style}</style></head>
<body><h1>{title}</h1><nav>{nav}</nav>{body}</body>
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


class Look(NamedTuple):
    """How the report is to be: language of what is shown, preset of the figures, private persons masked or not."""

    lang: str = "en"
    journal: str = "generic"
    mask_persons: bool = False


LOOK = Look()


def write_report(corpus: Corpus, out: Path, look: Look = LOOK) -> None:
    """Write the report; an earlier file stays whole until the new one is.

    Raises BadInput where `out` cannot be written.
    """
    shown: Any = Masked(corpus) if look.mask_persons else corpus
    html = _page(list(_sections(shown, look)), look.lang)
    partial = out.with_name(f".{out.name}.partial")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(html, "utf-8")
        partial.replace(out)
    except OSError as problem:
        with suppress(OSError):  # where the folder is a file there is nothing to take away
            partial.unlink()
        raise BadInput(f"{out}: cannot be written ({problem.strerror}): name another file") from None


def _page(sections: list[Section], lang: str) -> str:
    titles = {heading: escape(label(heading, lang)) for heading in ("report", *(s.heading for s in sections))}
    nav = "".join(f'<a href="#{heading}">{titles[heading]}</a> ' for heading, _ in sections)
    body = "".join(f'<h2 id="{heading}">{titles[heading]}</h2>{html}' for heading, html in sections)
    language = "zh-Hans" if lang == "zh" else "en"
    return PAGE.format(lang=language, title=titles["report"], style=STYLE, nav=nav, body=body)


def _sections(c: Any, look: Look) -> Iterator[Section]:
    """The parts in the order of the notebooks; `c` is a corpus or its masked double."""
    lang = look.lang
    words = drop_stopwords(c.words, c.lists.stopwords)
    style: dict[str, Any] = {"lang": lang, "journal": look.journal}
    glossed = style | {"glossary": c.lists.glossary}
    page = _picture(plot_page(c.paragraphs, c.articles, c.defects, **style))
    yield Section("corpus", _wide(summarise_corpus(c.pages, c.articles, c.defects, lang)) + page)
    clouds = _picture(plot_words(words, c.articles, **glossed)) + _picture(plot_cloud(words, **glossed))
    yield Section("themes", _wide(summarise_themes(words, c.slogans, c.articles, lang)) + clouds)
    places = _wide(summarise_geography(c.places, c.articles, lang)) + _picture(plot_map(c.places, **style))
    yield Section("geography", places + _lines(c, "places", lang))
    timeline = _picture(plot_timeline(c.activities, c.dates, c.articles, **glossed))
    told = _wide(summarise_timeline(c.dates, c.activities, lang)) + timeline
    yield Section("timeline", told + _table(c, "activities", lang))
    actors = _wide(summarise_actors(c.organisations, c.people, c.quotations, c.checks, lang))
    yield Section("actors", actors + _lines(c, "people", lang) + _table(c, "quantities", lang))
    yield Section("defects", _table(c, "defects", ""))
    yield Section("text", _wide(view_page(c, lang=lang)) if len(c.articles) else "")
    yield Section("provenance", _provenance(c, look))


def _wide(shown: Shown, kind: str = "") -> str:
    """Let what is wider than a telephone scroll within itself."""
    return f'<div class="wide {kind}">{shown._repr_html_()}</div>'


def _table(c: Any, name: str, lang: str) -> str:
    """The first 200 rows of a table, under its name if a language is given."""
    head = f"<h3>{escape(label(name, lang))}</h3>" if lang else ""
    return head + _wide(view_table(getattr(c, name)[TABLES[name]], top=200), "tall")


def _lines(c: Any, name: str, lang: str) -> str:
    return f"<h3>{escape(label(name, lang))}</h3>" + _wide(
        view_concordance(getattr(c, name), c.paragraphs, top=200), "tall lines"
    )


def _picture(plot: Plot) -> str:
    """A figure inside the page; what an SVG within an image says is never run."""
    buffer = io.BytesIO()
    plot.save(buffer, "svg")
    data = base64.b64encode(buffer.getvalue()).decode()
    title, method, alt = (escape(text) for text in plot.caption)
    image = f'<img alt="{alt}" src="data:image/svg+xml;base64,{data}">'
    return f"<figure>{image}<figcaption><b>{title}</b> {method}</figcaption></figure>"


def _provenance(c: Any, look: Look) -> str:
    """What was read, each page or record by its hash, and what read it."""
    made = describe_software(c.lists)
    facts = [("corpus sha256", hash_corpus(c) or "–")]
    facts += [("analysis", f"{made['analysis']['version']}, sha256 {made['analysis']['sha256']}")]
    facts += [("python", made["python"]), *made["packages"].items()]
    facts += [(f"lists: {name}", digest or "–") for name, digest in made["lists"].items()]
    facts += [(name, str(value)) for name, value in look._asdict().items()]
    columns = ["page_id", "sha256", "chars", "source", "published_from", "published_to", "published_basis"]
    software = view_table(pd.DataFrame(facts, columns=["what", "is"], dtype="str"), top=len(facts))
    return _wide(view_table(c.pages[columns], top=1000), "tall lines") + _wide(software)
