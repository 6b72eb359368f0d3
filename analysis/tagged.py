"""Words of a paragraph with their parts of speech, tagged only where a room asks."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from analysis.chinese import LONG, REMEMBERED

Word = tuple[str, str]  # and its tag
STRETCHES = 30_000  # remembered: more than a partition has; some 60 MB
# The tagger cuts what stands between these marks by itself, whatever stands around it.
MARKS = "，。！？；：、“”‘’（）《》…"
MARK = re.compile(rf"[{MARKS}\s]")


@cache
def tagger() -> Any:
    """Load rjieba: 0.1 s, and only where a word is asked for."""
    import rjieba

    return rjieba


@lru_cache(maxsize=STRETCHES)
def tag_words(stretch: str) -> Sequence[Word]:
    """Words and tags of a stretch of text; several rooms ask for the same ones."""
    return tagger().tag(stretch)


@lru_cache(maxsize=REMEMBERED)
def _share(form: str) -> dict[int, Word | None]:
    """Words by where they begin, which whoever reads the text adds to."""
    return {}


class Tagged:
    """A text whose stretches between marks are each cut and tagged when first asked for; a word is (word, tag).

    >>> text = Tagged("会后，馆长介绍展览。")  # after the meeting, the curator presents the exhibition
    >>> text.word_at(3), text.start_of(4), text.cuts(4)
    (('馆长', 'n'), 3, False)
    """

    def __init__(self, form: str) -> None:
        """Hold the text; nothing is tagged but what another room has asked for."""
        self.form = form
        self._words = _share(form) if len(form) < LONG else {}

    def word_at(self, at: int) -> Word | None:
        """The word that begins at `at`."""
        return self._words[at] if at in self._words else self._tag(at)

    def start_of(self, at: int) -> int:
        """Where the word begins that holds the character at `at`."""
        while not self.word_at(at):
            at -= 1
        return at

    def cuts(self, at: int) -> bool:
        """Tell whether a word begins or the text ends at `at`."""
        return at == len(self.form) or self.word_at(at) is not None

    def _tag(self, at: int) -> Word | None:
        """Tag the stretch or the mark at `at`; where no word begins stands None."""
        start, stop = self._stretch(at)
        self._words.update(dict.fromkeys((at, *range(start, stop))))
        for word in tag_words(self.form[start:stop]):
            self._words[start] = word
            start += len(word[0])
        return self._words[at]

    def _stretch(self, at: int) -> tuple[int, int]:
        form, start = self.form, max(0, at)
        mark = MARK.search(form, start)
        stop = mark.start() if mark else len(form)
        if at == stop:
            return at, min(at + 1, len(form))
        while start and form[start - 1] not in MARKS and not form[start - 1].isspace():
            start -= 1
        return start, stop
