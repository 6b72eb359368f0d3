"""An invented page with hand-made tables, for what draws and shows: every span is found in the text itself."""

from types import SimpleNamespace

from analysis.gazetteer import division, path, point
from analysis.readings import write_pieces
from analysis.schema import build

# A paper in Zhejiang: a library opens evening readings; a canal is cleaned; a photo caption interrupts it.
RAW = """■读书

夜读班开班
市民来得多

□本报记者 丁一

3月5日，杭州市图书馆在西湖区开设夜读班，来了312人。3月6日至8日，宁波市图书馆也办了三场。

每周六晚，西湖区的夜读班照常开班，近百年的老楼灯火通明。

运河清淤

去年以来，嘉兴市清出淤泥3.5万吨，
占全部的40%。

老桥新貌

绍兴市的老桥修好了。沈三 摄

近日，嘉兴市运河工程队又到桐乡市清淤。
"""
PAGE = "p"


def spot(text, nth=0):
    """Offsets of the nth occurrence."""
    at = -1
    for _ in range(nth + 1):
        at = RAW.index(text, at + 1)
    return at, at + len(text)


def clean(text):
    return "".join(line.strip() for line in text.split("\n"))


BLOCKS = [
    (1, "column", "■读书"),
    (1, "headline", "夜读班开班"),
    (1, "headline", "市民来得多"),
    (1, "byline", "□本报记者 丁一"),
    (1, "body", "3月5日，杭州市图书馆在西湖区开设夜读班，来了312人。3月6日至8日，宁波市图书馆也办了三场。"),
    (1, "body", "每周六晚，西湖区的夜读班照常开班，近百年的老楼灯火通明。"),
    (2, "headline", "运河清淤"),
    (2, "body", "去年以来，嘉兴市清出淤泥3.5万吨，\n占全部的40%。"),
    (3, "headline", "老桥新貌"),
    (3, "body", "绍兴市的老桥修好了。"),
    (3, "credit", "沈三 摄"),
    (2, "body", "近日，嘉兴市运河工程队又到桐乡市清淤。"),
]


def article_at(start):
    for number, _, text in BLOCKS:
        first, last = spot(text)
        if first <= start < last:
            return f"{PAGE}#{number}"
    raise AssertionError(start)


def key(text, nth=0):
    start, end = spot(text, nth)
    return article_at(start), start, end, clean(text)


def make_paragraphs():
    rows, counts = [], {}
    for number, role, text in BLOCKS:
        counts[number] = counts.get(number, 0) + 1
        start, end = spot(text)
        pieces = write_pieces(RAW, start, end)
        rows.append((f"{PAGE}#{number}", counts[number], 1, role, start, end, clean(text), "", pieces))
    return build("paragraphs", sorted(rows, key=lambda row: (row[0], row[4])))


def make_sentences(paragraphs):
    columns = ("article_id", "paragraph", "start", "end", "text")
    facts = zip(*(paragraphs[c] for c in columns), strict=True)
    rows = [(a, p, n, 1, s, e, t, "") for n, (a, p, s, e, t) in enumerate(facts, 1)]
    return build("sentences", rows)


def make_articles(paragraphs):
    rows = []
    for n, (kind, headline, spans) in enumerate(
        [("article", "夜读班开班 市民来得多", ""), ("article", "运河清淤", ""), ("caption", "老桥新貌", "")], 1
    ):
        own = paragraphs[paragraphs["article_id"] == f"{PAGE}#{n}"]
        rows.append((f"{PAGE}#{n}", PAGE, n, kind, "", headline, "", spans, int(own["text"].str.len().sum()), 0.0))
    return build("articles", rows)


def place(text, adcode, nth=0, sense="literal", confidence="high"):
    found, (x, y, level) = division(adcode), point(adcode)
    name, kind = found.name, found.level
    fixed = (name, adcode, kind, path(adcode), x, y, level, "exact", "unique", confidence, "")
    return (*key(text, nth), *fixed, sense, None, True)


def act(number, text, actor, adcode, dates, nth=0):
    """`dates` is date_text, from_date, to_date, date_type."""
    return (f"{PAGE}#1!{number}", *key(text, nth), actor, "办", "", adcode, path(adcode) if adcode else "", *dates)


def make_study():
    """Tables of the page as attributes, as the handle has them."""
    paragraphs = make_paragraphs()
    places = [
        place("杭州市", "330100", sense="actor"),
        place("西湖区", "330106"),
        place("宁波市", "330200", sense="actor"),
        place("西湖区", "330106", 1, confidence="low"),
        place("嘉兴市", "330400"),
        place("绍兴市", "330600", sense="topic"),
        place("嘉兴市", "330400", 1, sense="actor"),
        place("桐乡市", "330483"),
    ]
    activities = [
        act(1, BLOCKS[4][2], "杭州市图书馆", "330106", ("3月5日", "2021-03-05", "2021-03-05", "day")),
        act(2, BLOCKS[4][2], "宁波市图书馆", "330200", ("3月6日至8日", "2021-03-06", "2021-03-08", "interval")),
        act(3, BLOCKS[5][2], "", "330106", ("每周六晚", "", "", "recurring")),
        act(4, BLOCKS[7][2], "嘉兴市", "330400", ("去年以来", "2020-01-01", "2021-03-20", "since")),
        act(5, BLOCKS[11][2], "嘉兴市运河工程队", "330483", ("近日", "2021-03-10", "2021-03-20", "vague")),
        act(6, BLOCKS[9][2], "", "330600", ("", "", "", "none")),
    ]
    dates = [(*key("近百年"), "DURATION", "P100Y", "", "", "century", "", "rhetorical", "none")]
    words = [
        (*key(w, n)[:1], 1, *key(w, n)[1:], "n", "") for w, n in (("夜读", 0), ("夜读", 1), ("清淤", 0), ("图书馆", 0))
    ]
    quantities = [
        (*key("312人"), 312.0, float("nan"), "人", "读者", "", "count"),
        (*key("3.5万吨"), 35000.0, float("nan"), "吨", "淤泥", "", "measure"),
        (*key("40%"), 40.0, float("nan"), "%", "淤泥", "", "percent"),
    ]
    bodies = [(*key("杭州市图书馆"), "杭州市图书馆", "prefecture", "culture", "330100")]
    defects = [(*key("吨，\n占"), "broken_paragraph", "吨，占", "high", True)]
    pages = [(PAGE, "", "", len(RAW), "", "330000", "2021-03-20", "2021-03-20", "given")]
    return SimpleNamespace(
        pages=build("pages", pages),
        paragraphs=paragraphs,
        sentences=make_sentences(paragraphs),
        articles=make_articles(paragraphs),
        words=build("words", words),
        dates=build("dates", dates),
        places=build("places", places),
        organisations=build("organisations", bodies),
        people=build("people", [(*key("丁一"), "丁一", "本报记者", "", "byline")]),
        quantities=build("quantities", quantities),
        quotations=build("quotations", []),
        activities=build("activities", activities),
        defects=build("defects", defects),
    )
