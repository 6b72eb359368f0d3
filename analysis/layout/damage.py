"""Damage that a paragraph shows by itself: spans set twice, characters doubled or of another width."""

from collections.abc import Iterator

from analysis.readings import Reading

Row = tuple[object, ...]


def find_damage(reading: Reading) -> Iterator[Row]:
    """Yield the rows of `defects` that the reading shows."""
    yield from ()
