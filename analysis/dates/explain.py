"""The reason of a date in a sentence, for a reader who opens it."""

from collections.abc import Mapping

BASES = {
    "explicit": ("as printed", "文中明写"),
    "window": ("counted from the day of publication", "按出版日期推算"),
    "same_article": ("counted from the time named before in the article", "按前文所述时间推算"),
    "quotation": ("counted from the time of the speech", "按讲话时间推算"),
    "none": ("cannot be dated from the page", "据本版无法确定"),
}
SENSES = {
    "activity": ("time of an act", "活动时间"),
    "window": ("window of a number or state", "统计或状态的时段"),
    "campaign": ("occasion of a campaign", "主题活动的时间节点"),
    "topic": ("time talked about", "谈及的时期"),
    "rhetorical": ("ornament, no time", "修辞，非实指"),
    "generic": ("time in general", "泛指"),
}


def explain_date(date: Mapping[str, str], lang: str = "en") -> str:
    """Say what a row of `dates` means and why, in English or Chinese (`zh`).

    >>> row = {"value": "2021-09-02", "from_date": "2021-09-02", "to_date": "2021-09-02", "rrule": "",
    ...        "sense": "activity", "basis": "window"}
    >>> explain_date(row)
    '2021-09-02: time of an act; counted from the day of publication'
    >>> explain_date(row, "zh")
    '2021-09-02：活动时间；按出版日期推算'
    """
    n = int(lang == "zh")
    basis, sense = date["basis"], SENSES[date["sense"]][n]
    if basis.startswith("event:"):
        reason = f"按事件“{basis[6:]}”推算" if n else f"counted from the event {basis[6:]}"
    else:
        reason = BASES[basis][n]
    colon, stop = ("：", "；") if n else (": ", "; ")
    return f"{_days(date)}{colon}{sense}{stop}{reason}"


def _days(date: Mapping[str, str]) -> str:
    """The days if there are any, else the rule, else the value."""
    start, end = date["from_date"], date["to_date"]
    if start and start == end:
        return start
    if start or end:
        return f"{start or '…'} – {end or '…'}"
    return date["rrule"] or date["value"] or "?"
