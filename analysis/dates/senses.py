"""What a time is to the story: an act's time, a window, a campaign, a topic, ornament, or time in general."""

import re

from analysis.dates.almanac import vague_times
from analysis.dates.anchors import Meant
from analysis.dates.chains import Expression

ORNAMENT = re.compile(r"(?:千百|百|千|万|一?百|[一]千|[一]万|几百|几千|数百|数千|上千|上百)(?:多|余)?年")
COMING = re.compile(r"(?:将|拟|定于|预计|计划|即将|截止|准备)[^，。；]{0,8}$")
COMING_AFTER = re.compile(r"[^，。；]{0,8}(?:将|起施行|起实施)")


def is_coming(text: str, time: Expression) -> bool:
    """Tell whether a time is announced, not told: 将于1月5日, 1月1日起施行."""
    return bool(COMING.search(text[max(0, time.start - 12) : time.start]) or COMING_AFTER.match(text, time.end))


def read_sense(text: str, time: Expression, meant: Meant) -> str:
    """Sense of an expression by its words and those around it."""
    head = time.first[0].name if time.first else ""
    quote = text[time.start : time.end]
    if head == "vague":
        return vague_times()[time.first[0].match[0]].sense
    if head == "now" or time.lead.startswith("截") or time.tail.endswith("以来"):
        return "window"
    if time.kind == "stretch":
        if not time.tail and ORNAMENT.fullmatch(quote):
            return "rhetorical"
        return "window" if time.tail in ("来", "以来") or time.lead.startswith(("近", "最近", "过去")) else "activity"
    if head == "season" and len(time.first) == 1:
        return "generic"
    if head in ("century", "decade"):
        return "topic"
    if time.tail.endswith(("之际", "前夕")) or (head in ("holiday", "feast") and "前后" in time.tail):
        return "campaign"
    return "activity"
