"""Words of a paragraph with their parts of speech, tagged only where a room asks."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

REMEMBERED = 30_000  # stretches, more than a partition has; some 60 MB
# The tagger cuts what stands between these marks by itself, whatever stands around it.
MARK = re.compile(r"[，。！？；：、“”‘’（）《》…\s]")


@cache
def tagger() -> Any:
    """Load rjieba: 0.1 s, and only where a word is asked for."""
    import rjieba

    return rjieba


@lru_cache(maxsize=REMEMBERED)
def tag_words(stretch: str) -> Sequence[tuple[str, str]]:
    """Words and tags of a stretch of text; several rooms ask for the same ones."""
    return tagger().tag(stretch)


class Tagged:
    """A text whose stretches between marks are each cut and tagged when first asked for; a word is (word, tag).

    >>> text = Tagged("会后，馆长介绍展览。")  # after the meeting, the curator presents the exhibition
    >>> text.word_at(3), text.start_of(4), text.cuts(4)
    (('馆长', 'n'), 3, False)
    """

    def __init__(self, form: str) -> None:
        """Hold the text; nothing is tagged yet."""
        self.form = form
        self._marks: list[int] | None = None
        self._words: dict[int, tuple[str, str]] = {}
        self._stretches: set[int] = set()

    def word_at(self, at: int) -> tuple[str, str] | None:
        """The word that begins at `at`."""
        return self._words.get(at) or self._tag(at)

    def start_of(self, at: int) -> int:
        """Where the word begins that holds the character at `at`."""
        while not self.word_at(at):
            at -= 1
        return at

    def cuts(self, at: int) -> bool:
        """Tell whether a word begins or the text ends at `at`."""
        return at == len(self.form) or self.word_at(at) is not None

    def _tag(self, at: int) -> tuple[str, str] | None:
        """Tag the stretch or the mark at `at`, unless that is done."""
        if self._marks is None:
            self._marks = [match.start() for match in MARK.finditer(self.form)]
        n = bisect_left(self._marks, at)
        stop = self._marks[n] if n < len(self._marks) else len(self.form)
        if n in self._stretches and at != stop:
            return None
        if at == stop:
            start = at
            stop = min(at + 1, len(self.form))
        else:
            self._stretches.add(n)
            start = self._marks[n - 1] + 1 if n else 0
        for word in tag_words(self.form[start:stop]):
            self._words[start] = word
            start += len(word[0])
        return self._words.get(at)
