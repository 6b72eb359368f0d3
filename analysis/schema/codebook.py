"""The codebook as a page: python -m analysis.schema.codebook > docs/codebook.md."""

from analysis.schema import DTYPES, TABLES, Table

HEAD = """# Codebook

Generated from `analysis/schema/tables.py`; a test keeps the two in step:

    python -m analysis.schema.codebook > docs/codebook.md

A missing text, list or date is the empty text, in memory and in CSV. Offsets are half-open and count characters
(Python `str`) of the page's text as decoded, line ends untouched; for a record of an archive, of its `body`. For every
row that has them, `text == re.sub(r"(?<!\\s)\\s*[\\r\\n]\\s*", "", raw[start:end])`.
"""


def write_codebook() -> str:
    """Markdown: a section for each table, a line for each column.

    >>> "| headline | text |" in write_codebook()
    True
    """
    return HEAD + "".join(_section(name, table) for name, table in TABLES.items())


def _section(name: str, table: Table) -> str:
    rows = (
        f"| {c} | {column.kind} | {DTYPES[column.kind]} | {column.meaning} |\n" for c, column in table.columns.items()
    )
    head = "| column | kind | dtype | meaning |\n|---|---|---|---|\n"
    return f"\n## {name}\nOne row per {table.grain}.\n\n{head}{''.join(rows)}"


if __name__ == "__main__":
    print(write_codebook(), end="")
