"""The only room that reads a corpus: texts, metadata, lists, archives, and tables on disk."""

from analysis.corpus.errors import BadInput, InputWarning
from analysis.corpus.lists import Lists, read_lists
from analysis.corpus.tables import append_tables, read_key, read_tables, replace_all
from analysis.corpus.texts import Rejected, Text, accept, make_text, stream_texts, to_tables

__all__ = [
    "BadInput",
    "InputWarning",
    "Lists",
    "Rejected",
    "Text",
    "accept",
    "append_tables",
    "make_text",
    "read_key",
    "read_lists",
    "read_tables",
    "replace_all",
    "stream_texts",
    "to_tables",
]
