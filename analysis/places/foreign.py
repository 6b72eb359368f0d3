"""Places abroad that no list holds, and rivers and islands that the dictionary knows: by their sounds and endings."""

import re
from collections import Counter
from functools import cache

from analysis.gazetteer import World, abroad
from analysis.places.mentions import Line, Mention
from analysis.places.recognise import SOUNDS

# 州省郡邦 abroad, not divisions of China, which the gazetteer knows by name.
ENDINGS = "自治州|大区|州|省|郡|邦|市|县|区|镇|群岛|半岛|岛|河|湖|湾|海峡|山脉"
NATURE = ("岛", "河", "湖", "湾", "海峡", "山脉")
EXTENSION = re.compile(r"大区|州|省|郡|邦|县|市(?![场民区郊])")
WATERS = re.compile(r"[河湖岛岭峰](?<=[\u4e00-\u9fff]{3})(?<![山江海].)(?![南北东西水口畔滨岸边面流谷床道段里中])")

WATER_SIGNS = tuple("河湖岛岭峰")


@cache
def spelled() -> tuple[re.Pattern[str], frozenset[str]]:
    """A word for a division or a feature of nature after characters of foreign names, and these characters."""
    # A character is used to spell if it stands in at least 20 of the longer names of cities abroad.
    names = [name for name, place in abroad().items() if place.longitude is not None and len(name) > 3]
    counts = Counter(character for name in names for character in set(name))
    letters = "".join(sorted(c for c, n in counts.items() if n >= 20 and c not in "省市州县区岛河湖"))
    return re.compile(f"(?<=[{letters}][{letters}])(?:{ENDINGS})"), frozenset(letters)


@cache
def spelled_signs() -> frozenset[str]:
    """The words that `spelled` asks for, each behind a character of foreign names."""
    return frozenset(letter + ending for letter in spelled()[1] for ending in ENDINGS.split("|"))


def extend(form: str, mentions: list[Mention]) -> list[Mention]:
    """Lengthen cities and states abroad by the word for their kind: 俄亥俄|州, 福井|县."""
    longer = []
    for mention in mentions:
        tail = EXTENSION.match(form, mention.end) if mention.world and mention.world.level == "foreign" else None
        longer.append(mention._replace(end=tail.end()) if tail else mention)
    return longer


def find_foreign(line: Line, taken: list[Mention]) -> list[Mention]:
    """Names that are spelled like foreign ones: 信德省, 肯特郡, 马拉若岛."""
    number, form, words = line.number, line.form, line.words
    found = []
    letters = spelled()[1]
    for match in line.foreign:
        low = match.start()
        while low > max(0, match.start() - 8) and form[low - 1] in letters:
            low -= 1
        start = next((n for n in range(low, match.start()) if n in words.ends), -1)
        stem = form[start : match.start()]
        foreign = len(SOUNDS.intersection(stem))
        large = match[0] in ("市", "县", "区", "镇")
        if start < 0 or foreign < (2 if large or len(stem) > 2 else 1) or len(stem) < (3 if large else 2):
            continue
        if not any(m.start < match.end() and start < m.end for m in taken):
            found.append(_unlisted(number, form, start, match.end()))
    return found


def find_waters(line: Line, taken: list[Mention]) -> list[Mention]:
    """Rivers, lakes, islands and mountains that are words of the dictionary for names."""
    number, form, words = line.number, line.form, line.words
    found = []
    for match in line.waters:
        end = match.end()
        start = next((n for n in range(max(0, end - 5), end - 2) if words.spans.get(n) == (end, "ns")), -1)
        if start >= 0 and not any(m.start < end and start < m.end for m in taken):
            found.append(_unlisted(number, form, start, end))
    return found


def _unlisted(number: int, form: str, start: int, end: int) -> Mention:
    name = form[start:end]
    level = "nature" if name.endswith(("岭", "峰", *NATURE)) else "foreign"
    return Mention(number, start, end, world=World(name, level, name, None, None, "exact"))
