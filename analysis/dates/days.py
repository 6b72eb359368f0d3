"""Atoms from the day to the clock: what they do to the days named so far."""

from datetime import date

from analysis.dates.almanac import DAY, WEEKDAYS, Days, lunar_day, week_days, year_days
from analysis.dates.clock import clock_value, part_value
from analysis.dates.frame import (
    Frame,
    Groups,
    State,
    count_weeks,
    full_year,
    number,
    of_day,
    of_month,
    of_today,
    year_before,
)


def iso(state: State | None, m: Groups, frame: Frame) -> State:
    """2020-05-26."""
    g = m.groupdict()
    return of_day(date(*(int(g[f"iso_{c}"] or g[f"iso_{c}8"] or g[f"iso_{c}s"]) for c in "ymd")))


def usa(state: State | None, m: Groups, frame: Frame) -> State:
    """10/31/1974."""
    year = int(m["usa_y"])
    return of_day(date(year if year > 99 else full_year(year, frame.latest.year), int(m["usa_m"]), int(m["usa_d"])))


def yearmonth(state: State | None, m: Groups, frame: Frame) -> State:
    """1999.08."""
    return of_month(int(m["ym_y"] or m["ym_y2"]), int(m["ym_m"] or m["ym_m2"]))


def short(state: State | None, m: Groups, frame: Frame) -> State:
    """11/3号, 6·30."""
    month, day = next((int(m[f"sh_m{n}"]), int(m[f"sh_d{n}"])) for n in (1, 2, 3) if m[f"sh_m{n}"])
    year, rests = year_before(state, frame, month)
    return of_day(date(year, month, day), rests)


def zone(state: State | None, m: Groups, frame: Frame) -> State | None:
    """北京时间 adds nothing to the day."""
    return state


def weekday(state: State | None, m: Groups, frame: Frame) -> State:
    """周五 of this week, 上周五; behind a day it only repeats it."""
    if state and state.grain == "day":
        return state
    n = WEEKDAYS[m["wd"] or m["wd_p"]]
    if state and state.grain == "week":
        return of_day(state.days.start + n * DAY, state.rests)
    return of_day(week_days(frame.today, count_weeks(m["wd_rel"])).start + n * DAY, "window")


def day(state: State | None, m: Groups, frame: Frame) -> State:
    """5日, of the month named in the chain, else near the day named before, else the last such day."""
    n = number(m["d"])
    if state and state.grain == "month":
        if state.lunar:
            year, month, leap = state.lunar
            return of_day(lunar_day(year, month, n, leap), state.rests)
        return of_day(state.days.start.replace(day=n), state.rests)
    said = frame.said.get("day")
    if said:
        near = [candidate for k in (-1, 0, 1) if (candidate := _day_of(said.start, k, n))]
        return of_day(min(near, key=lambda found: abs(found - said.start)), "same_article")
    found = _day_of(frame.today, 0, n)
    before = _day_of(frame.today, -1, n)
    # A bare day ahead is that of last month, if it lies no more than a fortnight back; else it is announced.
    if not found or (found > frame.latest and not frame.coming and before and (frame.today - before).days <= 14):
        found = before
    if not found:
        raise ValueError(f"no day {n}")
    return of_day(found, "window")


def _day_of(base: date, months: int, n: int) -> date | None:
    start = year_days(base.year, base.month + months, base.month + months)
    return start.start.replace(day=n) if n <= start.end.day else None


def lunarday(state: State | None, m: Groups, frame: Frame) -> State:
    """八月十五: without 日 a day of the Chinese calendar; 1月3 is one of the month named."""
    if m["lu_d"] and state:
        if state.lunar:
            return of_day(lunar_day(*state.lunar[:2], int(m["lu_d"]), state.lunar[2]), state.rests)
        return of_day(state.days.start.replace(day=int(m["lu_d"])), state.rests)
    year, month, leap = (state.lunar if state else None) or (0, 0, False)
    if not state or not month:
        year, rests = year_before(state, frame)
        month, leap = (state.days.start.month if state and state.grain == "month" else 1), False
    else:
        rests = state.rests
    return of_day(lunar_day(year, month, number((m["lu_c"] or "").removeprefix("初")), leap), rests)


def relday(state: State | None, m: Groups, frame: Frame) -> State:
    """昨日; 同日, 当晚, 次日 hang on the day named before."""
    if m["rd_n"] or m["rd_s"] or m[0] in ("本日", "即日"):
        steps = {"大大后": 4, "大前": -3, "大后": 3, "前": -2, "昨": -1, "寻": -1, "明": 1, "听": 1, "后": 2}
        if state and state.grain == "year":  # 去年的今天
            return of_day(frame.today.replace(year=state.days.start.year), state.rests)
        return of_day(frame.today + steps.get(m["rd_n"] or m["rd_s"] or "", 0) * DAY, "window")
    said = frame.said.get("day")
    base = said.start if said else frame.today
    return of_day(base + (bool(m["rd_then"]) - bool(m["rd_prev"])) * DAY, "same_article" if said else "window")


def part(state: State | None, m: Groups, frame: Frame) -> State:
    """下午 stays in the value."""
    base, code = of_today(state, frame), part_value(m["pa"] or m["pa1"])
    fine = base.grain == "day" and bool(code)
    value = f"{base.value}{code}" if fine else base.value
    return base._replace(grain="part_of_day" if fine else base.grain, value=value, part=m["pa"] or m["pa1"] or "")


def clock(state: State | None, m: Groups, frame: Frame) -> State:
    """9时30分; an hour that no clock shows leaves the day."""
    base = of_today(state, frame)
    time = clock_value(m, part_value(base.part))
    # Twelve at night is the first hour of the next day.
    if base.part in ("半夜", "夜里", "深夜") and time[1:3] == "12" and base.days.start == base.days.end:
        base = of_day(base.days.start + DAY, base.rests)
        time = time.replace("T12", "T00")
    return base._replace(grain="time", value=f"{base.value[:10]}{time}")


def now(state: State | None, m: Groups, frame: Frame) -> State:
    """目前: the day of publication."""
    return State(Days(frame.today, frame.today), "day", "PRESENT_REF", "window")
