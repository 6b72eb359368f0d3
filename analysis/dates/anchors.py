"""From an expression to its days: seen from both ends of the publication window, then put together."""

from datetime import date, timedelta
from typing import NamedTuple

from analysis.chinese import read_number
from analysis.dates.almanac import DAY, Days, shift_months, vague_times, week_days, year_days
from analysis.dates.atoms import RANK
from analysis.dates.chains import SMALL, Expression, Piece
from analysis.dates.narrow import Frame, narrow

NOWHERE = date(2000, 1, 1)  # seen from here where no window is known; what then rests on it is masked
CODES = {
    "世纪": "C",
    "年代": "DE",
    "年": "Y",
    "季": "Q",
    "月": "M",
    "周": "W",
    "星": "W",
    "礼": "W",
    "天": "D",
    "日": "D",
    "工": "WORK",
    "昼": "D",
    "夜": "D",
    "晚": "D",
}
CLOCKS = {"小": "H", "钟": "H", "分": "M", "刻": "M", "秒": "S"}


class Window(NamedTuple):
    """First and last day on which the page can have been published, if known."""

    start: date | None
    end: date | None


class Meant(NamedTuple):
    """What an expression means: a row of `dates` in the making. Open ends are None."""

    type: str
    value: str
    start: date | None
    end: date | None
    grain: str
    basis: str
    rrule: str = ""


NOTHING = Meant("DATE", "", None, None, "period", "none")


def anchor(time: Expression, window: Window, said: tuple[dict, dict], coming: bool) -> Meant:
    """Days, value and basis of an expression.

    A time relative to publication is computed from both ends of the window; a
    missing year is that of its last day.
    """
    if time.kind == "set":
        assert time.rule
        return Meant("SET", time.rule.value, None, None, _set_grain(time), "explicit", time.rule.rrule)
    latest = window.end or NOWHERE
    high = _mean(time, Frame(latest, latest, said[1], coming))
    narrow_window = window.start == window.end and said[0] == said[1]
    low = high if narrow_window else _mean(time, Frame(window.start or NOWHERE, latest, said[0], coming))
    if not low or not high:
        return NOTHING
    if low.basis in ("year", "window") and not window.end:
        return high._replace(value=_mask(high), start=None, end=None, basis="none")
    basis = "window" if high.basis in ("year", "window") else high.basis
    if low == high:
        return high._replace(basis=basis)
    start = min(low.start, high.start) if low.start and high.start else None
    end = max(low.end, high.end) if low.end and high.end else None
    return high._replace(value=_join(low.value, high.value, start, end), start=start, end=end, basis=basis)


def _join(low: str, high: str, start: date | None, end: date | None) -> str:
    """EDTF: one of the days of a window is [a..b]; an interval stays an interval."""
    if low == high:
        return high
    if "/" in high:
        return f"{start or '..'}/{end or '..'}"
    return f"[{low}..{high}]"


def _mask(meant: Meant) -> str:
    """The value without what only a window would tell: XXXX-06-09, XXXX-XX-XX."""
    value = meant.value
    if value.endswith("_REF") or value.startswith("P"):
        return value
    if meant.basis == "year":
        return "/".join(f"XXXX{part[4:]}" if part[:4].isdigit() else part for part in value.split("/"))
    if "T" in value:
        return "XXXX-XX-XX" + value[value.index("T") :]
    masks = {"day": "XXXX-XX-XX", "month": "XXXX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "year": "XXXX"}
    return masks.get(meant.grain, "XXXX-XX-XX" if meant.grain in ("time", "part_of_day") else "XXXX")


def _set_grain(time: Expression) -> str:
    names = [piece.name for piece in time.first]
    for name, grain in (
        ("clock", "time"),
        ("part", "part_of_day"),
        ("weekday", "day"),
        ("day", "day"),
        ("nth", "day"),
        ("month", "month"),
    ):
        if name in names:
            return grain
    group = time.match.groupdict() if time.match else {}
    if group.get("part"):
        return "part_of_day"
    if group.get("weekend"):
        return "weekend"
    if group.get("days") or group.get("days2"):
        return "day"
    units = ["year", "quarter", "month", "week", "day", "day", "time"]
    return next((units[n] for n in range(7) if group.get(f"u{n}")), "period")


def _mean(time: Expression, frame: Frame) -> Meant | None:
    if time.kind == "stretch":
        return _stretch(time, frame)
    if time.first[0].name == "vague":
        return _vague(time, frame)
    if time.first[0].name == "relyear" and time.event == "same_period":
        return _same_period(time, frame)
    state = narrow([(piece.name, piece.match) for piece in time.first], frame)
    if not state:
        return None
    kind = "TIME" if state.grain in ("time", "part_of_day") else "DATE"
    meant = Meant(kind, state.value, state.days.start, state.days.end, state.grain, state.rests)
    if time.second:
        meant = _range(time, meant, frame) or meant
    return _bound(time, meant, frame)


def _range(time: Expression, first: Meant, frame: Frame) -> Meant | None:
    """From the first day of one end to the last of the other, which takes over what it leaves out."""
    assert first.start and first.end
    rank = RANK[time.second[0].name]
    alone = rank == RANK["now"] or _relative(time.second[0])
    whole: list[Piece] = [] if alone else [piece for piece in time.first if RANK[piece.name] < rank]
    near = frame._replace(said=frame.said | dict.fromkeys(("day", "month", "year"), Days(first.start, first.end)))
    second = narrow([(piece.name, piece.match) for piece in (*whole, *time.second)], near)
    if not second:
        return None
    end = second.days.end
    if end < first.start and time.second[0].name in ("day", "month"):
        end = shift_months(end, 1 if time.second[0].name == "day" else 12)
    if end < first.start:
        return None
    rests = first.basis if second.rests in ("explicit", "same_article") else second.rests
    day = first.start == end
    # Hours on one day are that day: 上午9时至11时
    value = f"{first.value}/{second.value}" if not day else f"{first.value}/{second.value}"
    grain = first.grain if day else "period"
    return Meant(first.type if day else "DATE", value, first.start, end, grain, rests)


def _relative(piece: Piece) -> bool:
    """Tell whether the second end of a range is seen from publication, like the first: 上周三到这周二."""
    if piece.name == "weekday":
        return bool(piece.match["wd_rel"])
    return piece.name in ("relyear", "relmonth", "week") or (piece.name == "relday" and not piece.match["rd_then"])


def _bound(time: Expression, meant: Meant, frame: Frame) -> Meant:
    """以来, 起 and 后 open towards publication, 前 towards the past; 左右 makes it uncertain."""
    tail, start, end = time.tail, meant.start, meant.end
    assert start and end
    if tail.endswith(("来", "起")) or (tail.endswith("后") and not tail.endswith("前后")):
        after = end + DAY if tail.endswith("后") and meant.grain != "time" and meant.grain != "part_of_day" else start
        last = frame.today if after <= frame.today else None
        return meant._replace(
            type="DATE", value=f"{after}/{last or '..'}", start=after, end=last, grain="period", basis=_two_ended(meant)
        )
    if tail.endswith(("夕", "夜")) and "前" in tail:
        return meant._replace(value=f"{meant.value}~", start=start - 3 * DAY, end=start - DAY, grain="period")
    if tail.endswith("前"):
        return _until(meant, frame)
    if "左右" in tail or "前后" in tail or "许" in tail or "之际" in tail or time.lead.startswith(("约", "大约")):
        return meant._replace(value=meant.value if meant.value.endswith("REF") else f"{meant.value}~")
    return meant


def _two_ended(meant: Meant) -> str:
    """What reaches up to publication rests on the window."""
    return "window" if meant.basis in ("explicit", "year", "window") else meant.basis


def _until(meant: Meant, frame: Frame) -> Meant:
    """年底前: a term ahead counts from publication to its last day; 1949年前 ends before it."""
    assert meant.start and meant.end
    if meant.end >= frame.today:
        start: date | None = frame.today
        end = meant.end
    else:
        start, end = None, meant.start - DAY if meant.grain in ("year", "decade", "century", "period") else meant.end
    return meant._replace(
        type="DATE", value=f"{start or '..'}/{end}", start=start, end=end, grain="period", basis=_two_ended(meant)
    )


def _vague(time: Expression, frame: Frame) -> Meant:
    """近日 and its kind, by data/vague_times.csv."""
    row = vague_times()[time.first[0].match[0]]
    said = frame.said.get("day") if row.anchor == "said" else None
    base = said.start if said else frame.today
    start = base - timedelta(days=int(row.back)) if row.back else None
    end = base + timedelta(days=int(row.ahead)) if row.ahead else None
    if row.value == "FUTURE_REF" and said and not row.ahead:
        end = max(base, frame.latest)
    basis = "same_article" if said else "window"
    value = base.isoformat() if row.value.startswith("XXXX") else row.value
    return Meant("DATE", value, start, end, "day" if row.value.startswith("XXXX") else "period", basis)


def _same_period(time: Expression, frame: Frame) -> Meant:
    """去年同期: the stretch named before in this article, a year earlier; else the year up to its day."""
    said = frame.said.get("span")
    days = said or Days(year_days(frame.today.year).start, frame.today)
    start, end = shift_months(days.start, -12), shift_months(days.end, -12)
    return Meant("DATE", f"{start}/{end}", start, end, "period", "same_article" if said else "window")


def _stretch(time: Expression, frame: Frame) -> Meant:
    """近三年, 五年来, 20天后, 七个多小时: a length, and where it lies if the words say so."""
    match = time.match
    assert match
    amount, code = _length(time)
    value = f"P{'T' if match['unit'].removeprefix('个')[0] in CLOCKS and code in 'HMS' else ''}{_plain(amount)}{code.replace('WORK', 'D').replace('Q', 'Q')}"
    bare = Meant("DURATION", value, None, None, _grain(match["unit"]), "explicit")
    if amount is None:
        value = bare.value.replace("None", "X")
        bare = bare._replace(value=value)
    lead, tail = time.lead.rstrip("的"), time.tail
    if not lead and tail not in AFTER | BEFORE | SINCE | {"内", "以内", "之内"}:
        return bare
    if amount is None:
        amount = 30.0 if "十" in match["count"] else 3.0  # 几天, 数年: a few is three
    if code in "HMS" and bare.value.startswith("PT"):
        said = frame.said.get("day")
        day = said.start if said and tail in AFTER else frame.today
        point = tail in AFTER | BEFORE
        return bare._replace(
            type="TIME" if point else "DURATION",
            value=f"{day}TXX" if point else value,
            start=day,
            end=day,
            grain="time",
            basis="same_article" if said and tail in AFTER else "window",
        )
    return _lay(bare, (amount, code), (lead, tail), frame)


AFTER = {"后", "之后", "以后"}
BEFORE = {"前", "之前", "以前"}
SINCE = {"以来", "来", "间", "里", "期间"}


def _lay(bare: Meant, length: tuple[float, str], around: tuple[str, str], frame: Frame) -> Meant:
    """Lay a length of days or more along the calendar."""
    (amount, code), (lead, tail), today = length, around, frame.today
    if not lead and tail in AFTER | BEFORE:
        return _away(length, tail, frame)
    if code == "WORK":
        return _laid(bare, today, _work(today, int(amount)))
    if lead in ("未来", "今后", "接下来") or (not lead and tail.endswith("内")):
        return _laid(bare, today, shift(today, amount, code))
    if lead in ("下", "后"):
        if code == "W":
            return _laid(bare, week_days(today, 1).start, week_days(today, int(amount)).end)
        return _laid(bare, today + DAY, shift(today, amount, code))
    if lead == "上" and code == "W":
        return _laid(bare, week_days(today, -int(amount)).start, week_days(today, -1).end)
    if lead in ("上", "前") and code == "D":
        return _laid(bare, shift(today, -amount, code), today - DAY)
    return _laid(bare, shift(today, -amount, code), today)


def _laid(bare: Meant, start: date, end: date) -> Meant:
    grain = "period"
    return bare._replace(start=start, end=end, grain=grain, basis="window")


def _away(length: tuple[float, str], tail: str, frame: Frame) -> Meant:
    """三年前, 20天后: a point as fine as its unit. 后 counts from the day named before."""
    amount, code = length
    said = frame.said.get("day") if tail in AFTER else None
    day = shift(said.start if said else frame.today, amount if tail in AFTER else -amount, code)
    grain = {"Y": "year", "M": "month", "W": "week", "Q": "month"}.get(code, "day")
    spans = {"year": year_days(day.year), "month": year_days(day.year, day.month, day.month), "week": week_days(day)}
    days = spans.get(grain, Days(day, day))
    week = day.isocalendar()
    value = {"year": f"{day.year:04}", "month": day.isoformat()[:7], "week": f"{week[0]}-W{week[1]:02}"}.get(
        grain, day.isoformat()
    )
    return Meant("DATE", value, days.start, days.end, grain, "same_article" if said else "window")


def shift(day: date, amount: float, code: str) -> date:
    """A day so many units away; halves of months count as fifteen days.

    >>> shift(date(2021, 6, 14), -2.5, "M").isoformat()
    '2021-03-30'
    """
    months = {"Y": 12, "Q": 3, "M": 1, "DE": 120, "C": 1200}.get(code)
    try:
        if months:
            whole, rest = divmod(abs(amount) * months, 1)
            sign = 1 if amount > 0 else -1
            return shift_months(day, sign * int(whole)) + timedelta(days=sign * round(rest * 30))
        return day + timedelta(days=int(amount * {"W": 7}.get(code, 1)))
    except (ValueError, OverflowError):
        return day


def _work(day: date, days: int) -> date:
    """So many working days on, Monday to Friday."""
    while days:
        day += DAY
        days -= day.weekday() < 5
    return day


def _length(time: Expression) -> tuple[float | None, str]:
    match = time.match
    assert match
    text = match["count"].replace("仨", "三").replace("点", ".")
    amount = 0.5 if text == "半" else read_number(text)
    if match["half"] or match["half2"]:
        amount = (amount or 0) + 0.5
    unit = match["unit"].removeprefix("个")
    code = next((code for words, code in {**CODES, **CLOCKS}.items() if unit.startswith(words)), "D")
    if amount is not None and unit.startswith("刻"):
        amount *= 15
    return amount, code


def _plain(amount: float | None) -> str:
    return f"{amount:g}" if amount is not None else "X"


def _grain(unit: str) -> str:
    unit = unit.removeprefix("个")
    names = {"世": "century", "年": "year", "季": "quarter", "月": "month", "周": "week", "星": "week", "礼": "week"}
    if unit == "工作日":
        return "day"
    return "time" if unit[0] in CLOCKS or unit in SMALL else names.get(unit[0], "day")
