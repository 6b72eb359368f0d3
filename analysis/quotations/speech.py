"""Speech: who says what, with marks, and where print lost them.

A speech without marks is told by the clause that names its speaker (…，某某说。
behind it, 某某表示， before it) and by how it is worded: first and second
persons and sentence-final particles (了, 呢, 吧, 呀) belong to talk, not to
news prose.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.chinese import REMEMBERED, find_sentences

# A literal begins each case, and no group, so that the search is quick; what must not stand before it is looked
# at behind it: 小说 (novel), 简称 (short for), 可以说 (one may say).
SPEECH_VERB = re.compile(
    r"""
      介绍说 | 回忆说 | 解释说 | 补充说 | 感慨说 | 感叹说 | 告诉记者说 | 赞叹说 | 如是说 | 坦言说 | 笑着说
    | 激动地说 | 高兴地说 | 自豪地说 | 动情地说
    | 说道 | 说(?<![小传学演听据如话来是以该俗一般再虽按照]说)
    | 问道 | 答道 | 写道 | 笑道 | 叹道 | 感慨道 | 坦言 | 直言 | 感慨 | 感叹
    | 告诉(?:记者|笔者)? | 表示 | 指出 | 强调 | 认为 | 介绍 | 回忆 | 解释 | 透露 | 重申 | 呼吁 | 宣布 | 谈到 | 补充
    | 称(?<![名简俗职堪自统誉别美尊全昵号并]称)
    | 赞不绝口 | 连连称赞 | 竖起(?:了)?大拇指 | 感慨万千 | 感触颇深
    """,
    re.VERBOSE,
)
ATTRIBUTION = re.compile(rf"(?:{SPEECH_VERB.pattern})(?=[，,：:。！“「]|$)", re.VERBOSE)
# These end a clause about talk, and are not followed by it.
BEHIND = re.compile(r"(?:赞不绝口|连连称赞|大拇指|感慨万千|感触颇深)$")
BOUNDARY = re.compile(r"[。！？!?；;，,：:“”「」\n]")
PERSON = re.compile(
    r"[我咱俺您你](?<!自.)(?:(?<!我)|(?![国省市区县旗州盟军党院校方驻海港]))"  # 我国 (our country) is news prose
)
SINGULAR = re.compile(r"[我咱俺您你](?<!自.)(?:(?<!我)|(?![们国省市区县旗]))")
PARTICLE = re.compile(r"[了呢吧啊呀吗嘛哩哦][。！？!?]?$")
VOICE = re.compile(r"您|你|请问|[\u4e00-\u9fff]们[，,！!]")  # a voice that opens a report addresses someone
NARRATION = re.compile(r"据|近日|目前|今年|去年|当天|当日|随后|会上|会后|截至|截止|记者|\d+月|\d+日|与此同时|此外")
MARKED = re.compile(r"“[^”]*”|《[^》]*》|「[^」]*」")
# What a clause may hold between its subject and its verb.
ADVERBIAL = re.compile(
    r"(?:在|就|对|向|听完|听了|看到|看着|说起|谈起|谈到|提起|接受|手里|一边|笑着|指着|拉着|激动|高兴|开心|自豪|欣慰|"
    r"[\u4e00-\u9fff]{2,4}地$|还|也|并|则|都|又|进一步|同时|深有|连连|如是|这样|分别|纷纷|一致|明确|今天|昨天|近日|\d+日).*$"
)
OPENER = re.compile(r"^(?:据|而|但|对此|随后|为此|因此|同时|此外|其中|另外|会后|近日|当天|当日|今天|昨天|日前)+")
# An unnamed source: 相关负责人 (a person in charge), 一位村民 (a villager).
HEAD = re.compile(r"(?:相关|有关|主要)?负责(?:人|同志)$|(?:[一多几两这那]|不少|许多)[位名个][\u4e00-\u9fff]{1,8}$")
LONGEST_CLAUSE = 60


class Speech(NamedTuple):
    """form[i:j] is said; form[a:b] is the clause before the verb, where its speaker is named."""

    i: int
    j: int
    a: int
    b: int
    mode: str
    speaker: str


def find_clauses(form: str) -> Iterator[tuple[int, int, int]]:
    """Yield (a, b, e): form[a:b] may name the speaker, the verb of speaking ends at e."""
    for verb in ATTRIBUTION.finditer(form):
        floor = max(0, verb.start() - LONGEST_CLAUSE)
        a = max((m.end() for m in BOUNDARY.finditer(form, floor, verb.start())), default=floor)
        if form[a : verb.start()] not in ("据", "据了解"):
            yield a, verb.start(), verb.end()


def name_speaker(clause: str) -> str:
    """The speaker, as far as the words of the clause alone tell.

    >>> name_speaker("第八中学一位同学听完讲座后高兴地")  # a pupil of No. 8 School, gladly after the lecture
    '一位同学'
    """
    subject = ADVERBIAL.sub("", OPENER.sub("", clause))
    subject = subject.removesuffix("报道")  # 通讯社报道称 (the agency reports)
    head = HEAD.search(subject)
    return head[0] if head else subject


def sounds_spoken(sentence: str) -> bool:
    """Tell talk from news prose; what stands in marks is not heard.

    >>> sounds_spoken("我们村的路修好了。"), sounds_spoken("我国道路建设加快。")
    (True, False)
    """
    rest = MARKED.sub("", sentence)
    return bool(PERSON.search(rest) or PARTICLE.search(rest))


# Asked for again once the people are known, to name the speakers by them.
@lru_cache(maxsize=REMEMBERED)
def find_unmarked(form: str) -> tuple[Speech, ...]:
    """List the speeches of a paragraph that stand without marks."""
    sentences = find_sentences(form)
    found: list[Speech] = []
    if clauses := list(find_clauses(form)):
        found = [s for n in range(1, len(sentences)) if (s := _behind(form, sentences, n, clauses))]
        covered = [(s.i, s.j) for s in found]
        before = [s for n in range(len(sentences)) if (s := _before(form, sentences, n, clauses))]
        found += [s for s in before if not any(i < s.j and s.i < j for i, j in covered)]
    voice = _voice(form, sentences)
    if voice and not any(s.i < voice.j for s in found):
        found.append(voice)
    return tuple(sorted(found))


def _behind(form: str, sentences: list, n: int, clauses: list) -> Speech | None:
    """Speech before a sentence that ends with its attribution: 我们都来了。一位村民说。"""
    start, end = sentences[n]
    ends = [c for c in clauses if start <= c[0] and end - 1 <= c[2] <= end]
    if not ends or end - start > LONGEST_CLAUSE or MARKED.search(form, start, end):
        return None
    if form[start:end].startswith(("“", "「")) or form[sentences[n - 1][1] - 1] in "”」":
        return None
    first = n
    for k in range(n - 1, -1, -1):
        if sounds_spoken(form[slice(*sentences[k])]):
            first = k
        elif k < n - 1:
            break
    if first == n:
        return None
    a, b, _ = ends[-1]
    return Speech(sentences[first][0], sentences[n - 1][1], a, b, "direct", name_speaker(form[a:b]))


def _before(form: str, sentences: list, n: int, clauses: list) -> Speech | None:
    """Speech after its attribution: 一位村民说，我们都来了。

    Where the attribution opens the paragraph, its next sentences go on with
    the speech until one speaks of something else.
    """
    start, end = sentences[n]
    inside = [c for c in clauses if start <= c[0] < end and form[c[2] : c[2] + 1] in ("，", ",", "：", ":")]
    inside = [c for c in inside if not BEHIND.search(form[c[1] : c[2]])]
    if not inside or form[inside[0][2] + 1 : inside[0][2] + 2] in ("“", "「", "《", ""):
        return None
    a, b, e = inside[0]
    if n == 0:
        for following in sentences[1:]:
            text = form[slice(*following)]
            if NARRATION.match(text) or "”" in text[-2:] or any(following[0] <= c[0] < following[1] for c in clauses):
                break
            end = following[1]
    if e + 1 >= end:
        return None
    singular = SINGULAR.search(MARKED.sub("", form[e:end]))
    return Speech(e + 1, end, a, b, "direct" if singular else "reported", name_speaker(form[a:b]))


def _voice(form: str, sentences: list) -> Speech | None:
    """A voice that opens a report: 您好，请问要帮忙吗？随着一声问候，……"""
    last = 0
    for n, (start, end) in enumerate(sentences):
        if form[end - 1] not in "？?！!" or MARKED.search(form, start, end):
            break
        last = n + 1
    if not last or not VOICE.search(form, sentences[0][0], sentences[0][1]):
        return None
    a = b = sentences[last - 1][1]
    if last < len(sentences):  # who asks or answers in the sentence that follows
        asks = re.compile(r"询问|解答|回答|问道|提问|问|答|喊|说").search(form, *sentences[last])
        a, b = (sentences[last][0], asks.start()) if asks else (a, b)
    return Speech(sentences[0][0], sentences[last - 1][1], a, b, "direct", "")
