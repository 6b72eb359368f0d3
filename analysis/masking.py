"""Private persons masked in what is shown: 某 for each character of a name, so that every offset holds."""

from collections.abc import Iterable
from typing import Any

import ahocorasick
import pandas as pd

from analysis.chinese import fold
from analysis.handle import Corpus
from analysis.people.lexicon import find_roles, role_groups
from analysis.schema import TABLES

# Posts by which work or sport is divided within a group: they give no office in public life.
# fmt: off
INTERNAL = frozenset({
    "班长", "班组长", "组长", "副组长", "车间主任", "工段长", "段长", "项目经理", "会计师", "秘书", "助理",
    "前锋", "门将", "教练", "楼长", "楼栋长", "片长", "族长",
})
# fmt: on
KEYS = {"article_id", "page_id", "activity_id", "source", "sha256", "pieces", "spans"}


class Masked:
    """A corpus whose tables name no private person; its attributes are those of the corpus.

    This helps tact, it is no anonymity: a name that the table of people lacks
    stays, and who knows the page knows whom it names.
    """

    def __init__(self, corpus: Corpus) -> None:
        """Learn from the table of people whose names are to be masked."""
        self.corpus = corpus
        self.names = list_private(corpus.people)

    def __getattr__(self, name: str) -> Any:
        """Give a table with the names masked; anything else, as it is."""
        found = getattr(self.corpus, name)
        return mask_table(found, self.names) if name in TABLES else found


def list_private(people: pd.DataFrame) -> frozenset[str]:
    """Names of private persons: named in the text, but nowhere with an office.

    An office is a post (head, secretary, delegate, spokesman) that someone holds
    in public life, a company's too. A profession (doctor, teacher), kin or being
    a villager is none. Who signs an article or a picture works in public.

    >>> from analysis.schema import build
    >>> rows = [("p#1", 0, 2, "王芳", "王芳", "馆长", "", "named"), ("p#1", 9, 11, "李明", "李明", "村民", "", "named")]
    >>> sorted(list_private(build("people", rows)))  # the head of a museum; a villager
    ['李明']
    """
    columns = (people[name].tolist() for name in ("text", "name", "role", "kind"))
    rows = list(zip(*columns, strict=True))
    public = {name for _, name, role, kind in rows if kind in ("byline", "credit") or _is_office(role)}
    private = [row for row in rows if row[3] == "named" and row[1] not in public]
    return frozenset(form for text, name, *_ in private for form in (text, name) if form)


def _is_office(role: str) -> bool:
    form = fold(role)
    found = {form[start:end] for start, end in find_roles(form)} - INTERNAL
    return any("post" in role_groups()[role] for role in found)


def mask_table(table: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    """Write 某 for each character of the names, in every column of text but the keys.

    >>> mask_table(pd.DataFrame({"text": ["村民李明说"]}), ["李明"])["text"].tolist()
    ['村民某某说']
    """
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, len(name))
    if not len(automaton):
        return table
    automaton.make_automaton()
    texts = [column for column in map(str, table) if column not in KEYS and table[column].dtype == "str"]
    masked = {column: [_mask(text, automaton) for text in table[column].tolist()] for column in texts}
    return table.assign(**{column: pd.Series(values, table.index, "str") for column, values in masked.items()})


def _mask(text: str, automaton: ahocorasick.Automaton) -> str:
    characters = list(text)
    for last, length in automaton.iter(text):
        characters[last - length + 1 : last + 1] = "某" * length
    return "".join(characters)
