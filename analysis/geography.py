"""Geography: the tables behind the maps. An address counts once, at its deepest member, whatever adjoins it."""

from typing import NamedTuple

import pandas as pd

from analysis.gazetteer import ancestors, division, divisions, level_of, parent, path
from analysis.schema import check

# A mention inside a brand or as a topic says nothing of where the news takes place.
COUNTED = ("literal", "actor")
LAYERS = ("happens", "lives", "told", "named")
# An extent must hold this share of the addresses; the others are said, not drawn.
SHARE = 0.9
LEVELS = ("province", "prefecture", "county", "town", "village")
SEVERAL = 4  # provinces on one regional map; more are the nation


class Extent(NamedTuple):
    """What a map shows: its kind, the codes of its divisions, and the level whose symbols it bears."""

    kind: str  # prefecture, province, several, nation
    adcodes: tuple[str, ...]
    level: str


def count_chains(places: pd.DataFrame, senses: tuple[str, ...] = COUNTED) -> pd.DataFrame:
    """Keep the mentions that count: one row per address with a division's code, its deepest member.

    Mentions inside names and mere topics are left out unless `senses` asks for
    them; so is what has no code (countries, rivers, regions).
    """
    check("places", places)
    counted = places["chain_head"] | places["chain"].isna()
    kept = places[counted & places["sense"].isin(senses) & (places["adcode"] != "")]
    return kept.reset_index(drop=True)


def roll_up(adcodes: pd.Series, level: str) -> pd.Series:
    """Code of the division of `level` that each code lies in; a coarser code stays as it is.

    >>> roll_up(pd.Series(["150422100", "150400", "110101", "419001", "150000"]), "prefecture").tolist()
    ['150400', '150400', '110000', '419001', '150000']
    """
    known = {code: _at_level(code, level) for code in adcodes.unique()}
    return adcodes.map(known).astype("str")


def _at_level(adcode: str, level: str) -> str:
    """The ancestor that a map of that level has a polygon for.

    A county under its province directly (济源市) stands among the prefectures,
    Beijing, which has none, among them as a whole.
    """
    line = _line(adcode)
    at = {level_of(code): code for code in line}
    if level != "prefecture" or level in at or "county" not in at:
        within = [code for code in line if LEVELS.index(level_of(code)) <= LEVELS.index(level)]
        return within[-1] if within else adcode
    return at["county"] if len(divisions("prefecture", at["province"])) else at["province"]


def _line(adcode: str) -> tuple[str, ...]:
    """Codes from the province down, a code that the gazetteer lacks too."""
    return ancestors(adcode)


def count_divisions(places: pd.DataFrame, senses: tuple[str, ...] = COUNTED) -> pd.DataFrame:
    """Count addresses along the hierarchy: one row per division that holds any, provinces first, as a tree.

    `n` are the addresses in it or in a part of it, `own` those that name no
    part, `sure` those of `n` resolved with high confidence, `articles` the
    items that have one.
    """
    chains = count_chains(places, senses)
    facts = zip(chains["adcode"], chains["confidence"], chains["article_id"], strict=True)
    counts: dict[str, list[int]] = {}
    articles: dict[str, set[str]] = {}
    for adcode, confidence, article_id in facts:
        for code in _line(adcode):
            count = counts.setdefault(code, [0, 0, 0])
            count[0] += 1
            count[1] += code == adcode
            count[2] += confidence == "high"
            articles.setdefault(code, set()).add(article_id)
    rows = [
        (code, found.name if (found := division(code)) else "", level_of(code), parent(code), path(code), *count)
        for code, count in sorted(counts.items(), key=lambda item: _tree_key(item[0]))
    ]
    columns = ["adcode", "name", "level", "parent", "path", "n", "own", "sure"]
    table = pd.DataFrame(rows, columns=columns).astype({c: "int64" if c in columns[5:] else "str" for c in columns})
    return table.assign(articles=pd.Series([len(articles[code]) for code in table["adcode"]], dtype="int64"))


def _tree_key(adcode: str) -> tuple[str, ...]:
    return _line(adcode)


def choose_extent(places: pd.DataFrame) -> Extent:
    """Choose the smallest map that holds nine in ten addresses: a prefecture, a province, several, the nation."""
    codes = count_chains(places)["adcode"]
    provinces = codes.str[:2].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    if provinces.empty:
        return Extent("nation", (), "province")
    needed = SHARE * len(codes)
    prefectures = codes.str[:4].value_counts().sort_index()
    top = str(prefectures.idxmax()) + "00"
    if prefectures.max() >= needed and level_of(top) == "prefecture" and division(top):
        return Extent("prefecture", (top,), "county")
    enough = int((provinces.cumsum() < needed).sum()) + 1
    chosen = tuple(sorted(f"{code}0000" for code in provinces.index[:enough]))
    if enough == 1:
        # Beijing and its like have counties, but no prefectures
        level = "county" if len(set(roll_up(codes, "prefecture")) - set(chosen)) == 0 else "prefecture"
        return Extent("province", chosen, level)
    return Extent("several", chosen, "prefecture") if enough <= SEVERAL else Extent("nation", (), "province")


def find_layers(places: pd.DataFrame, activities: pd.DataFrame) -> pd.DataFrame:
    """Tell apart where things happen, where actors live, what is told of, and what is only named.

    One row per activity with a place (`happens`) and per address that is part
    of a body's name (`lives`), literal otherwise (`told`), or a topic or part of
    another name (`named`).
    """
    check("activities", activities)
    layer = {"actor": "lives", "literal": "told", "topic": "named", "name": "named"}
    columns = ["article_id", "start", "end", "text", "adcode"]
    chains = count_chains(places, tuple(layer))
    said = chains[columns].assign(layer=chains["sense"].map(layer))
    acts = activities.loc[activities["adcode"] != "", columns].assign(layer="happens")
    return pd.concat([acts, said], ignore_index=True).astype({"layer": "str"})
