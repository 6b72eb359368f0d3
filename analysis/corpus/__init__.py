"""The only room that reads a corpus: texts, metadata, lists, archives, and tables on disk."""

from analysis.corpus.errors import BadInput, InputWarning
from analysis.corpus.folders import claim, empty, move_in, remove, replace_all, retire
from analysis.corpus.keys import read_key
from analysis.corpus.lists import Lists, read_lists
from analysis.corpus.metadata import UNKNOWN, Known
from analysis.corpus.sheets import WORKBOOK, write_workbook
from analysis.corpus.tables import conform, encode_table, find_table, join_csv, read_table, read_tables
from analysis.corpus.texts import NO_TEXTS, Rejected, Text, accept, make_text, stream_texts, to_batches, to_tables

__all__ = [
    "NO_TEXTS",
    "UNKNOWN",
    "WORKBOOK",
    "BadInput",
    "InputWarning",
    "Known",
    "Lists",
    "Rejected",
    "Text",
    "accept",
    "claim",
    "conform",
    "empty",
    "encode_table",
    "find_table",
    "join_csv",
    "make_text",
    "move_in",
    "read_key",
    "read_lists",
    "read_table",
    "read_tables",
    "remove",
    "replace_all",
    "retire",
    "stream_texts",
    "to_batches",
    "to_tables",
    "write_workbook",
]
