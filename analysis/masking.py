"""Private persons masked in what is shown: 某 for each character of a name, so that every offset holds."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd
from ahocorasick_rs import AhoCorasick

from analysis.chinese import fold
from analysis.handle import Corpus
from analysis.people.lexicon import common_surnames, find_roles, role_groups, surnames
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

    This helps tact, it is no anonymity: some names stay, and who knows the
    page knows whom it names.
    """

    def __init__(self, corpus: Corpus) -> None:
        """Learn from the tables of people and of words whose names are to be masked."""
        self.corpus = corpus
        self.names = list_private(corpus.people) | guess_private(corpus.words, corpus.people, corpus.lists.dictionary)

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


def guess_private(words: pd.DataFrame, people: pd.DataFrame, known: Iterable[str] = ()) -> frozenset[str]:
    """What looks like the name of a private person where the table of people has none: rather one too many.

    That is a word of no dictionary (nor `known`, the researcher's) made of a
    common surname and one or two characters; such a surname before a given name
    of the dictionary; and 老 or 小 (old, young) with a surname. What is a piece of
    a public person's name, or has one in it, is none.

    >>> from analysis.schema import build
    >>> rows = [(0, 3, "白雨舟", "x"), (5, 7, "老王", "nr"), (9, 11, "林草", "x")]  # a name, old Wang; forestry
    >>> words = build("words", [("p#1", 1, *row, "") for row in rows])
    >>> sorted(guess_private(words, build("people", []), ["林草 9 n"]))
    ['白雨舟', '老王']
    """
    public = {*people["text"], *people["name"]} - list_private(people) - {""}
    tagged = list(zip(words["text"].tolist(), words["tag"].tolist(), strict=True))
    shaped = {word for word, tag in {*tagged} if tag in ("x", "nr") and _shapes()[tag].fullmatch(word)}
    pairs = {(one, two) for (one, _), (two, tag) in pairwise(tagged) if tag == "nr" and len(two) == 2}
    shaped |= {one + two for one, two in pairs if one in _surnames()}
    shaped -= {line.split()[0] for line in known}
    return frozenset(word for word in shaped if not any(word in name or name in word for name in public))


@cache
def _surnames() -> frozenset[str]:
    """Common surnames, but ten thousand, more than, healthy, culture: more often these."""
    return common_surnames() - frozenset("万余康文")


@cache
def _shapes() -> dict[str, re.Pattern[str]]:
    """What a name looks like among words of no dictionary (tag x), and among those the dictionary has as names."""
    single = "".join(sorted(_surnames()))
    double = "|".join(sorted(name for name in surnames() if len(name) == 2))
    # no name ends like a place, and seldom one of two characters in 方 and 中 (马方, the Malian side), 得 (a particle)
    given = r"(?:[^村镇乡县市区州方中得]|[\u4e00-\u9fff][^村镇乡县市区州])"
    unseen = re.compile(rf"(?=[\u4e00-\u9fff]+$)(?:[{single}]|{double}){given}")
    return {"x": unseen, "nr": re.compile(rf"[老小][{single}]")}


def _is_office(role: str) -> bool:
    form = fold(role)
    found = {form[start:end] for start, end in find_roles(form)} - INTERNAL
    return any("post" in role_groups()[role] for role in found)


def mask_table(table: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    """Write 某 for each character of the names, in every column of text but the keys.

    >>> mask_table(pd.DataFrame({"text": ["村民李明说"]}), ["李明"])["text"].tolist()
    ['村民某某说']
    """
    automaton = AhoCorasick(sorted({*names}), store_patterns=False)
    texts = [column for column in map(str, table) if column not in KEYS and table[column].dtype == "str"]
    masked = {column: [_mask(text, automaton) for text in table[column].tolist()] for column in texts}
    return table.assign(**{column: pd.Series(values, table.index, "str") for column, values in masked.items()})


def _mask(text: str, automaton: AhoCorasick) -> str:
    characters = list(text)
    for _, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        characters[start:end] = "某" * (end - start)
    return "".join(characters)
