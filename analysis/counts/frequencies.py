"""Counts of words, strings and slogans, each with what it is out of."""

from collections.abc import Collection, Iterable

import pandas as pd
from ahocorasick_rs import AhoCorasick

from analysis.chinese import fold
from analysis.counts.rates import wilson
from analysis.readings import read_paragraphs
from analysis.schema import check
from analysis.words import drop_stopwords, read_words


def count_words(words: pd.DataFrame, articles: pd.DataFrame, stopwords: Collection[str] = ()) -> pd.DataFrame:
    """Count each word: one row per word, commonest first, ties in code point order.

    n of all words, stop words included (`of`), per 1,000 words; and the articles that have it,
    with the 95 % interval of their share (Wilson). Captions are articles here.

    >>> from analysis.schema import build
    >>> rows = [("p#1", 1, 0, 2, "读书", "v", ""), ("p#1", 1, 2, 4, "活动", "vn", "")]
    >>> rows += [("p#2", 1, 9, 11, "读书", "v", "")]
    >>> facts = [(f"p#{n}", "p", n, "article", "", "", "", "", 9, 0.0) for n in (1, 2, 3, 4)]
    >>> counts = count_words(build("words", rows), build("articles", facts))  # reading, activity
    >>> counts[["word", "n", "of", "articles", "of_articles", "share"]].values.tolist()
    [['读书', 2, 3, 2, 4, 0.5], ['活动', 1, 3, 1, 4, 0.25]]
    """
    check("articles", articles)
    kept = drop_stopwords(words, stopwords)
    found = pd.DataFrame({"word": read_words(kept), "article_id": kept["article_id"]})
    return _with_shares(found, len(words), len(articles))


def _with_shares(found: pd.DataFrame, of: int, of_articles: int) -> pd.DataFrame:
    """Table of counts from one row per occurrence."""
    groups = found.groupby("word", sort=True)["article_id"]
    counts = pd.DataFrame({"n": groups.size(), "articles": groups.nunique()}).reset_index()
    counts = counts.sort_values(["n", "word"], ascending=[False, True], kind="stable").reset_index(drop=True)
    counts.insert(2, "of", of)
    counts.insert(3, "per_1000", 1000.0 * counts["n"] / max(of, 1))
    return _add_share(counts, of_articles)


def _add_share(counts: pd.DataFrame, of_articles: int) -> pd.DataFrame:
    ends = [wilson(n, of_articles) for n in counts["articles"].tolist()]
    low, high = zip(*ends, strict=True) if ends else ((), ())
    return counts.assign(
        of_articles=of_articles,
        share=counts["articles"] / max(of_articles, 1),
        low=pd.Series(low, dtype="float64"),
        high=pd.Series(high, dtype="float64"),
    )


def count_by_article(words: pd.DataFrame, articles: pd.DataFrame, stopwords: Collection[str] = ()) -> pd.DataFrame:
    """Count each word in each article that has it: one row per pair, articles in their order, commonest first.

    `of` is all words of the article: compare `per_1000`, since articles differ in length.
    """
    check("articles", articles)
    kept = drop_stopwords(words, stopwords)
    found = pd.DataFrame({"article_id": kept["article_id"], "word": read_words(kept)})
    counts = found.groupby(["article_id", "word"], sort=True).size().rename("n").reset_index()
    place = {article_id: n for n, article_id in enumerate(articles["article_id"])}
    counts = counts.assign(place=counts["article_id"].map(place))
    counts = counts.sort_values(["place", "n", "word"], ascending=[True, False, True], kind="stable")
    of = counts["article_id"].map(words["article_id"].value_counts()).astype("int64")
    counts = counts.drop(columns="place").assign(of=of, per_1000=1000.0 * counts["n"] / of)
    return counts.reset_index(drop=True)


def find_strings(paragraphs: pd.DataFrame, strings: Iterable[str]) -> pd.DataFrame:
    """List every place where one of the strings stands, words cut or not; overlaps count.

    One row per place: article_id, start, end, text as printed, string as asked.
    Width and traditional characters make no difference.
    """
    asked = {fold(string): string for string in strings if string}
    automaton, names = AhoCorasick(list(asked), store_patterns=False), list(asked.values())
    rows = []
    for reading in read_paragraphs(paragraphs) if asked else ():
        hits = automaton.find_matches_as_indexes(reading.form, overlapping=True)
        for i, minus, string in sorted((i, -j, names[n]) for n, i, j in hits):
            rows.append((reading.article_id, *reading.span(i, -minus), reading.quote(i, -minus), string))
    kinds = {"article_id": "str", "start": "int64", "end": "int64", "text": "str", "string": "str"}
    return pd.DataFrame(rows, columns=list(kinds)).astype(kinds)


def count_strings(
    paragraphs: pd.DataFrame, words: pd.DataFrame, articles: pd.DataFrame, strings: Iterable[str]
) -> pd.DataFrame:
    """Count strings, and beside them the same as whole words: one row per string, in the order asked.

    The two differ: segmentation cuts campaign terms apart and hides short
    words in longer ones. Report the string count of a set phrase.
    """
    strings = list(dict.fromkeys(strings))
    found = find_strings(paragraphs, strings).groupby("string")["article_id"]
    tokens = read_words(words).value_counts()
    counts = pd.DataFrame({"n": found.size(), "articles": found.nunique()}).reindex(strings, fill_value=0)
    counts = counts.rename_axis("string").reset_index().astype({"string": "str"})
    counts.insert(2, "tokens", [int(tokens.get(string, 0)) for string in strings])
    counts.insert(3, "of", len(words))
    counts.insert(4, "per_1000", 1000.0 * counts["n"] / max(len(words), 1))
    return _add_share(counts, len(articles))


def count_slogans(slogans: pd.DataFrame, articles: pd.DataFrame, pages: pd.DataFrame) -> pd.DataFrame:
    """Count each slogan: one row per canonical form, commonest first.

    Mentions and how many are quoted; its variants joined by `;`; the articles
    that have it; and the first and the last day on which it can have appeared.
    """
    check("slogans", slogans)
    check("pages", pages)
    found = slogans.assign(page_id=slogans["article_id"].str.rsplit("#", n=1).str[0])
    days = pages[["page_id", "published_from", "published_to"]]
    found = found.merge(days, on="page_id", how="left")
    groups = found.groupby("canonical", sort=True)
    counts = pd.DataFrame(
        {
            "n": groups.size(),
            "quoted": groups["quoted"].sum().astype("int64"),
            "variants": groups["text"].agg(lambda texts: ";".join(sorted(set(texts)))).astype("str"),
            "articles": groups["article_id"].nunique(),
            "first_date": groups["published_from"].agg(lambda days: min(filter(None, days), default="")).astype("str"),
            "last_date": groups["published_to"].agg(lambda days: max(days, default="")).astype("str"),
        }
    ).reset_index()
    counts = counts.sort_values(["n", "canonical"], ascending=[False, True], kind="stable").reset_index(drop=True)
    return _add_share(counts, len(articles))
