"""From an expression to its days: seen from both ends of the publication window, then put together."""

from datetime import date, timedelta
from typing import NamedTuple

from analysis.dates.almanac import DAY, Days, shift_months, vague_times, year_days
from analysis.dates.atoms import RANK
from analysis.dates.chains import Expression, Piece
from analysis.dates.events import Found
from analysis.dates.frame import NOTHING, Frame, Meant, Said
from analysis.dates.lengths import mean_stretch
from analysis.dates.narrow import narrow

NOWHERE = date(2000, 1, 1)  # seen from here where no window is known; what then rests on it is masked


class Window(NamedTuple):
    """First and last day on which the page can have been published, if known."""

    start: date | None
    end: date | None


def anchor(time: Expression, window: Window, said: tuple[Said, Said], coming: bool) -> Meant:
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
    basis = "window" if high.basis == "year" else high.basis
    if low == high:
        return high if basis == high.basis else high._replace(basis=basis)
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
    if time.found:
        return _event(time, time.found, frame)
    if time.kind == "stretch":
        return mean_stretch(time, frame)
    if time.first[0].name == "vague":
        return _vague(time, frame)
    if time.first[-1].name == "sameperiod":
        return _same_period(frame)
    state = narrow([(piece.name, piece.match) for piece in time.first], frame)
    if not state:
        return None
    kind = "TIME" if state.grain in ("time", "part_of_day") else "DATE"
    meant = Meant(kind, state.value, state.days.start, state.days.end, state.grain, state.rests)
    if time.second:
        meant = _range(time, meant, frame) or meant
    return _bound(time, meant, frame)


def _event(time: Expression, found: Found, frame: Frame) -> Meant | None:
    """Since, after, about an event or on its anniversary; an event of unknown day leaves the end open."""
    days, basis = (found.event.days, f"event:{found.event.name}") if found.event else (None, "window")
    if found.years and days:
        day = shift_months(days.start, 12 * found.years)
        return Meant("DATE", f"{day}{'~' * (found.tail == '之际')}", day, day, "day", basis)
    if found.tail in ("以来", "后"):
        start = days.start if days else None
        value = f"{start or '..'}/{frame.today}"
        return Meant("DATE", value, start, frame.today, "period", basis)
    inner = _mean(time.inner, frame) if time.inner else None
    if inner:
        return inner if inner.value.endswith("~") else inner._replace(value=f"{inner.value}~")
    return Meant("DATE", f"{days.start}~", *days, "period", basis) if days else NOTHING


def _range(time: Expression, first: Meant, frame: Frame) -> Meant | None:
    """From the first day of one end to the last of the other, which takes over what it leaves out."""
    assert first.start
    assert first.end
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
    value = f"{first.value}/{second.value}"
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
    assert start
    assert end
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
    assert meant.start
    assert meant.end
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


def _same_period(frame: Frame) -> Meant:
    """去年同期: the stretch named before in this article, a year earlier; else the year up to its day."""
    said = frame.said.get("span")
    days = said or Days(year_days(frame.today.year).start, frame.today)
    start, end = shift_months(days.start, -12), shift_months(days.end, -12)
    return Meant("DATE", f"{start}/{end}", start, end, "period", "same_article" if said else "window")
