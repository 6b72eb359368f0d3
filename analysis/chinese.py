"""Characters of Chinese print: folding that keeps offsets, numerals, sentence ends. `str` only."""

import re
from functools import cache, lru_cache
from importlib import resources

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
FULLWIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
NUMERALS = "零〇○ 一壹 二贰两 三叁 四肆 五伍 六陆 七柒 八捌 九玖"
DIGIT = {c: n for n, characters in enumerate(NUMERALS.split()) for c in characters}
TENS = {"廿": 20, "卅": 30}
UNIT = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIAD = {"万": 10**4, "亿": 10**8, "兆": 10**12}
CHINESE_NUMERAL = f"[{''.join([*DIGIT, *TENS, *UNIT, *MYRIAD])}]"

# Every extractor reads the paragraphs of a partition anew: so many shorter ones are remembered.
LONG, REMEMBERED = 1_000, 10_000

LINE_BREAK = re.compile(r"(?<!\s)\s*[\r\n]\s*")
# A sentence ends with its stop and whatever closing marks follow it: 他说：“好。” is one sentence.
SENTENCE = re.compile(r"[^。！？!?；;…]*(?:[。！？!?；;…]+[”’」』）)》】]*|$)")


@cache
def _folding() -> dict[int, int]:
    """Map traditional to simplified characters, and fullwidth digits and letters to ASCII, one to one."""
    lines = resources.files("analysis").joinpath("data/traditional.csv").read_text("utf-8").splitlines()[1:]
    return {ord(line[0]): ord(line[2]) for line in lines} | FULLWIDTH


@cache
def _foldable() -> frozenset[str]:
    """Tell apart what needs no folding, as most of print does: looking costs a third of translating."""
    return frozenset(map(chr, _folding()))


def fold(text: str) -> str:
    """Fold width and traditional characters for matching; the length never changes.

    Fold word lists too: 乾县 (a county) is matched as 干县.

    >>> fold("１９５８年，臺灣")
    '1958年，台湾'
    """
    return text if _foldable().isdisjoint(text) else text.translate(_folding())


def unbreak(text: str) -> str:
    """Join what line breaks divide, with the white space around them.

    >>> unbreak("浓浓的读\\n\\n  书氛围")  # a paragraph that a blank line broke
    '浓浓的读书氛围'
    """
    return LINE_BREAK.sub("", text)


def find_sentences(text: str) -> list[tuple[int, int]]:
    """List the sentences as (start, end), white space at their ends left out.

    >>> text = "雨停了。大家问：“走吗？”没人回答"  # The rain stopped. All ask: "Shall we go?" None answers
    >>> [text[start:end] for start, end in find_sentences(text)]
    ['雨停了。', '大家问：“走吗？”', '没人回答']
    """
    return list(_sentences(text) if len(text) < LONG else _sentences.__wrapped__(text))


@lru_cache(maxsize=REMEMBERED)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    spans = []
    for match in SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            spans.append((start, end))
    return tuple(spans)


def read_number(text: str) -> float | None:
    """Value of an Arabic, Chinese or mixed numeral; None if the text is no numeral.

    Digits without units are read off one by one, as in years.

    >>> [read_number(text) for text in ("3.5万", "一百零五", "二〇二一", "1,200", "廿一", "十二亿", "学习")]
    [35000.0, 105.0, 2021.0, 1200.0, 21.0, 1200000000.0, None]
    """
    text = text.translate(FULLWIDTH).replace(",", "").replace("，", "")
    if text.isascii():
        return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None
    arabic = re.fullmatch(r"(\d+(?:\.\d+)?)([十百千万亿兆]+)", text)
    if arabic:
        value = float(arabic[1])
        for unit in arabic[2]:
            value *= UNIT.get(unit) or MYRIAD[unit]
        return value
    return _read_chinese(text)


def _read_chinese(text: str) -> float | None:
    if all(c in DIGIT for c in text):
        return float("".join(str(DIGIT[c]) for c in text)) if text else None
    total, section, digit = 0, 0, 0
    for c in text:
        if c in DIGIT:
            digit = DIGIT[c]
        elif c in TENS:
            section += TENS[c]
        elif c in UNIT:
            section, digit = section + (digit or 1) * UNIT[c], 0
        elif c in MYRIAD:
            total, section, digit = (total + section + digit or 1) * MYRIAD[c], 0, 0
        else:
            return None
    return float(total + section + digit)
