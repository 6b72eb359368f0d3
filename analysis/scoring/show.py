"""A score as text."""

from collections.abc import Iterator

import pandas as pd

from analysis.scoring.scores import Score


def print_score(score: Score, errors: int) -> str:
    """The score as text: spans, then values as right of compared, then the first `errors` of each kind of error.

    >>> from analysis.schema import build
    >>> from analysis.scoring import score_tables
    >>> print(print_score(score_tables({"dates": build("dates", [])}, {"dates": build("dates", [])}), 0))
    table kind  key  found  exact_p  exact_r  exact_f1  overlap_p  overlap_r  overlap_f1
    dates  all    0      0        –        –         –          –          –           –
    """
    with pd.option_context("display.unicode.east_asian_width", True):
        spans = score.scores.to_string(index=False, float_format="{:.3f}".format, na_rep="–")
        return "\n\n".join([spans, *_values(score.values), *(_errors(score.errors, errors) if errors > 0 else [])])


def _values(values: pd.DataFrame) -> Iterator[str]:
    """For each table a line for each kind, a column for each column."""
    told = values.assign(share=[f"{n}/{of}" for n, of in zip(values["right"], values["compared"], strict=True)])
    for name, lines in told.groupby("table", sort=False):
        wide = lines.pivot(index="kind", columns="column", values="share").fillna("–")
        wide = wide.loc[lines["kind"].drop_duplicates(), lines["column"].drop_duplicates()]
        shown = wide.rename_axis(index="", columns=None).reset_index().to_string(index=False)
        yield f"{name}, values right of compared:\n{shown}"


def _errors(errors: pd.DataFrame, most: int) -> Iterator[str]:
    for (name, error), rows in errors.groupby(["table", "error"], sort=False):
        shown = rows.head(most).drop(columns=["table", "error"])
        told = [column for column in shown if column not in ("expected", "found") or shown[column].any()]
        yield f"{name}, {error}: {len(shown)} of {len(rows)}\n{shown[told].to_string(index=False)}"
