"""One handle on a corpus, whatever it is made of: its tables, computed when first asked."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis import corpus as disk
from analysis.activities import Mentions, find_activities, link_by_month
from analysis.dates import find_dates
from analysis.defects import find_defects, share_defects
from analysis.layout import apply_corrections, split_pages, split_sentences
from analysis.organisations import find_organisations, places_in_bodies
from analysis.people import find_people
from analysis.places import find_places
from analysis.publication import add_regions, date_pages, find_evidence, locate_pages
from analysis.quantities import find_checks, find_quantities
from analysis.quotations import find_quotations, find_speakers
from analysis.schema import TABLES, build
from analysis.stored import Sample, ask, draw_sample, read_sampled, read_stored
from analysis.themes import find_slogans
from analysis.words import find_words

EMPTY: Mapping[str, str] = MappingProxyType({})
SAMPLED = 20_000  # pages or records whose tables a notebook holds in some 2 GB


class Corpus:
    """Tables of a corpus as attributes, named as in docs/codebook.md; `lists` is what the researcher added.

    A table is computed when it is first asked, together with those it needs.

    >>> corpus = from_texts({"p": "春耕开始\\n\\n3月5日，各村开始春耕。"})  # spring ploughing begins
    >>> corpus.articles["headline"].tolist()
    ['春耕开始']
    """

    part: Sample | None = None

    def __init__(self, texts: pd.DataFrame, given: pd.DataFrame, lists: disk.Lists, folder: Path | None = None) -> None:
        """Hold the texts and what is known of their pages beforehand, or the folder of tables written before."""
        self.texts, self.given, self.lists, self.folder = texts, given, lists, folder

    def sample(self, most: int = SAMPLED) -> "Corpus":
        """What fits into memory: of a stored archive of more pages or records every k-th, any other corpus as it is.

        Tables are then those of the sample; `query`, and the counts by period that
        ask it, answer for the whole archive.

        Raises ValueError if `most` is less than one page.

        >>> from_texts({"p": "雨停了。"}).sample()  # the rain has stopped
        Corpus of 1 page or record, 4 characters
        """
        if most < 1:
            raise ValueError(f"{most=}: a sample has one page or more")
        part = draw_sample(self.folder, most) if self.folder else None
        if not part:
            return self
        sampled = Corpus(self.texts, self.given, self.lists, self.folder)
        sampled.part = part
        return sampled

    def __getattr__(self, name: str) -> Any:
        """Compute or read a table, once."""
        if name not in (TABLES if self.__dict__.get("folder") else RECIPES):
            raise AttributeError(f"a corpus has no table {name!r}: it has {', '.join(TABLES)}")
        self.__dict__[name] = self._make(name)
        return self.__dict__[name]

    def _make(self, name: str) -> Any:
        if not self.folder:
            return RECIPES[name](self)
        return read_sampled(self.folder, name, self.part) if self.part else read_stored(self.folder, name)

    def query(self, sql: str, **values: object) -> pd.DataFrame:
        """Answer a question in DuckDB's SQL; of a Parquet dataset only what it asks for is read.

        `$name` in it stands for one of the values. Without ORDER BY rows come in no fixed order.

        >>> corpus = from_texts({"p": "春耕开始\\n\\n3月5日，各村开始春耕。"})  # spring ploughing begins
        >>> corpus.query("SELECT role, count(*) AS n FROM paragraphs GROUP BY role ORDER BY role")
               role  n
        0      body  1
        1  headline  1
        """
        return ask(sql, values, self._find)

    def _find(self, name: str) -> pd.DataFrame | Path:
        if not self.folder:
            return getattr(self, name)
        path = disk.find_table(self.folder, name)
        if path.suffix == ".parquet":
            return path
        return read_stored(self.folder, name) if self.part else getattr(self, name)

    def __dir__(self) -> list[str]:
        """Offer the tables to <TAB>."""
        return [*TABLES, "lists", "texts"]

    def __repr__(self) -> str:
        """Say how large it is."""
        of = "page or record" if len(self.pages) == 1 else "pages or records"
        size = f"{len(self.pages):,} {of}, {int(self.pages['chars'].sum()):,} characters"
        return f"Sample of {size}: one in {self.part.step} of {self.part.of:,}" if self.part else f"Corpus of {size}"


def _corrected(name: str, find: Callable[[Corpus], pd.DataFrame]) -> Callable[[Corpus], pd.DataFrame]:
    """Apply the researcher's decisions on single mentions to a table."""
    return lambda c: apply_corrections(name, find(c), c.lists.corrections)


# What each table is made of. `layout`, `days`, `dated`, `marked`, `located` are steps on the way to one: places are
# found on pages with days, and the region of a page rests on its places.
RECIPES: dict[str, Callable] = {
    "layout": lambda c: split_pages(c.texts, c.lists.corrections),
    "ledger": lambda c: c.layout.ledger,
    "paragraphs": lambda c: c.layout.paragraphs,
    "sentences": lambda c: split_sentences(c.paragraphs),
    "days": _corrected("evidence", lambda c: find_evidence(c.paragraphs, c.given)),
    "dated": lambda c: date_pages(c.given, c.days),
    "pages": lambda c: locate_pages(c.dated, c.places),
    "evidence": _corrected("evidence", lambda c: add_regions(c.days, c.pages, c.places)),
    "words": lambda c: find_words(c.paragraphs, c.sentences, c.lists.dictionary),
    "marked": lambda c: find_quotations(c.paragraphs),
    "quotations": _corrected("quotations", lambda c: find_speakers(c.marked, c.people, c.paragraphs)),
    "dates": _corrected("dates", lambda c: find_dates(c.paragraphs, c.dated, c.marked, c.lists.events)),
    "located": lambda c: find_places(c.paragraphs, c.dated),
    "places": _corrected("places", lambda c: places_in_bodies(c.located, c.organisations)),
    "organisations": _corrected("organisations", lambda c: find_organisations(c.paragraphs, c.located)),
    "people": _corrected("people", lambda c: find_people(c.paragraphs, c.organisations, c.lists.people)),
    "quantities": _corrected("quantities", lambda c: find_quantities(c.paragraphs, c.dates)),
    "checks": lambda c: find_checks(c.quantities, c.paragraphs),
    "slogans": _corrected("slogans", lambda c: find_slogans(c.paragraphs, c.quotations, c.lists.slogans)),
    "activities": _corrected(
        "activities",
        lambda c: find_activities(
            c.sentences, c.paragraphs, Mentions(c.dates, c.places, c.organisations, c.people, c.quotations)
        ),
    ),
    "links": lambda c: link_by_month(c.activities, c.words, c.pages),
    "defects": _corrected("defects", lambda c: find_defects(c.ledger, c.paragraphs, c.quotations, c.places, c.words)),
    "articles": lambda c: share_defects(c.layout.articles, c.defects),
}


def read_corpus(path: str | Path, lists: str | Path | None = None, layout: str | None = None) -> Corpus:
    """Read a folder of page texts, one text, an archive, or a folder of tables written before.

    `lists` is the folder of the researcher's lists; left out, it is `lists/` in
    the folder or beside the file. `layout` (page or article) says whether a
    text is to be split; left out, .txt are pages and records are articles.

    Raises BadInput in one line that names the file, the record and the cure.
    """
    path = Path(path)
    if is_stored(path):
        return Corpus(disk.NO_TEXTS, build("pages", []), find_lists(path, lists), path)
    texts = disk.accept(disk.stream_texts(path, layout))
    return gather(list(disk.to_tables(texts)), find_lists(path, lists), path)


def is_stored(path: Path) -> bool:
    """Tell whether a folder holds tables and not texts."""
    return any((path / f"articles{ending}").exists() for ending in (".csv", ".parquet"))


def find_lists(path: Path, lists: str | Path | None) -> disk.Lists:
    """The lists named, else those beside the corpus, else none."""
    beside = (path if path.is_dir() else path.parent) / "lists"
    return disk.read_lists(Path(lists) if lists else beside if beside.is_dir() else None)


def gather(parts: list[tuple[pd.DataFrame, pd.DataFrame]], lists: disk.Lists, path: Path) -> Corpus:
    """One handle on several partitions.

    Raises BadInput if there is none: an empty corpus is an error.
    """
    if not parts:
        raise disk.BadInput(f"{path}: holds no record: name a corpus with at least one")
    texts, given = (pd.concat(frames, ignore_index=True) for frames in zip(*parts, strict=True))
    return Corpus(texts, given, lists)


def from_texts(raws: dict[str, str], layout: str = "page", days: Mapping[str, str] = EMPTY) -> Corpus:
    """Handle on texts in memory by page_id, for trying things out; `days` says when they were published.

    >>> from_texts({"p": "雨停了。"}).sentences["text"].tolist()  # the rain has stopped
    ['雨停了。']
    """
    known = {page: disk.Known(published_from=day, published_to=day) for page, day in days.items()}
    texts = (disk.make_text(page, raw, layout, "", known.get(page, disk.UNKNOWN)) for page, raw in raws.items())
    return gather(list(disk.to_tables(texts)), disk.read_lists(None), Path("memory"))


def compute_tables(corpus: Corpus) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield every table by name, in the order of the contract."""
    for name in TABLES:
        yield name, getattr(corpus, name)


COUNTED = ["paragraphs", "sentences", "words", "dates", "places", "organisations", "people", "quantities", "activities"]


def count_repairs(corpus: Corpus) -> pd.DataFrame:
    """Raw and repaired counts side by side: a line per table, with the rows that the researcher's corrections touched.

    `printed` counts rows of the text read line by line, nothing joined or taken
    out; `repaired` those of the tables.

    A handle on stored tables has no text, and nothing in `printed`.

    >>> raw = "春耕开始\\n\\n3月5日，各村的农民都在田间地头忙\\n\\n着春耕，大家干劲十足。"  # broken within a clause
    >>> count_repairs(from_texts({"p": raw})).head(1).values.tolist()
    [['paragraphs', 3, 2, 0]]
    """
    none = corpus.lists.corrections.head(0)
    raw = Corpus(corpus.texts.assign(layout="article", title=""), corpus.given, corpus.lists._replace(corrections=none))
    rows = []
    for name in COUNTED:
        table = getattr(corpus, name)
        rows.append(
            (name, len(getattr(raw, name)) if len(raw.texts) else None, len(table), int(table["corrected"].sum()))
        )
    return pd.DataFrame(rows, columns=["table", "printed", "repaired", "corrected"]).astype({"printed": "Int64"})
