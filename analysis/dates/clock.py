"""Parts of day and clock times as TIMEX3 ends of a day's value."""

import re

from analysis.chinese import read_number

# TIMEX3 knows morning, midday, afternoon, evening, night, daytime.
PARTS = {
    "TMO": "凌晨 清晨 拂晓 黎明 早晨 早上 早间 一早 上午 早 晨",
    "TMI": "中午 正午 晌午 午间",
    "TAF": "下午 午后 午饭后 晏昼",
    "TEV": "傍晚 黄昏 晚上 晚间 晚 入夜 晚些时候",
    "TNI": "夜间 深夜 午夜 半夜 后半夜 夜里 夜晚 夜",
    "TDT": "白天",
}
PART = {word: code for code, words in PARTS.items() for word in words.split()}


def part_value(word: str) -> str:
    """Value of a part of day; 全天 is the day itself.

    >>> part_value("傍晚"), part_value("全天")
    ('TEV', '')
    """
    return PART.get(word, "")


def clock_value(match: re.Match[str], part: str) -> str:
    """Value of a clock time, in 24 hours if the part of day before it tells.

    >>> from analysis.dates.atoms import read_atom
    >>> clock_value(read_atom("3时20分", 0, 0)[1], "TAF")
    'T15:20'
    """
    hour = read_number(match["cl_h"] or match["cl_h0"] or match["cl_h2"] or "") if "cl_h" in match.groupdict() else None
    if hour is None:
        meridian = re.match(r"(\d+)\s?([apAP])", match[0])
        return f"T{int(meridian[1]) % 12 + 12 * (meridian[2] in 'pP'):02}:00" if meridian else ""
    if hour < 12 and (part in ("TAF", "TEV") or (part == "TNI" and hour > 5) or re.search(r"[pP][mM]?", match[0])):
        hour += 12
    if part == "TMI" and hour < 4:
        hour += 12
    return f"T{int(hour):02}:{_minute(match):02}"


def _minute(match: re.Match[str]) -> int:
    if match["cl_half"]:
        return 30
    if match["cl_q"]:
        return 15 * int(read_number(match["cl_q"]) or 0)
    return int(read_number((match["cl_m"] or match["cl_m2"] or "0").lstrip("零〇") or "0") or 0)
