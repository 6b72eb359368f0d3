"""Bytes to text: UTF-8, UTF-16 with its mark, or strict GB18030 with a warning."""

import codecs
import warnings
from pathlib import Path

from analysis.corpus.errors import BadInput, InputWarning

LARGEST = 20 * 2**20  # bytes of one page or record: a year of a daily fits, a decompression bomb does not


def read_file(path: Path) -> bytes:
    """Bytes of a file, of an overlong one only the first.

    Raises BadInput for what never ends or never begins (a pipe, a device, also behind a link).
    """
    if path.exists() and not path.is_file():
        raise BadInput(f"{path.name}: is no file: take it out of the folder")
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def decode(content: bytes, where: str) -> str:
    """Decode a page exactly: the byte order mark goes, line ends stay.

    Raises BadInput, which names `where` and the cure.

    >>> decode("\\ufeff晨报".encode(), "p.txt")  # morning paper
    '晨报'
    """
    if len(content) > LARGEST:
        raise BadInput(f"{where}: is larger than 20 MB: divide it into pages")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_utf16(content, where)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return _decode_gb18030(content, where, problem.start)


def _decode_utf16(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as problem:
        raise BadInput(f"{where}: is not valid UTF-16 at byte {problem.start}: save it as UTF-8") from None


def _decode_gb18030(content: bytes, where: str, utf8_fault: int) -> str:
    # Latin text in UTF-16 without its mark is full of zero bytes and might pass as GB18030.
    if b"\0" in content:
        raise BadInput(f"{where}: holds zero bytes and is neither UTF-8 nor marked UTF-16: save it as UTF-8")
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as problem:
        faults = f"not UTF-8 (byte {utf8_fault}) and not GB18030 (byte {problem.start})"
        raise BadInput(f"{where}: is {faults}: save it as UTF-8") from None
    warnings.warn(f"{where}: read as GB18030, since it is not UTF-8", InputWarning, stacklevel=2)
    return text
