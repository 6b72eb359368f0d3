"""Parallel runs: members of one length and one pattern, joined by 、, the commonest figure of official prose."""

import re
from collections.abc import Iterator
from itertools import accumulate, groupby
from operator import eq

from analysis.chinese import HAN
from analysis.themes.phrases import NAME
from analysis.words import cut, read_tags

# A run of members, with the text that its ends lean on: 增强获得感、幸福感、安全感 (strengthen the sense of gain, ...).
MEMBERS = re.compile(rf"[{HAN}]{{2,20}}+(?:[、·][{HAN}]{{2,20}}+)+")
LONGEST_MEMBER = 8
# Last characters of divisions and bodies, which stand in lists.
DIVISION = frozenset("国省市州盟县区旗乡镇村局厅部委办馆院校所处科社站")


def find_runs(text: str) -> Iterator[str]:
    """Yield parallel runs: members of one length joined by 、 or ·, of one pattern.

    The pattern is a character that stands at the same place in every member,
    or, from three characters on, a verb with its object.

    >>> list(find_runs("增强获得感、幸福感、安全感；听民声、解民忧；苹果、香蕉、梨子；北京市、天津市"))
    ['获得感、幸福感、安全感', '听民声、解民忧']
    """
    for match in MEMBERS.finditer(text):
        for candidates in _equal_runs(match[0]):
            for at, members in candidates:
                end = at + sum(map(len, members)) + len(members) - 1
                if _is_parallel(members) and _is_whole(match[0], at, end):
                    yield match[0][at:end]
                    break


def _equal_runs(run: str) -> Iterator[list[tuple[int, list[str]]]]:
    """Neighbours of one length and where they begin, in up to four readings, the longest first.

    The members around them may lean on other text, so that only their near
    end belongs: 增强获得感、幸福感 holds 获得感、幸福感.
    """
    members = run.replace("·", "、").split("、")
    at = stop = 0
    for size, equals in groupby(members, key=len):
        group = list(equals)
        first, stop = stop, stop + len(group)
        if 2 <= size <= LONGEST_MEMBER:
            # What is shorter than the group cannot belong to it.
            left = [text[-size:] for text in members[max(0, first - 1) : first] if len(text) > size]
            right = [text[:size] for text in members[stop : stop + 1] if len(text) > size]
            readings = [(at, [*group, *right]), (at, group)] if right else [(at, group)]
            if left:
                readings = [(at - 1 - size, [*left, *reading]) for _, reading in readings] + readings
            yield [reading for reading in readings if len(reading[1]) > 1]
        at += (size + 1) * len(group)


def _is_whole(run: str, start: int, end: int) -> bool:
    """Tell whether a run of members begins and ends between words."""
    bounds = set(accumulate(map(len, cut(run)), initial=0))
    return start in bounds and end in bounds


def _is_parallel(members: list[str]) -> bool:
    size = len(members[0])
    if size != 3 and True not in map(eq, members[0], members[1]):  # most lists end here
        return False
    shared = [n for n, characters in enumerate(zip(*members, strict=True)) if len(set(characters)) == 1]
    if not shared and size != 3:
        return False
    tags = read_tags()
    if len(set(members)) < len(members):
        return False
    if any(NAME.match(tags.get(member, "v")) for member in members) or _is_list(members):
        return False
    if shared and shared == list(range(shared[0], size)):  # two things of one ending are a list; three make a figure
        return len(members) > 2 and members[0][-1] not in DIVISION
    if size > 4 and len(members) == 2 and len(shared) == 1 and shared != [0]:
        return False  # and so has chance any two long ones in their midst
    return bool(shared and (size > 2 or len(members) > 2)) or (size == 3 and _verb_first(members))


def _is_list(members: list[str]) -> bool:
    """Tell what is merely enumerated, however even: those who grow 的, things 等, two nouns, a family's names."""
    tags, size = read_tags(), len(members[0])
    if members[0][0] in "的了" or members[0][-1] in "的了" or members[-1][-1] == "等":
        return True
    if len(members) == 2 and size < 4 and all(tags.get(member, "").startswith("n") for member in members):
        return True
    family = len({member[0] for member in members}) == 1 and not tags.get(members[0][0], "x").startswith("v")
    return family and size < 4 and all(len(cut(member)) == 1 for member in members)


def _verb_first(members: list[str]) -> bool:
    """A verb of one character and what it acts on in each: 听民声、解民忧 (hear the people's voice, ease their cares).

    The dictionary tags some of these verbs as nouns (学, to learn): one in two is enough.
    """
    tags = read_tags()
    verbs = sum(tags.get(member[0], "x").startswith("v") for member in members)
    return 2 * verbs >= len(members) and all(len(cut(member)[0]) != 2 for member in members)
