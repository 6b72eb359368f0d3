"""Sentences of paragraphs, numbered through the article."""

import pandas as pd

from analysis.chinese import find_sentences
from analysis.readings import SEARCHED, read_paragraphs
from analysis.schema import arrange, build


def split_sentences(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """List the sentences of every paragraph that is searched, one row per sentence.

    A headline line is a sentence. A sentence that other text interrupts is two
    rows with one number, part 1 and 2.

    >>> from analysis.schema import build
    >>> rows = [("p#1", 1, 1, "body", 0, 8, "雨停了。孩子出门", "", "")]  # the rain stopped; children go out
    >>> list(split_sentences(build("paragraphs", rows))["text"])
    ['雨停了。', '孩子出门']
    """
    paragraphs = arrange("paragraphs", paragraphs)
    forms = paragraphs.loc[paragraphs["role"].isin(SEARCHED), "form"].tolist()
    rows, article, number, cut = [], "", 0, 0
    for reading, form in zip(read_paragraphs(paragraphs), forms, strict=True):
        if reading.article_id != article:
            article, number, cut = reading.article_id, 0, 0
        for first, last in find_sentences(reading.form):
            goes_on = reading.part > 1 and cut and first == 0
            number += not goes_on
            part = cut + 1 if goes_on else 1
            cut = part if last == len(reading.form) else 0
            start, end = reading.span(first, last)
            corrected = bool(form) and reading.corrected(first, last)
            rows.append(
                (
                    article,
                    reading.paragraph,
                    number,
                    part,
                    start,
                    end,
                    reading.quote(first, last),
                    form[first:last] if corrected else "",
                    corrected,
                )
            )
    return build("sentences", rows)
