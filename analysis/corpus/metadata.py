"""What is known of a page beforehand: pages.csv, and the same fields of an archive's records."""

import csv
import re
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import NamedTuple

from analysis.corpus.decode import LARGEST, decode, read_file
from analysis.corpus.errors import BadInput

COLUMNS = ["page_id", "newspaper", "region", "published", "edition", "source"]


class Known(NamedTuple):
    """What the researcher says of one page; empty where nothing."""

    newspaper: str = ""
    region: str = ""
    published_from: str = ""
    published_to: str = ""
    source: str = ""


UNKNOWN = Known()


def read_published(text: str) -> tuple[str, str]:
    """First and last day of a day, a month, or two of them joined by `/`.

    Raises ValueError where the text is none of these.

    >>> read_published("1958-02"), read_published("1958-02-03/1958-02-05")
    (('1958-02-01', '1958-02-28'), ('1958-02-03', '1958-02-05'))
    """
    if not text:
        return "", ""
    head, _, tail = text.partition("/")
    start, end = _bounds(head)[0], _bounds(tail or head)[1]
    if start > end:
        raise ValueError("the range ends before it begins")
    return start, end


def _bounds(text: str) -> tuple[str, str]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return (date.fromisoformat(text).isoformat(),) * 2
    if re.fullmatch(r"\d{4}-\d\d", text):
        first = date.fromisoformat(f"{text}-01")
        return first.isoformat(), first.replace(day=monthrange(first.year, first.month)[1]).isoformat()
    raise ValueError("not a day")


def read_known(fields: dict[str, str], where: str) -> Known:
    """Check the fields `published`, `region`, `newspaper`, `source` of a page or record.

    Raises BadInput, which names `where`, the field and its form.
    """
    published, region = fields.get("published", ""), fields.get("region", "")
    try:
        start, end = read_published(published)
    except ValueError:
        form = "write a day (2021-06-30), a month (2021-06) or two of them with a slash between"
        raise BadInput(f"{where}: {published!r} is no date of publication: {form}") from None
    if region and not re.fullmatch(r"\d{6}", region):
        raise BadInput(f"{where}: region {region!r} is no adcode: write six digits (GB/T 2260)")
    return Known(fields.get("newspaper", ""), region, start, end, fields.get("source", ""))


def read_rows(path: Path, needed: list[str], number: str = "line") -> list[dict[str, str]]:
    """Rows of a researcher's CSV as dicts of stripped texts; missing columns are refused.

    Every row has the key `number`, its line in the file.
    """
    csv.field_size_limit(LARGEST)
    lines = decode(read_file(path), path.name).splitlines()
    reader = csv.DictReader(lines, restkey="", strict=True)
    rows = []
    try:
        absent = [column for column in needed if column not in (reader.fieldnames or [])]
        if absent:
            raise BadInput(f"{path.name}: missing column {', '.join(absent)}: its first line is {','.join(needed)}")
        for row in reader:
            if "" in row or None in row.values():
                raise BadInput(f"{path.name}, line {reader.line_num}: has not as many fields as the first line")
            rows.append({key: value.strip() for key, value in row.items()} | {number: str(reader.line_num)})
    except csv.Error as problem:
        raise BadInput(f"{path.name}, line {reader.line_num}: {problem}: quote fields as CSV does") from None
    return rows


def read_pages_csv(path: Path) -> dict[str, Known]:
    """pages.csv as what is known by page_id; nothing where there is no such file.

    Raises BadInput: unknown columns, pages named twice, dates and regions out of form.
    """
    if not path.exists():
        return {}
    known: dict[str, Known] = {}
    for row in read_rows(path, ["page_id"]):
        where = f"{path.name}, line {row.pop('line')}"
        strange = [column for column in row if column not in COLUMNS]
        if strange:
            raise BadInput(f"{path.name}: unknown column {strange[0]!r}: it may have {', '.join(COLUMNS)}")
        if row["page_id"] in known:
            raise BadInput(f"{where}: page {row['page_id']!r} is named twice: keep one line")
        known[row["page_id"]] = read_known(row, where)
    return known
