"""What a time is to the story: an act's time, a window, a campaign, a topic, ornament, or time in general."""

import re

from analysis.dates.almanac import periods, vague_times
from analysis.dates.chains import Expression

# A round number of years without a bound is ornament: 百年大党, 千年古镇; 百年来 and 一百年前 are times.
ORNAMENT = re.compile(r"(?:百|千|万|千百|百千|千万|亿万|数百|数千|上百|上千|几百|几千)(?:多|余)?年")
COMING = re.compile(r"(?:将|拟|定于|预计|计划|即将|截止|准备)[^，。；]{0,8}$")
COMING_AFTER = re.compile(r"[^，。；]{0,8}(?:将|起施行|起实施)")
# Nouns of what is told or taught: the time before 的 or them is what it is about.
ABOUT = re.compile(r"(?:年?的)?(?:历史|故事|往事|岁月|史料|老照片|题材|文物|遗址|旧址)")
# A number or state holds for the window: 上半年完成, 前5个月增长.
STATE = {"half", "quarter", "months", "allyear", "sameperiod"}


def is_coming(text: str, time: Expression) -> bool:
    """Tell whether a time is announced, not told: 将于1月5日, 1月1日起施行."""
    return bool(COMING.search(text[max(0, time.start - 12) : time.start]) or COMING_AFTER.match(text, time.end))


def read_sense(text: str, time: Expression, kind: str = "") -> str:
    """Sense of an expression by its words, those after it, and the kind of quotation that holds it."""
    if time.found:
        campaign = time.found.years or time.tail == "之际"
        return "campaign" if campaign else "window" if time.tail == "以来" else "activity"
    if time.kind == "stretch":
        return _stretch(text, time)
    if time.kind == "set":
        return "activity"
    return _chain(text, time, kind)


def _stretch(text: str, time: Expression) -> str:
    if not time.tail and not time.lead and ORNAMENT.fullmatch(text[time.start : time.end]):
        return "rhetorical"
    since = time.tail in ("来", "以来", "间") or time.lead.startswith(("近", "最近", "过去", "刚刚"))
    return "window" if since else "activity"


def _chain(text: str, time: Expression, kind: str) -> str:
    first, last = time.first[0].name, time.first[-1].name
    if first == "vague":
        return vague_times()[time.first[0].match[0]].sense
    if first == "epoch":
        return periods()[re.sub('[“”"]', "", time.first[0].match[0])].sense
    if first == "now" or time.lead.startswith(("截", "直")) or time.tail.endswith("来"):
        return "window"
    if first in ("season", "lunarterm") and len(time.first) == 1:
        return "generic"
    if first in ("century", "decade") or kind == "title" or ABOUT.match(text, time.end):
        return "topic"
    if first in ("holiday", "feast") and time.tail.endswith(("前夕", "前后", "之际", "期间")):
        return "campaign"
    return "window" if last in STATE and not time.second else "activity"
