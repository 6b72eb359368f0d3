"""What is wrong with an input, in one line that names file, record and cure."""

HALF = 600  # characters


class BadInput(ValueError):
    """An input that cannot be read; the message is one line for the researcher, of an overlong one the two ends."""

    def __init__(self, message: str) -> None:
        """Shorten what quotes a whole damaged file; file and record stand first, the cure last."""
        super().__init__(message if len(message) <= 2 * HALF else f"{message[:HALF]} … {message[-HALF:]}")


class InputWarning(UserWarning):
    """An input that can be read, though not as one would expect."""


def first(items: list[str], most: int = 3) -> str:
    """Name the first few of many.

    >>> first(["a", "b", "c", "d"])
    'a, b, c and 1 more'
    """
    rest = len(items) - most
    return ", ".join(items[:most]) + (f" and {rest} more" if rest > 0 else "")
