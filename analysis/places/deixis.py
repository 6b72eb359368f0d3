"""Places that are pointed at: 全区, 我市, 自治区. What they mean is what the article or the page speaks for."""

import re

from analysis.gazetteer import ancestors, division
from analysis.places.mentions import Line, Mention

# 全市场 and 全省力气 point at nothing; 自治区 within a name (广西壮族自治区) is no pointing.
DEIXIS = re.compile(
    r"(?P<point>[全我本])(?P<kind>[省市县区旗盟州])(?!场|域|间|别|面|值|帜|立|份|内外)|(?P<whole>自治[区州县旗])(?<![省各个]自治.)(?<!省[、（]自治.)(?!域|、直辖市)"
)
DEIXIS_SIGNS = ("自治", *(point + kind for point in "全我本" for kind in "省市县区旗盟州"))
LEVELS = {
    "省": ("province",),
    "市": ("prefecture", "county", "province"),
    "县": ("county",),
    "区": ("county", "province"),
    "旗": ("county",),
    "盟": ("prefecture",),
    "州": ("prefecture",),
}


def find_deictic(line: Line, taken: list[Mention]) -> list[Mention]:
    """Pointing words of one reading that lie in no other mention; their kind stands in `name`."""
    number = line.number
    inside = [(m.start, m.end) for m in taken if m.reading == number]
    found = []
    for match in line.pointers:
        if not any(a < match.end() and match.start() < b for a, b in inside):
            kind = match["kind"] or match["whole"]
            found.append(Mention(number, *match.span(), kind="deictic", name=kind, match="deictic"))
    return found


def point_at(mention: Mention, before: list[str], article: list[str], region: str) -> Mention | None:
    """The division that a pointing word means, None where nothing tells.

    `before` are the codes named before it in the article, nearest first;
    `article` those of the whole article. A page of an autonomous region means
    the region by 全区 unless the article speaks of one district only.
    """
    kind = mention.name
    if kind.startswith("自治"):
        near = _autonomous(kind, [*before, *article])
        code = near or _autonomous(kind, [region])
        return mention._replace(codes=(code,), resolved_by="article" if near else "region") if code else None
    if kind == "区":
        return _district(mention, before, article, region)
    for by, codes in (("article", before), ("article", article), ("region", [region])):
        code = _of_kind(kind, codes)
        if code:
            return mention._replace(codes=(code,), resolved_by=by)
    return None


def _of_kind(kind: str, codes: list[str]) -> str:
    """The first of the codes, or of what they lie in, that is a division of this kind, higher levels first."""
    for level in LEVELS[kind]:
        for code in codes:
            for above in reversed(ancestors(code) if code else ()):
                found = division(above)
                if found and found.level == level and found.name.endswith(kind):
                    return above
    return ""


def _autonomous(kind: str, codes: list[str]) -> str:
    for code in codes:
        for above in reversed(ancestors(code) if code else ()):
            found = division(above)
            if found and found.name.endswith(kind):
                return above
    return ""


def _district(mention: Mention, before: list[str], article: list[str], region: str) -> Mention | None:
    """全区 is the autonomous region, or the one district that the article is about."""
    home = _autonomous("自治区", [region, *before, *article])
    districts = {c[:6] for c in article if len(c) >= 6 and _is_district(c[:6])}
    others = {c for c in article if len(c) == 6 and not any(c in ancestors(d) for d in districts)}
    if len(districts) == 1 and not others and not (home and home in article):
        return mention._replace(codes=(districts.pop(),), resolved_by="article")
    if home:
        near = any(code[:2] == home[:2] for code in article)
        return mention._replace(codes=(home,), resolved_by="article" if near else "region")
    code = _of_kind("区", before) or _of_kind("区", article)
    return mention._replace(codes=(code,), resolved_by="article") if code else None


def _is_district(code: str) -> bool:
    found = division(code)
    return bool(found and found.level == "county" and found.name.endswith("区"))
