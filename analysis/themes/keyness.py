"""Keyness: the words that one part of a corpus has more of than another, or than general Chinese."""

from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.schema import check
from analysis.smallest import STATISTICS, smallest
from analysis.themes.measures import benjamini_hochberg, g2, log_ratio, p_of_g2
from analysis.words import read_counts, read_words

# 3.84 is the 5 % point of chi-square; above it a difference is worth a rank, below it is left out.
EVIDENCE = 3.84
OTHER = "other"
PRIVATE = "words repeat within an article, so counts of few articles differ by chance far more than a test allows for"


class Reference(NamedTuple):
    """A list of words and counts to hold a corpus against."""

    name: str
    counts: dict[str, float]
    of: float


@cache
def read_wordfreq() -> Reference:
    """The large Chinese list of wordfreq (Speer 2022): shares of words through 2021, several sources.

    Frequencies are per billion; words that it lacks are not inferred.
    """
    from wordfreq import get_frequency_dict

    shares = get_frequency_dict("zh", wordlist="large")
    return Reference("wordfreq", {word: share * 1e9 for word, share in shares.items()}, 1e9)


@cache
def read_jieba() -> Reference:
    """The counts of jieba's dictionary: mixed sources, press of the 1990s among them; some set by hand."""
    counts = read_counts()
    return Reference("jieba", {word: float(n) for word, n in counts.items()}, float(sum(counts.values())))


def make_reference(name: str, words: pd.DataFrame) -> Reference:
    """A reference of one's own, best of all: other months of the same paper."""
    counts = read_words(words).value_counts()
    return Reference(name, {str(word): float(n) for word, n in counts.items()}, float(len(words)))


def compare_parts(
    words: pd.DataFrame, articles: pd.DataFrame, by: str, part: str, other: str | None = None, *, least: int = 3
) -> pd.DataFrame:
    """Hold one part of a corpus against another (left out: against all the rest).

    Hand over all words: rates are out of all, and function words that differ
    are news too. `by` is a column of `articles` (column, kind, or one that add_page_facts
    brings: newspaper, month, year), `part` and `other` values in it. One row
    per word with `least` occurrences in both together and evidence in the part
    (G2), by log ratio. `q` is empty on fewer than 20 articles a side, and
    `note` says why.

    Raises ValueError if no article has the value.
    """
    check("words", words)
    if by not in articles:
        raise ValueError(f"articles: no column {by!r} to compare by: it has {', '.join(articles.columns)}")
    inside = articles[by] == part
    outside = articles[by] == other if other is not None else ~inside
    for value, chosen in ((part, inside), (other, outside)):
        if not chosen.any():
            raise ValueError(f"articles: none has {by} {value!r}: choose among {sorted(set(articles[by]))}")
    ids = articles["article_id"]
    one, two = (words[words["article_id"].isin(ids[chosen])] for chosen in (inside, outside))
    table = _measure(one, make_reference(OTHER, two), least)
    return _choose(_add_q(table, min(int(inside.sum()), int(outside.sum()))), 1)


def compare_reference(words: pd.DataFrame, reference: Reference, *, least: int = 3) -> pd.DataFrame:
    """Hold a corpus against a reference list: one row per word with `least` occurrences, by log ratio.

    Hand over all words. On one page this shows its register, not its topic. There are no p-values:
    a list of counts does not say in how many texts they were made.
    """
    check("words", words)
    table = _measure(words, reference, least)
    note = f"no q: {reference.name} is a list of counts without texts"
    table = table.assign(q=float("nan"), note=pd.Series(note, index=table.index, dtype="str"))
    return _choose(table, least)


def _measure(words: pd.DataFrame, reference: Reference, least: int) -> pd.DataFrame:
    """Counts and measures of every word that both sides together have often enough: all that is tested."""
    found = {str(word): int(n) for word, n in read_words(words).value_counts().items()}
    both = set(found) | (set(reference.counts) if reference.name == OTHER else set())
    tested = sorted(word for word in both if found.get(word, 0) + reference.counts.get(word, 0) >= least)
    table = pd.DataFrame({"word": pd.Series(tested, dtype="str"), "n": [found.get(word, 0) for word in tested]})
    table["of"] = len(words)
    table["n_other"] = [reference.counts.get(word, 0.0) for word in tested]
    table["of_other"] = reference.of
    columns = (table["n"], table["of"], table["n_other"], table["of_other"])
    ratio = log_ratio(*columns)
    return table.assign(log_ratio=ratio.value, low=ratio.low, high=ratio.high, g2=g2(*columns))


def _choose(table: pd.DataFrame, least: int) -> pd.DataFrame:
    """Words that the part has more of, with evidence for it: the highest ratio first."""
    chosen = table[(table["n"] >= least) & (table["log_ratio"] > 0) & (table["g2"] >= EVIDENCE)]
    chosen = chosen.sort_values(["log_ratio", "n", "word"], ascending=[False, False, True], kind="stable")
    return chosen.reset_index(drop=True)


def _add_q(counts: pd.DataFrame, articles: int) -> pd.DataFrame:
    """q-values where there are texts enough, else the reason for none."""
    if articles >= STATISTICS["compare_texts"].articles:
        return counts.assign(q=benjamini_hochberg(p_of_g2(counts["g2"])), note=pd.Series("", counts.index, dtype="str"))
    note = f"no q: {articles} articles on the smaller side; {PRIVATE}"
    return counts.assign(q=float("nan"), note=pd.Series(note, index=counts.index, dtype="str"))


@smallest(articles=20, why=PRIVATE, instead="compare_parts")
def compare_texts(words: pd.DataFrame, articles: pd.DataFrame, by: str, part: str, *, least: int = 3) -> pd.DataFrame:
    """Text-dispersion keyness: words that more articles of the part have than of the rest (Egbert & Biber 2019).

    Counts articles, not occurrences: one long article cannot make a word key.
    One row per word in `least` articles or more, by log ratio of the shares.
    """
    inside = set(articles.loc[articles[by] == part, "article_id"])
    pairs = pd.DataFrame({"word": read_words(words), "article_id": words["article_id"]}).drop_duplicates()
    within = pairs["article_id"].isin(inside)
    table = pd.crosstab(pairs["word"], within).reindex(columns=[False, True], fill_value=0)
    n, n_other = table[True].to_numpy(), table[False].to_numpy()
    of, of_other = len(inside), len(articles) - len(inside)
    ratio, evidence = log_ratio(n, of, n_other, of_other), g2(n, of, n_other, of_other)
    counts = pd.DataFrame({"word": table.index.astype("str"), "articles": n, "of_articles": of})
    counts = counts.assign(articles_other=n_other, of_other=of_other, log_ratio=ratio.value)
    counts = counts.assign(low=ratio.low, high=ratio.high, g2=evidence)
    counts = counts[(n >= least) & (ratio.value > 0)]
    counts = counts.assign(q=benjamini_hochberg(p_of_g2(counts["g2"])))
    return counts.sort_values(["log_ratio", "word"], ascending=[False, True], kind="stable").reset_index(drop=True)


def rank_keyness(words: pd.DataFrame, references: list[Reference], *, least: int = 3) -> pd.DataFrame:
    """Ranks by log ratio against several references side by side: one row per word with `least` occurrences.

    Columns for each reference: per million, log ratio, rank. A word that a
    reference lacks (per million 0) is ranked by its added half occurrence:
    read the counts before the rank.
    """
    found = read_words(words).value_counts()
    found = found[found >= least]
    ranks = pd.DataFrame({"word": found.index.astype("str"), "n": found.to_numpy(), "of": len(words)})
    for name, counts, of in references:
        other = np.array([counts.get(word, 0.0) for word in ranks["word"].tolist()])
        ranks[f"per_million_{name}"] = other * 1e6 / of
        ranks[f"log_ratio_{name}"] = log_ratio(ranks["n"], ranks["of"], other, of).value
        ranks[f"rank_{name}"] = ranks[f"log_ratio_{name}"].rank(ascending=False, method="min").astype("int64")
    first = f"rank_{references[0].name}"
    return ranks.sort_values([first, "word"], kind="stable").reset_index(drop=True)


def agree_ranks(ranks: pd.DataFrame) -> pd.DataFrame:
    """How far references agree: Spearman's rho of the ranks of each pair, over all words and over those both know."""
    names = [name.removeprefix("rank_") for name in map(str, ranks.columns) if name.startswith("rank_")]
    rows = []
    for n, one in enumerate(names):
        for other in names[n + 1 :]:
            known = ranks[(ranks[f"per_million_{one}"] > 0) & (ranks[f"per_million_{other}"] > 0)]
            rows.append(
                (one, other, len(ranks), _spearman(ranks, one, other), len(known), _spearman(known, one, other))
            )
    return pd.DataFrame(rows, columns=["reference", "other", "words", "rho", "known_to_both", "rho_known"])


def _spearman(ranks: pd.DataFrame, one: str, other: str) -> float:
    columns = [ranks[f"log_ratio_{name}"].rank() for name in (one, other)]
    return float(columns[0].corr(columns[1])) if len(ranks) > 2 else float("nan")


def add_page_facts(articles: pd.DataFrame, pages: pd.DataFrame) -> pd.DataFrame:
    """Add newspaper, year and month of the page to each article, to compare by.

    A page whose window of publication reaches over a month's (a year's) end has no month (year).
    """
    facts = pages[["page_id", "newspaper", "published_from", "published_to"]]
    joined = articles.merge(facts, on="page_id", how="left")
    for name, length in (("year", 4), ("month", 7)):
        first, last = joined["published_from"].str[:length], joined["published_to"].str[:length]
        joined[name] = first.where(first == last, "")
    return joined.drop(columns=["published_from", "published_to"])
