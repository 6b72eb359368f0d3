"""A corpus as a stream of texts: the pages of a folder, one page, or the records of an archive."""

import hashlib
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.decode import LARGEST, decode, read_file
from analysis.corpus.errors import BadInput, InputWarning, first
from analysis.corpus.metadata import UNKNOWN, Known, read_known, read_pages_csv
from analysis.corpus.records import READERS, Raw
from analysis.schema import build

PLAIN, COPY = (
    "save the document as plain text (.txt, UTF-8)",
    "save the page's text as .txt, e.g. copy it from the browser",
)
ADVICE = {
    **dict.fromkeys((".docx", ".doc", ".rtf", ".odt", ".wps"), PLAIN),
    **dict.fromkeys((".html", ".htm", ".mht", ".mhtml"), COPY),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff"), "recognise its text first (OCR) and save it as .txt"),
    ".pdf": "extract its text first, e.g. `pdftotext -enc UTF-8 page.pdf page.txt`",
    ".json": "write one object a line into a .jsonl",
    ".xlsx": "save the sheet as .csv (UTF-8) with the columns id and body",
}
CHARS, MOST = 500_000, 5_000  # characters and texts of a partition
NO_TEXTS = pd.DataFrame(columns=["page_id", "raw", "title", "layout"], dtype="str")
SURROGATE = re.compile("[\ud800-\udfff]")


class Text(NamedTuple):
    """A page or record as received, with what is known of it; `layout` is page or article."""

    page_id: str
    raw: str
    title: str
    layout: str
    sha256: str
    known: Known


class Rejected(NamedTuple):
    """A page or record that cannot be read, and why."""

    where: str
    page_id: str
    reason: str


def stream_texts(path: Path, layout: str | None = None) -> Iterator[Text | Rejected]:
    """Yield the texts of a corpus in its order: files by name, records as they stand.

    `layout` says whether a text is a page to be split or one article; left
    out, it is page for .txt and article for records.

    Raises BadInput where the corpus as a whole cannot be read.
    """
    if not path.exists():
        raise BadInput(f"{path}: there is no such file or folder: name a folder of .txt, a .txt, or an archive")
    if path.is_dir():
        return _unique(_pages(_list_files(path), path, layout or "page"))
    if path.suffix == ".txt":
        return _unique(_pages([path], path.parent, layout or "page"))
    return _unique(_records(path, layout or "article"))


def _list_files(folder: Path) -> list[Path]:
    """The .txt of a folder; a document without one of its name is named, with the way to its text."""
    files = sorted(folder.glob("*.txt"))
    texts = {path.stem for path in files}
    others = sorted(path for path in folder.iterdir() if path.suffix.lower() in {*ADVICE, ".txt"})
    others = [path for path in others if path.stem not in texts]
    cure = (
        ADVICE.get(others[0].suffix.lower(), "rename it to .txt")
        if others
        else "put page texts directly into the folder"
    )
    if not files:
        instead = f", but {first([path.name for path in others])}" if others else ""
        raise BadInput(f"{folder}: holds no .txt{instead}: {cure}")
    if others:
        warnings.warn(f"{first([path.name for path in others])}: passed over: {cure}", InputWarning, stacklevel=2)
    return files


def make_text(page_id: str, raw: str, layout: str = "page", title: str = "", known: Known = UNKNOWN) -> Text:
    """A text that is in memory; its hash is that of its UTF-8 bytes."""
    return Text(page_id, raw, title, layout, hashlib.sha256(raw.encode()).hexdigest(), known)


def _pages(files: list[Path], folder: Path, layout: str) -> Iterator[Text | Rejected]:
    known = read_pages_csv(folder / "pages.csv")
    strange = [page for page in known if not (folder / f"{page}.txt").exists()]
    if strange:
        raise BadInput(f"pages.csv: no page {first(strange)} in {folder}: its page_id is the file's name without .txt")
    for file in files:
        try:
            content = read_file(file)
            text = decode(content, file.name)
        except OSError as problem:
            yield Rejected(file.name, file.stem, f"cannot be read ({problem.strerror}): check the file and its rights")
        except BadInput as problem:
            yield Rejected(file.name, file.stem, str(problem).partition(": ")[2])
        else:
            digest = hashlib.sha256(content).hexdigest()
            yield Text(file.stem, text, "", layout, digest, known.get(file.stem, UNKNOWN))


def _records(path: Path, layout: str) -> Iterator[Text | Rejected]:
    ending = next((end for end in READERS if path.name.endswith(end)), None)
    if ending is None:
        cure = ADVICE.get(
            path.suffix.lower(), "give a folder of .txt, a .txt, a .jsonl (.gz, .zst), a .csv or a .parquet"
        )
        raise BadInput(f"{path.name}: is no corpus: {cure}")
    for raw in READERS[ending](path):
        yield _read_record(raw, layout)


def _read_record(raw: Raw, layout: str) -> Text | Rejected:
    identity = raw.fields.get("id")
    page_id = str(identity) if isinstance(identity, (str, int)) and not isinstance(identity, bool) else ""
    reason = raw.reason or _fault(raw.fields, page_id)
    if reason:
        return Rejected(raw.where, page_id, reason)
    texts = {name: value for name, value in raw.fields.items() if isinstance(value, str)}
    day = raw.fields.get("date")
    fields = texts | {"published": day.isoformat() if isinstance(day, date) else day or ""}
    try:
        known = read_known(fields, raw.where)
    except BadInput as problem:
        return Rejected(raw.where, page_id, str(problem).removeprefix(f"{raw.where}: "))
    return make_text(page_id, texts["body"], layout, texts.get("title", ""), known)


def _fault(fields: dict[str, object], page_id: str) -> str:
    """Say what is wrong with a record, or nothing."""
    body = fields.get("body")
    if not page_id.strip():
        return "has no id: give each record an id, a text that no other has"
    if not isinstance(body, str):
        return "has no body: give the text of the article, or an empty text"
    for name in ("date", "title", "newspaper", "region"):
        if not isinstance(fields.get(name), (str, date, type(None))):
            return f"{name} is no text: write it in quotes"
    for name, value in fields.items():
        if isinstance(value, str) and SURROGATE.search(value):
            return f"{name} holds half a character (a lone surrogate): write the text again as UTF-8"
    return "is larger than 20 MB: divide it" if len(body.encode()) > LARGEST else ""


def _unique(texts: Iterator[Text | Rejected]) -> Iterator[Text | Rejected]:
    """Reject the second bearer of an id; ids are kept as hashes, 16 bytes each."""
    seen: set[bytes] = set()
    for number, text in enumerate(texts, 1):
        key = hashlib.blake2b(text.page_id.encode(errors="replace"), digest_size=16).digest()
        if isinstance(text, Text) and key in seen:
            reason = f"id {text.page_id[:60]!r} was there before: give each record its own"
            yield Rejected(f"record {number}", text.page_id, reason)
        else:
            seen.add(key)
            yield text


def accept(texts: Iterable[Text | Rejected], set_aside: Callable[[Rejected], object] | None = None) -> Iterator[Text]:
    """Yield what can be read; what cannot is an error or, where it can be, set aside.

    Raises BadInput for the first rejected text if there is no `set_aside`.
    """
    for text in texts:
        if isinstance(text, Text):
            if not text.raw.strip():
                warnings.warn(f"{text.page_id}: is empty: a page without articles", InputWarning, stacklevel=2)
            yield text
        elif set_aside is None:
            raise BadInput(f"{text.where}: {text.reason}, or set bad records aside with --set-aside")
        else:
            set_aside(text)


def to_batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """Yield the texts in partitions of CHARS characters, closed by the text that reaches them, or of MOST texts.

    Only the order of the texts decides where a partition ends, so that a run
    that was cut off finds the same ones again.
    """
    batch: list[Text] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text.raw)
        if size >= CHARS or len(batch) == MOST:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def to_tables(texts: Iterable[Text]) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Yield tables (texts, pages) of a partition each.

    texts has the columns page_id, raw, title, layout; pages what is known
    before the text is read.
    """
    return map(_frames, to_batches(texts))


def _frames(batch: list[Text]) -> tuple[pd.DataFrame, pd.DataFrame]:
    texts = pd.DataFrame([text[:4] for text in batch], columns=list(NO_TEXTS), dtype="str")
    return texts, build("pages", (_page(text) for text in batch))


def _page(text: Text) -> tuple[object, ...]:
    known = text.known
    basis = "given" if known.published_from else "none"
    window = (known.published_from, known.published_to, basis)
    return text.page_id, known.source, text.sha256, len(text.raw), known.newspaper, known.region, *window
