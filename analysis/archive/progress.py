"""How far a run is, at what rate, and how long it will take, on stderr."""

import sys
import time

QUIET = 5.0  # seconds: shorter work says nothing
EVERY = 2.0


class Progress:
    """Counts what is done against what there is; what an earlier run did is no part of the rate."""

    def __init__(self, records: int, chars: int) -> None:
        """Begin to count."""
        self.records, self.chars = records, chars
        self.skipped = self.done = self.done_chars = self.skipped_chars = 0
        self.began = self.said = time.monotonic()

    def skip(self, records: int, chars: int) -> None:
        """Pass over what was done before."""
        self.skipped += records
        self.skipped_chars += chars

    def report(self, records: int, chars: int) -> None:
        """Add what was done now, and say so every few seconds."""
        self.done += records
        self.done_chars += chars
        now = time.monotonic()
        finished = self.done + self.skipped == self.records
        if now - self.began > QUIET and (now - self.said > EVERY or finished):
            self.said = now
            print(self.describe(now - self.began), file=sys.stderr, flush=True)

    def describe(self, seconds: float) -> str:
        """One line: records, rate, time left by characters.

        >>> progress = Progress(1_000, 500_000)
        >>> progress.skip(200, 100_000)
        >>> progress.report(400, 200_000)
        >>> progress.describe(100.0)
        'tables: 600 of 1,000 records, 4 a second, 1 min 40 s left'
        """
        left = self.chars - self.done_chars - self.skipped_chars
        seconds_left = round(left * seconds / max(self.done_chars, 1))
        rate = f"{self.done / seconds:,.0f} a second"
        return f"tables: {self.done + self.skipped:,} of {self.records:,} records, {rate}, {_clock(seconds_left)} left"


def _clock(seconds: int) -> str:
    """Hours, minutes and seconds, the two largest of them.

    >>> _clock(7 * 3600 + 120), _clock(59)
    ('7 h 2 min', '59 s')
    """
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {seconds % 60} s" if minutes else f"{seconds} s"
