"""What other programs read: iCalendar, and the table for TimelineJS and Palladio."""

import csv
from datetime import date

import pytest
from icalendar import Calendar

from analysis.exports import save_calendar, save_timeline
from analysis.schema import build

PLACE = ("和平县", "441624", "广东省/河源市/和平县")


def type_act(number, when, first, last, kind, actor="县图书馆"):
    text = "县图书馆举办读书会, 读《山歌》;"
    return (f"p#1!{number}", "p#1", 0, 20, text, actor, "举办读书会", *PLACE, when, first, last, kind, False)


ACTS = build(
    "activities",
    [
        type_act(1, "3月5日", "2021-03-05", "2021-03-05", "day"),
        type_act(2, "3月5日至8日", "2021-03-05", "2021-03-08", "interval"),
        type_act(3, "今年3月", "2021-03-01", "2021-03-31", "month"),
        type_act(4, "每周三", "", "", "recurring"),
        type_act(5, "近日", "2021-03-01", "2021-03-08", "vague"),
        type_act(6, "", "", "", "none", actor=""),
        type_act(7, "开馆以来", "", "2021-03-08", "since"),
    ],
)
RULE = (
    "p#1",
    3,
    6,
    "每周三",
    "SET",
    "XXXX-WXX-3",
    "",
    "",
    "day",
    "FREQ=WEEKLY;BYDAY=WE",
    "activity",
    "explicit",
    False,
)
PAGE = ("p", "", "", 20, "", "", "2021-03-08", "2021-03-09", "given")


@pytest.fixture
def calendar(tmp_path):
    return save_calendar(ACTS, build("dates", [RULE]), build("pages", [PAGE]), tmp_path / "acts.ics")


def read_events(path):
    return {str(event["UID"]): event for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def test_dated_and_recurring_acts_are_events(calendar):
    assert list(read_events(calendar)) == [f"p#1!{n}@analysis" for n in (1, 2, 3, 4)]


def test_days_are_whole_and_ends_exclusive(calendar):
    event = read_events(calendar)["p#1!2@analysis"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2021, 3, 5), date(2021, 3, 9))


def test_an_event_quotes_its_sentence_and_its_keys(calendar):
    event = read_events(calendar)["p#1!1@analysis"]
    assert event["SUMMARY"] == "县图书馆：举办读书会"
    assert event["LOCATION"] == "广东省 河源市 和平县"
    assert event["DESCRIPTION"] == "县图书馆举办读书会, 读《山歌》; (3月5日; p#1 0-20)"
    assert event["CATEGORIES"].to_ical().decode() == "day"


def test_a_rule_begins_on_the_first_day_it_allows(calendar):
    event = read_events(calendar)["p#1!4@analysis"]
    assert event["DTSTART"].dt == date(2021, 3, 10)  # the Wednesday after Monday, 8 March
    assert event["RRULE"].to_ical().decode() == "FREQ=WEEKLY;BYDAY=WE"


def test_no_clock_is_read(calendar, tmp_path):
    again = save_calendar(ACTS, build("dates", [RULE]), build("pages", [PAGE]), tmp_path / "again.ics")
    assert again.read_bytes() == calendar.read_bytes()
    assert b"DTSTAMP:20210309T000000Z" in calendar.read_bytes()


def test_a_rule_without_a_window_has_no_event(tmp_path):
    page = ("p", "", "", 20, "", "", "", "", "none")
    path = save_calendar(ACTS, build("dates", [RULE]), build("pages", [page]), tmp_path / "acts.ics")
    assert "p#1!4@analysis" not in read_events(path)


def test_timeline_has_a_row_for_each_act_with_a_first_day(tmp_path):
    text = save_timeline(ACTS, tmp_path / "acts.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["activity_id"] for row in rows] == ["p#1!1", "p#1!2", "p#1!3", "p#1!5"]
    assert [rows[0][c] for c in ("Year", "Month", "Day", "End Year", "Group", "From", "To")] == [
        *("2021", "3", "5", "", "县图书馆", "2021-03-05", "2021-03-05"),
    ]
    assert [rows[1][c] for c in ("Day", "End Day", "Display Date")] == ["5", "8", "3月5日至8日"]
    latitude, longitude = map(float, rows[0]["Coordinates"].split(","))
    assert (round(latitude), round(longitude)) == (24, 115)
    assert "\r" not in text


def test_empty_tables_give_empty_files(tmp_path):
    nothing = build("activities", [])
    assert len(save_timeline(nothing, tmp_path / "a.csv").read_text("utf-8").splitlines()) == 1
    calendar = save_calendar(nothing, build("dates", []), build("pages", []), tmp_path / "a.ics")
    assert read_events(calendar) == {}
