"""Stretches are tagged one by one as the whole text would be."""

import rjieba
from hypothesis import given
from hypothesis import strategies as st

from analysis.tagged import Tagged

PIECES = [
    "县文化馆",
    "馆长王芳",
    "介绍",
    "3.5公里",
    "F-35",
    "，",
    "。",
    "“",
    "”",
    "、",
    "…",
    " ",
    "\u3000",
    "(",
    ".",
    "的",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.randoms())
def test_words_are_those_of_the_whole_text(form, random):
    text, starts, at = Tagged(form), {}, 0
    for word, tag in rjieba.tag(form):
        starts[at] = (word, tag)
        at += len(word)
    places = list(range(-1, len(form) + 1))
    random.shuffle(places)
    assert {at: text.word_at(at) for at in places} == {at: starts.get(at) for at in places}
    assert all(text.cuts(at) == (at in starts or at == len(form)) for at in places)
    assert [text.start_of(at) for at in range(len(form))] == [
        max(s for s in starts if s <= at) for at in range(len(form))
    ]
