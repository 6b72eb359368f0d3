"""How right a run is by a hand-read key, how far two readers agree, and what changed between two runs."""

from analysis.scoring.changes import compare_tables, print_changes
from analysis.scoring.scores import Score, check_key, score_keys, score_tables, tell_corrected
from analysis.scoring.show import print_score

__all__ = [
    "Score",
    "check_key",
    "compare_tables",
    "print_changes",
    "print_score",
    "score_keys",
    "score_tables",
    "tell_corrected",
]
