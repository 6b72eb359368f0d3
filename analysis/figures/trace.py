"""From a mark on a figure back to its sentences."""

import pandas as pd

from analysis.figures.plot import Plot
from analysis.figures.save import Saved
from analysis.schema import check


def trace(figure: Plot | Saved, mark: int | str, sentences: pd.DataFrame) -> pd.DataFrame:
    """List the sentences behind a mark: one row per sentence that holds or touches a row behind it.

    A mark is named by its number or its label, as in the data of the figure. A
    mention in a headline is a row of the table `sentences` as well.
    """
    plot = figure.plot if isinstance(figure, Saved) else figure
    check("sentences", sentences)
    column = "mark" if isinstance(mark, int) else "label"
    rows = plot.data[plot.data[column] == mark]
    if rows.empty:
        raise ValueError(f"{mark=}: the figure has no such mark; its data has marks 1 to {plot.data['mark'].max()}")
    kept = sentences[sentences["article_id"].isin(rows["article_id"].unique())]
    keys = kept.reset_index(names="row")[["row", "article_id", "start", "end"]]
    pairs = keys.merge(rows[["article_id", "start", "end"]], on="article_id", suffixes=("", "_mark"))
    touching = pairs[(pairs["start"] < pairs["end_mark"]) & (pairs["start_mark"] < pairs["end"])]
    return sentences.loc[sorted(touching["row"].unique())].reset_index(drop=True)
