"""What the atoms are written with: numerals, lists of names."""

import re
from typing import NamedTuple

from analysis.dates.almanac import TERMS, holidays, periods, vague_times

DIGITS = "零〇○Ｏ一二三四五六七八九"  # digits read one by one: 二〇二一; 二○○八 in older print
COUNTABLE = DIGITS[4:]
TENS = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|[零〇一二两三四五六七八九])"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?!\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
HOUR = r"(?:2[0-4]|1\d|0?\d|二十[一二三四]?|廿[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
TO = r"\s?(?:-|—+|–|－|~|～|至|到)\s?"  # 4月12-19日: the first end leaves its unit to the second
MINUTE = rf"(?:[0-5]?\d|[零〇][一二三四五六七八九]|{TENS})"
COUNT = (
    r"(?:\d+(?:\.\d+)?|(?:好?几|数)?[十百千万]{1,4}几?"
    r"|[零〇一二两仨三四五六七八九十百千万]{1,9}(?:点[一二三四五六七八九])?|好?几|数|半|若干)"
)
WEEK = r"(?:周|星期|礼拜)"
WEEKDAY = r"[一二三四五六日天末]"
TERM = "|".join(TERMS)
HOLIDAY = "|".join(sorted(holidays(), key=len, reverse=True))
# 清代 but not 清代表: the last character may belong to another word
EPOCH = "(?:{})(?<!代(?=[表理替办言价]))".format(
    "|".join(re.sub("^(十.五)", r'[“"]?\1[”"]?', name) for name in sorted(periods(), key=len, reverse=True))
)
VAGUE = "|".join(f"{name}(?!的)" if name == "最近" else name for name in sorted(vague_times(), key=len, reverse=True))


class Atom(NamedTuple):
    """A unit of time: atoms chain in rising rank."""

    name: str
    rank: int
    pattern: str
