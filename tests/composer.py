"""Page composer: stories x layouts x damage x seed, with the right answer from construction.

A layout is a function that sets stories on a `Sheet`; the sheet records where
each line comes to stand. `score` compares the tables with that record, exactly.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd
from prose import Photo, Story, draw_name, draw_photos, draw_stories

Span = tuple[int, int]


class Gold(NamedTuple):
    """What stands on a page: items as (kind, stretches), headline lines, body paragraphs as their parts."""

    raw: str
    items: list[tuple[str, tuple[Span, ...]]]
    headlines: list[Span]
    paragraphs: list[tuple[Span, ...]]


class Piece(NamedTuple):
    """A stretch of text set on the sheet."""

    item: int
    role: str
    paragraph: int
    span: Span


class Sheet:
    """A page being set: lines are put one below the other, each remembered with its item and role."""

    def __init__(self, gap: str = "\n\n", indent: str = "", wrap: int = 0, between: str = "") -> None:
        self.gap, self.indent, self.wrap, self.between = gap, indent, wrap, between or gap
        self.text = ""
        self.kinds: list[str] = []
        self.pieces: list[Piece] = []
        self.paragraph = 0

    def open(self, kind: str = "article") -> int:
        """Begin an item and return its number."""
        self.kinds.append(kind)
        return len(self.kinds) - 1

    def put(self, item: int, role: str, text: str, same: bool = False, gap: str | None = None) -> None:
        """Set a line or paragraph; `same` goes on the paragraph set last for this item."""
        if self.text:
            fresh = not same and self.pieces and self.pieces[-1].item != item
            self.text += gap if gap is not None else self.between if fresh else self.gap
        if role == "body" and not same:
            self.text += self.indent
        if not same:
            self.paragraph += 1
        own = [piece.paragraph for piece in self.pieces if piece.item == item and piece.role == "body"]
        number = own[-1] if same and own else self.paragraph
        start = len(self.text)
        self.text += self._wrapped(text, 0 if same else len(self.indent)) if role == "body" else text
        self.pieces.append(Piece(item, role, number, (start, len(self.text))))

    def run_in(self, item: int, role: str, text: str) -> None:
        """Set text right behind what was set last, on the same line."""
        self.pieces.append(Piece(item, role, self.paragraph, (len(self.text), len(self.text) + len(text))))
        self.text += text

    def _wrapped(self, text: str, indent: int) -> str:
        if not self.wrap:
            return text
        first = self.wrap - indent
        rest = [text[at : at + self.wrap] for at in range(first, len(text), self.wrap)]
        return "\n".join([text[:first], *rest])

    def gold(self) -> Gold:
        """The record of what was set."""
        real = [n for n, kind in enumerate(self.kinds) if kind != "furniture"]
        items = [(self.kinds[n], tuple(self._stretches(n))) for n in real]
        bodies: dict[tuple[int, int], list[Span]] = {}
        for piece in self.pieces:
            if piece.role == "body" and piece.item in real:
                bodies.setdefault((piece.item, piece.paragraph), []).append(piece.span)
        paragraphs = [tuple(_merged(self.text, spans)) for spans in bodies.values()]
        return Gold(self.text, items, [p.span for p in self.pieces if p.role == "headline"], paragraphs)

    def _stretches(self, item: int) -> list[Span]:
        return _merged(self.text, [p.span for p in self.pieces if p.item == item and p.role != "jump"])


def _merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Join spans that only white space parts."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _set_body(sheet: Sheet, item: int, paragraphs: list[str], draw: random.Random, broken: float = 0.0) -> None:
    """Set paragraphs; some are broken by a blank line, anywhere but near their ends."""
    for text in paragraphs:
        if draw.random() < broken and len(text) > 30 and not sheet.wrap:
            at = draw.randint(10, len(text) - 8)
            sheet.put(item, "body", text[:at])
            sheet.put(item, "body", text[at:], same=True, gap="\n\n")
        else:
            sheet.put(item, "body", text)


def labelled(sheet: Sheet, stories: list[Story], photos: list[Photo], draw: random.Random) -> None:
    """■ label, headline in one or two lines, □ byline, subheads: a feature page."""
    for n, story in enumerate(stories):
        item = sheet.open()
        if n % 2 == 0:
            sheet.put(item, "column", "■" + ["身边", "一线传真", "观察", "民生档案"][n // 2 % 4])
        sheet.put(item, "headline", story.headline)
        if draw.random() < 0.5:
            sheet.put(item, "headline", story.subtitle, gap="\n")
        sheet.put(item, "byline", f"□本报记者 {draw_name(draw)} 通讯员 {draw_name(draw)}")
        half = len(story.paragraphs) // 2
        _set_body(sheet, item, story.paragraphs[:half], draw, 0.2)
        if n % 2 and half > 1:
            sheet.put(item, "subhead", story.subheads[0])
        _set_body(sheet, item, story.paragraphs[half:], draw, 0.2)


def plain(sheet: Sheet, stories: list[Story], photos: list[Photo], draw: random.Random) -> None:
    """Headlines and paragraphs only, some paragraphs broken."""
    for story in stories:
        item = sheet.open()
        sheet.put(item, "headline", story.headline)
        _set_body(sheet, item, story.paragraphs, draw, 0.15)


def agency(sheet: Sheet, stories: list[Story], photos: list[Photo], draw: random.Random) -> None:
    """Datelines of agency and paper open the text."""
    for n, story in enumerate(stories):
        item = sheet.open()
        sheet.put(item, "headline", story.headline)
        name = draw_name(draw)
        opening = [
            f"新华社北京6月{n + 1}日电（记者{name}）",
            f"本报讯（记者 {name}）",
            "本报讯 ",
            f"据新华社6月{n + 1}日电",
        ][n % 4]
        first, *rest = story.paragraphs
        _set_body(sheet, item, [opening + first, *rest], draw)


def signed(sheet: Sheet, stories: list[Story], photos: list[Photo], draw: random.Random) -> None:
    """Kicker above, subtitle with a dash below, names in brackets at the end."""
    for n, story in enumerate(stories):
        item = sheet.open()
        if n % 2:
            sheet.put(item, "headline", story.subtitle)
        sheet.put(item, "headline", story.headline)
        if n % 2 == 0:
            sheet.put(item, "headline", "——" + story.subtitle)
        _set_body(sheet, item, story.paragraphs, draw)
        sheet.put(
            item, "byline", f"（{draw_name(draw)}）" if n % 2 else f"（本报记者 {draw_name(draw)} {draw_name(draw)}）"
        )


def boxed(sheet: Sheet, stories: list[Story], photos: list[Photo], draw: random.Random) -> None:
    """【label】, byline of two trades, numbered subheads."""
    for n, story in enumerate(stories):
        item = sheet.open()
        if n % 2 == 0:
            sheet.put(item, "column", f"【{['读者来信', '乡村笔记', '记者观察', '三农'][n // 2 % 4]}】")
        sheet.put(item, "headline", story.headline)
        sheet.put(
            item, "byline", [f"文/{draw_name(draw)} 图/{draw_name(draw)}", f"全媒体记者 {draw_name(draw)}"][n % 2]
        )
        half = max(1, len(story.paragraphs) // 2)
        sheet.put(item, "subhead", "一、" + story.subheads[0])
        _set_body(sheet, item, story.paragraphs[:half], draw)
        if story.paragraphs[half:]:
            sheet.put(item, "subhead", "二、" + story.subheads[1])
            _set_body(sheet, item, story.paragraphs[half:], draw)


def briefs(sheet: Sheet, stories: list[Story], photos: list[Photo], draw: random.Random) -> None:
    """An article, then a column of briefs with bullets."""
    lead, *rest = stories
    item = sheet.open()
    sheet.put(item, "headline", lead.headline)
    sheet.put(item, "byline", f"本报记者 {draw_name(draw)}")
    _set_body(sheet, item, lead.paragraphs, draw)
    for n, story in enumerate(rest):
        item = sheet.open()
        if not n:
            sheet.put(item, "column", "■简讯")
        sheet.put(item, "body", f"●{'本报讯 ' if n % 2 else ''}{''.join(story.paragraphs[:2])}")


def captioned(sheet: Sheet, stories: list[Story], photos: list[Photo], draw: random.Random) -> None:
    """Captions with headline and credit stand inside the articles, also inside their paragraphs."""
    for n, story in enumerate(stories):
        item = sheet.open()
        sheet.put(item, "headline", story.headline)
        sheet.put(item, "byline", f"□本报记者 {draw_name(draw)}")
        half = max(1, len(story.paragraphs) // 2)
        head, text = story.paragraphs[:half], story.paragraphs[half:]
        inside = n % 2 and text and len(text[0]) > 30
        _set_body(sheet, item, head, draw)
        at = draw.randint(12, len(text[0]) - 10) if inside else 0
        if at:
            sheet.put(item, "body", text[0][:at])
        if n < len(photos):
            _set_photo(sheet, photos[n], n % 3)
        if at:
            sheet.put(item, "body", text[0][at:], same=True)
        _set_body(sheet, item, text[bool(at) :], draw)


def _set_photo(sheet: Sheet, photo: Photo, manner: int) -> None:
    caption = sheet.open("caption")
    if manner < 2:
        sheet.put(caption, "headline", photo.headline)
    if manner == 0:
        sheet.put(caption, "body", photo.text)
        sheet.put(caption, "credit", f"本报记者 {photo.photographer} 摄")
    else:
        text = photo.text if manner == 1 else "图为" + photo.text
        sheet.put(caption, "body", text)
        sheet.run_in(caption, "credit", f"{photo.photographer} 摄" if manner == 1 else f"（{photo.photographer} 摄）")


def interleaved(sheet: Sheet, stories: list[Story], photos: list[Photo], draw: random.Random) -> None:
    """A whole article stands inside another one, between two paragraphs or in the middle of one."""
    signed = draw.random() < 0.5
    for n, (host, guest) in enumerate(zip(stories[::2], stories[1::2], strict=False)):
        item = sheet.open()
        sheet.put(item, "headline", host.headline)
        if signed:
            sheet.put(item, "byline", f"□本报记者 {draw_name(draw)}")
        half = max(1, len(host.paragraphs) // 2)
        head, tail = host.paragraphs[:half], host.paragraphs[half:]
        inside = n % 2 and tail and len(tail[0]) > 30
        _set_body(sheet, item, head, draw)
        at = draw.randint(12, len(tail[0]) - 10) if inside else 0
        if at:
            sheet.put(item, "body", tail[0][:at])
        other = sheet.open()
        sheet.put(other, "headline", guest.headline)
        if signed:
            sheet.put(other, "byline", f"□通讯员 {draw_name(draw)}")
        _set_body(sheet, other, guest.paragraphs, draw)
        if at:
            sheet.put(item, "body", tail[0][at:], same=True)
        _set_body(sheet, item, tail[bool(at) :], draw)


def paged(sheet: Sheet, stories: list[Story], photos: list[Photo], draw: random.Random) -> None:
    """Furniture above, inside and below, jumps to and from other pages."""
    page = sheet.open("furniture")
    sheet.put(page, "furniture", "2021年6月21日 星期一")
    sheet.put(page, "furniture", "第2版 要闻")
    for n, story in enumerate(stories):
        item = sheet.open()
        if n == 0:
            sheet.put(item, "jump", "（上接第一版）")
        sheet.put(item, "headline", story.headline)
        _set_body(sheet, item, story.paragraphs[:-1], draw)
        if n == 1:
            sheet.put(page, "furniture", f"责任编辑：{draw_name(draw)} 版式设计：{draw_name(draw)}")
        _set_body(sheet, item, story.paragraphs[-1:], draw)
        if n == len(stories) - 1:
            sheet.run_in(item, "jump", "（下转第三版）")
    sheet.put(page, "furniture", "新闻热线：0123-4567890")


def boxes(sheet: Sheet, stories: list[Story], photos: list[Photo], draw: random.Random) -> None:
    """A box stands inside an article, between two paragraphs or in the middle of one; lent pictures between."""
    labels = draw.sample(["相关链接", "■短评", "【延伸阅读】", "名词解释", "【新闻背景】", "▲记者手记"], 3)
    for n, (host, guest) in enumerate(zip(stories[::2], stories[1::2], strict=False)):
        item = sheet.open()
        sheet.put(item, "headline", host.headline)
        sheet.put(item, "byline", f"□本报记者 {draw_name(draw)}")
        half = max(1, len(host.paragraphs) // 2)
        head, tail = host.paragraphs[:half], host.paragraphs[half:]
        inside = n % 2 and tail and len(tail[0]) > 30
        _set_body(sheet, item, head, draw)
        at = draw.randint(12, len(tail[0]) - 10) if inside else 0
        if at:
            sheet.put(item, "body", tail[0][:at])
        box = sheet.open()
        sheet.put(box, "column", labels[n % 3])
        _set_body(sheet, box, guest.paragraphs[:2], draw)
        if at:
            sheet.put(item, "body", tail[0][at:], same=True)
        _set_body(sheet, item, tail[bool(at) :], draw)
        caption = sheet.open("caption")
        sheet.put(caption, "body", photos[n].text)
        sheet.run_in(caption, "credit", "（资料图片）" if n % 2 else "（新华社发）")


def tiered(sheet: Sheet, stories: list[Story], photos: list[Photo], draw: random.Random) -> None:
    """Kicker, headline and subtitle close together; subheads under a mark; the source below the text."""
    for n, story in enumerate(stories):
        item = sheet.open()
        sheet.put(item, "headline", story.subtitle)
        sheet.put(item, "headline", story.headline, gap="\n")
        sheet.put(item, "headline", f"——{story.subheads[0]}", gap="\n")
        _set_body(sheet, item, story.paragraphs[:2], draw)
        sheet.put(item, "subhead", f"▲{story.subheads[-1]}")
        _set_body(sheet, item, story.paragraphs[2:], draw)
        sheet.put(
            item, "byline", f"来源：{draw.choice(['清溪日报', '新华社'])}" if n % 2 else f"作者：{draw_name(draw)}"
        )


class Setting(NamedTuple):
    """A layout with the sheet it is set on."""

    layout: Callable[[Sheet, list[Story], list[Photo], random.Random], None]
    sheet: Mapping[str, object] = MappingProxyType({})
    change: Callable[[str], str] = str


HALFWIDTH = str.maketrans("，：；！？（）", ",:;!?()")


def _carriage(text: str) -> str:
    return text.replace("\n", "\r\n")


SETTINGS = {
    "labelled": Setting(labelled),
    "labelled, half-width": Setting(labelled, change=lambda text: text.translate(HALFWIDTH)),
    "plain": Setting(plain),
    "plain, no blank lines": Setting(plain, {"gap": "\n"}),
    "agency, indented": Setting(agency, {"gap": "\n", "indent": "　　"}),
    "agency, wrapped": Setting(agency, {"gap": "\n", "indent": "　　", "wrap": 18, "between": "\n\n"}),
    "signed": Setting(signed),
    "signed, wrapped, no indents": Setting(signed, {"gap": "\n", "wrap": 15, "between": "\n\n"}),
    "boxed": Setting(boxed),
    "boxed, indented, no blank lines": Setting(boxed, {"gap": "\n", "indent": "　　"}),
    "briefs": Setting(briefs),
    "captioned": Setting(captioned),
    "captioned, wrapped": Setting(captioned, {"gap": "\n", "indent": "　　", "wrap": 22, "between": "\n\n"}),
    "interleaved": Setting(interleaved),
    "boxes": Setting(boxes),
    "boxes, indented, no blank lines": Setting(boxes, {"gap": "\n", "indent": "　　"}),
    "tiered": Setting(tiered),
    "paged": Setting(paged),
    "paged, carriage returns": Setting(paged, {"gap": "\r\n\r\n"}),
}


def compose(name: str, seed: int, stories: list[Story] | None = None) -> Gold:
    """Set a page of a setting; the same seed gives the same page."""
    setting, draw = SETTINGS[name], random.Random(seed)
    sheet = Sheet(**setting.sheet)  # type: ignore[arg-type]
    setting.layout(sheet, stories or draw_stories(seed, 4), draw_photos(seed, 3), draw)
    gold = sheet.gold()
    return gold._replace(raw=setting.change(gold.raw))


def read_tables(articles: pd.DataFrame, paragraphs: pd.DataFrame) -> Gold:
    """The tables of one page in the shape of the record."""
    items = [
        (kind, tuple((int(a), int(b)) for a, b in (pair.split("-") for pair in spans.split(";"))))
        for kind, spans in zip(articles["kind"], articles["spans"], strict=True)
    ]
    parts: dict[tuple[str, int], list[Span]] = {}
    headlines = []
    columns = (paragraphs[c] for c in ("article_id", "paragraph", "role", "start", "end"))
    for article, number, role, start, end in zip(*columns, strict=True):
        if role in {"headline", "kicker"}:
            headlines.append((start, end))
        elif role == "body":
            parts.setdefault((article, number), []).append((start, end))
    return Gold("", items, headlines, [tuple(spans) for spans in parts.values()])


def score(gold: Gold, found: Gold) -> dict[str, tuple[int, int, int]]:
    """Right, found and wanted of each kind, exactly; `joined` counts the interrupted articles."""
    joined = [item for item in gold.items if len(item[1]) > 1]
    counts = {
        name: (len(set(found_ones) & set(wanted)), len(found_ones), len(wanted))
        for name, found_ones, wanted in (
            ("items", found.items, gold.items),
            ("headlines", found.headlines, gold.headlines),
            ("paragraphs", found.paragraphs, gold.paragraphs),
        )
    }
    return {**counts, "joined": (len(set(joined) & set(found.items)), len(joined), len(joined))}


def f1(counts: Iterable[tuple[int, int, int]]) -> float:
    """F1 over pages."""
    right, found, wanted = (sum(column) for column in zip(*counts, strict=True))
    return 2 * right / (found + wanted) if found + wanted else 1.0
