"""The seed page is the user's own: byte for byte, and read before anything is named after it."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "seeds" / "000_bcd9fc29047be39d.txt"


def test_the_page_is_as_received():
    digest = hashlib.sha256(PAGE.read_bytes()).hexdigest()
    assert digest == "d714f67aa7115f720233aa802f9ef828a8cd880b4305b4beb69a628592422a2b"


def test_line_ends_of_seeds_are_never_converted():
    assert "seeds/*.txt -text" in (ROOT / ".gitattributes").read_text("utf-8")


def test_shipped_metadata_says_only_where_the_page_comes_from():
    assert (ROOT / "seeds" / "pages.csv").read_text("utf-8").splitlines()[0] == "page_id,source"


def test_shipped_lists_name_nothing_of_the_page():
    page = PAGE.read_text("utf-8")
    for path in (ROOT / "seeds" / "lists").iterdir():
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
        terms = [line.split(",")[0].split()[0] for line in lines[0 if path.suffix == ".txt" else 1 :]]
        assert len(terms) <= 10
        assert not [term for term in terms if term in page], path.name
