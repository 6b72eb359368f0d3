"""Records of an archive: one article each, whose lines are its paragraphs."""

from analysis.chinese import unbreak
from analysis.layout import marks
from analysis.layout.corrections import Correction
from analysis.layout.lines import PRINTED
from analysis.layout.rows import Rows, Span, write_paragraph


def split_record(page_id: str, body: str, title: str, edits: list[Correction], rows: Rows) -> None:
    """Append the rows of a record; a body without text is a page without articles.

    The title fills `headline` and has no offsets. A byline is looked for in the
    first two lines and the last.
    """
    spans = []
    for match in PRINTED.finditer(body):
        text = match[0].strip()
        if text:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            spans.append((start, start + len(text), text))
    if not spans:
        return
    article_id, byline = f"{page_id}#1", ""
    for number, (start, end, text) in enumerate(spans, 1):
        role = "body"
        if len(spans) > 1 and (number < 3 or number == len(spans)) and len(text) < 70:
            folded = marks.fold_marks(text)
            if marks.BYLINE.fullmatch(folded) or (number == len(spans) and marks.SIGNATURE.fullmatch(folded)):
                role, byline = "byline", byline or text.strip(marks.BULLET + "()（） \u3000")
        rows.paragraphs.append(write_paragraph(article_id, body, Span(number, 1, role, start, end), edits))
    if not byline:
        found = marks.LEAD_WRITER.search(marks.fold_marks(spans[0][2][:80]))
        byline = spans[0][2][found.start(1) : found.end(1)] if found else ""
    extent = f"{spans[0][0]}-{spans[-1][1]}"
    chars = sum(len(text) for _, _, text in spans)
    rows.articles.append((article_id, page_id, 1, "article", "", unbreak(title), byline, extent, chars, 0.0))
