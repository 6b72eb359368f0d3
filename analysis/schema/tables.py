"""The tables, column by column; docs/codebook.md is generated from here.

kinds: text · list (texts joined by `;`) · date (ISO day) · integer · count (an
integer or nothing) · number · coordinate (degrees, 5 decimals) · flag.
A missing text, list or date is the empty text.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """Kind and meaning of a column."""

    kind: str
    meaning: str


class Table(NamedTuple):
    """Grain and columns of a table."""

    grain: str
    columns: dict[str, Column]


def _table(grain: str, columns: str) -> Table:
    """Read `name kind meaning` lines."""
    lines = (line.split(maxsplit=2) for line in columns.splitlines() if line)
    return Table(grain, {name: Column(kind, meaning) for name, kind, meaning in lines})


ARTICLE = "article_id    text       article that holds it: <page_id>#<position>, #0 for the page's furniture"
SPAN = """
start         integer    offset of its first character in the raw text of the page
end           integer    offset one past its last character
text          text       raw[start:end] without line breaks
"""
CORRECTED = "corrected     flag       true where the researcher's corrections made or changed the row"

TABLES: dict[str, Table] = {
    "pages": _table(
        "page text or archive record",
        """
page_id          text       file name without ending, or the record's id
source           text       where the text comes from, as the researcher says
sha256           text       hash of the file's or the record's bytes
chars            integer    length of the raw text in characters
newspaper        text       name of the newspaper, if given
region           text       adcode of the division the page speaks for, given or inferred
published_from   date       first day on which it can have been published
published_to     date       last day on which it can have been published
published_basis  text       given, inferred or none
""",
    ),
    "evidence": _table(
        "hint at the publication date, or at the province that the page speaks for",
        f"""
page_id       text       page that holds it
{SPAN}
kind          text       latest_day, anniversary, weekday, year, dateline, region
says_from     date       earliest day of publication that it allows
says_to       date       latest day of publication that it allows
conflict      flag       true where it contradicts the window of the page, or speaks for another province than the page's
says_region   text       adcode of the province that it speaks for; kind region has a row per page and province, at its first address
addresses     count      addresses of the page that lie in that province
{CORRECTED}
""",
    ),
    "articles": _table(
        "article or photo caption",
        """
article_id    text       <page_id>#<position>
page_id       text       page that holds it
position      integer    place in the reading order of the page, from 1
kind          text       article or caption
column        text       label of its column (栏目), without the mark
headline      text       its printed lines joined by one space
byline        text       byline without the mark
spans         list       start-end of each uninterrupted stretch
chars         integer    characters of its paragraphs
defect_share  number     share of its characters that a defect covers, 0-1
""",
    ),
    "paragraphs": _table(
        "paragraph after repair",
        f"""
{ARTICLE}
paragraph     integer    number within the article, from 1
part          integer    1; 2 and on where other text interrupts it
role          text       column, kicker, headline, subhead, byline, body, credit, jump, furniture
{SPAN}
form          text       what it reads as with the accepted corrections; empty where as printed
pieces        list       how its reading maps to the page (readings.py); empty where one to one
{CORRECTED}
""",
    ),
    "sentences": _table(
        "sentence",
        f"""
{ARTICLE}
paragraph     integer    paragraph that holds it
sentence      integer    number within the article, from 1
part          integer    1; 2 and on where other text interrupts it
{SPAN}
form          text       what it reads as with the accepted corrections; empty where as printed
{CORRECTED}
""",
    ),
    "words": _table(
        "word",
        f"""
{ARTICLE}
sentence      integer    sentence that holds it
{SPAN}
tag           text       part of speech in jieba's dictionary, whatever the context
form          text       the word as read with the accepted corrections; empty where as printed
{CORRECTED}
""",
    ),
    "dates": _table(
        "time expression",
        f"""
{ARTICLE}
{SPAN}
type          text       TIMEX3: DATE, TIME, DURATION, SET
value         text       TIMEX3 (ISO-TimeML) value, EDTF (ISO 8601-2) where uncertain
from_date     date       first day, inclusive; empty where open
to_date       date       last day, inclusive; empty where open
granularity   text       time, part_of_day, day, weekend, week, ten_days, month, quarter, half_year, season, year, decade, century, period
rrule         text       RFC 5545 rule of a recurring time
sense         text       activity, window, campaign, topic, rhetorical, generic; the first three belong on a timeline
basis         text       explicit, window, same_article, quotation, event:<name>, none
{CORRECTED}
""",
    ),
    "places": _table(
        "place mention",
        f"""
{ARTICLE}
{SPAN}
name          text       official name of the place
adcode        text       GB/T 2260 (6 digits); 9 for a town, 12 for a village
level         text       country, province, prefecture, county, town, village, facility, region, nature, foreign
path          list       official names from the province down, joined by /
longitude     coordinate east, WGS84
latitude      coordinate north, WGS84
point_level   text       level of the division whose point it is
match         text       exact, alias, fuzzy, coordinated, deictic
resolved_by   text       unique, chain, article, page, region, size, open
confidence    text       high, medium, low
candidates    list       codes that remain open
sense         text       literal, actor (inside a body's name), topic, name (part of a name that is no place)
chain         count      number within the article of the address that adjoining mentions spell
chain_head    flag       true on the deepest member of a chain, the one to count
{CORRECTED}
""",
    ),
    "organisations": _table(
        "organisation mention",
        f"""
{ARTICLE}
{SPAN}
name          text       canonical name of the body
level         text       foreign, country, province, prefecture, county, town, village, or empty
line          text       party, government, congress, cppcc, court, military, school, hospital, media, culture, enterprise, mass_organisation, grassroots, other
adcode        text       division it belongs to
{CORRECTED}
""",
    ),
    "people": _table(
        "person mention",
        f"""
{ARTICLE}
{SPAN}
name          text       the name in full
role          text       post or role as printed
organisation  text       body as printed
kind          text       byline, credit, named, unnamed
{CORRECTED}
""",
    ),
    "quantities": _table(
        "number with a unit",
        f"""
{ARTICLE}
{SPAN}
number        number     plain value: 3.5万元 is 35000
number_to     number     upper end of a range
unit          text       unit as printed, without 万 and 亿
what          text       what is counted
window        text       time that the number covers, as printed
kind          text       count, measure, money, percent, vague; ordinal, identifier, name, slogan, idiom do not count
{CORRECTED}
""",
    ),
    "checks": _table(
        "relation between numbers that can be checked",
        f"""
{ARTICLE}
{SPAN}
kind          text       rate, sum, difference, uncheckable
printed       text       the relation as printed
computed      text       what the numbers give
agrees        text       yes, no, or cannot tell
{CORRECTED}
""",
    ),
    "quotations": _table(
        "quoted or titled span, or speech",
        f"""
{ARTICLE}
{SPAN}
kind          text       slogan, title, term, speech
speaker       text       who says it, as printed
closed        flag       true where both marks are printed
mode          text       direct or reported, for speech; empty for all else
{CORRECTED}
""",
    ),
    "slogans": _table(
        "mention of a slogan or set phrase",
        f"""
{ARTICLE}
{SPAN}
canonical     text       the form that stands for its variants
quoted        flag       true where it stands in quotation marks
{CORRECTED}
""",
    ),
    "activities": _table(
        "activity",
        f"""
activity_id   text       <article_id>!<n>
{ARTICLE}
{SPAN}
actor         list       who acts, as printed
action        text       what is done
place         text       where, as printed
adcode        text       its code
path          list       its official names from the province down, joined by /
date_text     text       when, as printed
from_date     date       first day
to_date       date       last day
date_type     text       day, interval, month, recurring, vague, since, as-of, none
{CORRECTED}
""",
    ),
    "links": _table(
        "pair of activities that may be one event",
        """
activity_id   text       an activity
other_id      text       one that looks the same, in another article
score         number     likeness, 0-1
reason        text       what they share
""",
    ),
    "defects": _table(
        "defect of the text",
        f"""
{ARTICLE}
{SPAN}
kind          text       broken_paragraph, split_headline, interleaved_caption, detached_credit, run_in_credit, lost_beginning, duplicated_span, doubled_character, dropped_character, wrong_character, unpaired_quote, merged_quote, lost_quote, halfwidth_punctuation, stray_space
suggestion    text       the likely correction
confidence    text       high, medium, low
applied       flag       true where the tables already reckon with it
{CORRECTED}
""",
    ),
}
