"""Atoms from the month to the week: what they do to the days named so far."""

from datetime import timedelta

from analysis.dates.almanac import DAY, WEEKDAYS, Days, count_week, count_weekday, lunar_month, week_days, year_days
from analysis.dates.frame import (
    Frame,
    Groups,
    State,
    count_weeks,
    number,
    of_day,
    of_month,
    of_today,
    of_week,
    of_year,
    year_before,
)


def lunar(state: State | None, m: Groups, frame: Frame) -> State:
    """农历: what follows is of the Chinese calendar, of the year named or else of publication."""
    year, rests = year_before(state, frame)
    return of_year(year, rests)._replace(lunar=(year, 0, False))


def month(state: State | None, m: Groups, frame: Frame) -> State:
    """3月; 正月, 腊月 and leap months are of the Chinese calendar, of the year of publication."""
    lunar = m["m_lu"]
    leap = bool(lunar and lunar[0] == "闰")
    n = {"正": 1, "冬": 11, "腊": 12}.get(lunar[:1]) or number(lunar[1:]) if lunar else number(m["m_n"])
    if lunar or (state and state.lunar):
        year, rests = year_before(state, frame)
        days = lunar_month(year, n, leap)
        return State(days, "month", f"{days.start}/{days.end}", rests, (year, n, leap))
    year, rests = year_before(state, frame, n)
    return of_month(year, n, rests)


def relmonth(state: State | None, m: Groups, frame: Frame) -> State:
    """本月, 上个月; 当月, 次月 hang on the month named before."""
    steps = {"rm_this": 0, "rm_prev2": -2, "rm_last": -1, "rm_next": 1, "rm_same": 0, "rm_then": 1}
    name = next(name for name in steps if m[name])
    said = frame.said.get("month") if name in ("rm_same", "rm_then") else None
    base = said.start if said else frame.today
    days = year_days(base.year, base.month + steps[name], base.month + steps[name])
    return of_month(days.start.year, days.start.month, "same_article" if said else "window")


def _month_before(state: State | None, frame: Frame) -> State:
    return state if state and state.grain == "month" else of_month(frame.today.year, frame.today.month, "window")


def ten(state: State | None, m: Groups, frame: Frame) -> State:
    """上旬: ten days of the month."""
    whole = _month_before(state, frame)
    first = whole.days.start + {"上": 0, "中": 10, "下": 20}[m["te"]] * DAY  # a lunar month begins on any day
    width = 19 if m["te2"] else 9  # 中下旬 is two of the three
    days = Days(first, whole.days.end if "下" in m[0] else first + width * DAY)
    return State(days, "ten_days", f"{days.start}/{days.end}", whole.rests)


def monthpart(state: State | None, m: Groups, frame: Frame) -> State:
    """月初 the first five days, 月中 the 10th to the 20th, 月底 from the 25th on."""
    whole = _month_before(state, frame)
    word = m["mp"] or m["mp1"]
    start, end = whole.days
    first, last = {"初": (start, start + 4 * DAY), "中": (start + 9 * DAY, start + 19 * DAY)}.get(
        word, (start + 24 * DAY, end)
    )
    days = Days(first, last)
    return State(days, "period", f"{days.start}/{days.end}", whole.rests)


def nth(state: State | None, m: Groups, frame: Frame) -> State:
    """第二周, 第三个星期日, 前两天 of a month or year."""
    whole = state or of_month(frame.today.year, frame.today.month, "window")
    if m["nt_days"]:
        width = timedelta(days=number(m["nt_days"]) - 1)
        if m["nt_dir"] in ("前", "头"):
            days = Days(whole.days.start, whole.days.start + width)
        else:  # 最后五天 reaches back from the last day
            days = Days(whole.days.end - width, whole.days.end)
        return State(days, "period", f"{days.start}/{days.end}", whole.rests)
    if m["nt_day"] and not state:  # 第三天 of what began on the day named before
        base = of_today(None, frame)
        return of_day(base.days.start + timedelta(days=number(m["nt_day"]) - 1), base.rests)
    if m["nt_day"]:
        return of_day(whole.days.start + timedelta(days=number(m["nt_day"]) - 1), whole.rests)
    weekday = m["nt_d"] or m["nt_d2"]
    n = -1 if m["nt_last"] else number(m["nt_n"])
    if weekday:
        return of_day(count_weekday(whole.days, WEEKDAYS[weekday], n), whole.rests)
    return of_week(count_week(whole.days.start, n), whole.rests)


def week(state: State | None, m: Groups, frame: Frame) -> State:
    """本周, 上上周."""
    return of_week(week_days(frame.today, count_weeks(m["we_2"] or m["we_1"])), "window")


def weekend(state: State | None, m: Groups, frame: Frame) -> State:
    """周末: Saturday and Sunday of the week."""
    base = state.days if state and state.grain == "week" else week_days(frame.today, count_weeks(m["wk"]))
    days = Days(base.start + 5 * DAY, base.end)
    value = f"{of_week(base, '').value}-WE"
    return State(days, "weekend", value, state.rests if state else "window")
