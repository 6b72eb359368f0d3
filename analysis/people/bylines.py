"""Bylines and credits: who wrote, who photographed."""

import re
from collections.abc import Iterator

# A label, its house and its post: 本报记者, 见习记者, 通讯员, 新华社记者.
LABEL = re.compile(
    r"(?P<house>本报|本台|本刊|本网|我报|[\u4e00-\u9fff]{2,8}?(?:社|报|台|网))?(?P<post>(?:全媒体|融媒体|见习|实习|特约|特派|驻站|首席|摄影|文字)*"
    r"(?:记者|通讯员|摄影师|摄影|实习生|评论员|特约撰稿|撰稿|编辑|编译|作者|图|文))[：:/\s]*"
)
NAME = re.compile(r"[\u4e00-\u9fff][\u3000 ]{1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff])|[\u4e00-\u9fff·]{2,12}")
# A line in brackets or at the end of a caption: （记者 某某）, 某某 摄.
INSIDE = re.compile(
    r"[（(](?=(?:本报|本台|[\u4e00-\u9fff]{2,6}社)?(?:全媒体|见习|实习|特约)*(?:记者|通讯员))[^（）()]{3,60}[）)]"
)
CREDIT = re.compile(
    r"(?:(?<=[。！？!?”）)\s])|^)(?P<names>(?:[\u4e00-\u9fff]{2,4}[、\s]{0,2}){1,3})\s?(?P<post>摄影|摄|供图|文|图)(?P<end>[）)]?)$"
)
LONGEST_CREDIT, CREDIT_ENDS = 22, "影摄图文）)"
POST_BEHIND = re.compile(r"[\s/]*(?:摄影报道|摄影|摄|供图|图片|报道|文|图)(?=[\s）)]|$)")
PLAIN = frozenset(["摄影", "报道", "供图", "图片", "综合", "整理", "发自", "电"])


def read_byline(form: str, start: int = 0) -> Iterator[tuple[int, int, str, str]]:
    """Yield the names of a byline as (i, j, post, house).

    A name stands behind its label or before 摄; of two characters it may be
    printed with a space inside.

    >>> [(i, j, post) for i, j, post, _ in read_byline("□本报记者 王芳 李 刚 通讯员 赵明")]
    [(6, 8, '本报记者'), (9, 12, '本报记者'), (17, 19, '通讯员')]
    """
    at, post, house = start, "", ""
    while at < len(form):
        label = LABEL.match(form, at)
        if label and (label.end() > label.end("post") or label["post"] not in "图文"):
            post, house, at = (label["house"] or "") + label["post"], label["house"] or "", label.end()
            continue
        behind = POST_BEHIND.match(form, at)
        if behind:
            at = behind.end()
            continue
        name = NAME.match(form, at)
        if not name:
            at += 1
            continue
        end = name.end()
        glued = re.search(r"(?:摄影|摄)$", name[0])
        end -= len(glued[0]) if glued and len(name[0]) - len(glued[0]) >= 2 else 0
        if form[at:end] not in PLAIN:
            yield at, end, post or _behind(form, end), house
        at = name.end()


def _behind(form: str, end: int) -> str:
    behind = POST_BEHIND.match(form, end)
    return behind[0].strip(" /\u3000") if behind else ""


def find_inside(form: str) -> Iterator[tuple[int, int]]:
    """Yield bylines within a body paragraph: （记者 某某）, and 某某 摄 at its end."""
    for match in INSIDE.finditer(form) if "记者" in form or "通讯员" in form else ():
        yield match.start() + 1, match.end() - 1
    ends_so = form[-1:] in CREDIT_ENDS
    credit = CREDIT.search(form, max(0, len(form) - LONGEST_CREDIT)) if ends_so else None
    if credit and len(form) - credit.start("names") < 20:
        yield credit.start("names"), credit.end("post")
