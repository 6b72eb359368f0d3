"""The runner: same bytes, earlier results whole, failures named."""

import filecmp
import json
from pathlib import Path

import nbformat
import pytest

from analysis import rerun as room
from analysis.corpus import BadInput
from analysis.rerun import NotebookFailed, Request, rerun

ROOT = Path(__file__).parents[1]


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with one notebook, whose cells a test gives."""

    def make(*sources):
        cells = [nbformat.v4.new_code_cell("out = '../figures'", metadata={"tags": ["parameters"]}, id="parameters")]
        cells += [nbformat.v4.new_code_cell(source, id=f"c{n}") for n, source in enumerate(sources)]
        for name in ("notebooks", "seeds", "figures"):
            (tmp_path / name).mkdir()
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "notebooks" / "0_try.ipynb")
        monkeypatch.setattr(room, "ROOT", tmp_path)
        return tmp_path

    return make


def test_a_second_run_gives_the_same_bytes(repository):
    root = repository("import sys\nprint('春耕', file=sys.stdout)", "{'a': 1}")
    rerun(Request())
    once = (root / "notebooks" / "0_try.ipynb").read_bytes()
    rerun(Request())
    assert (root / "notebooks" / "0_try.ipynb").read_bytes() == once
    assert b'"version"' not in once
    assert nbformat.reads(once.decode(), 4).cells[1].execution_count == 2


def test_a_failure_names_cell_line_and_reason_and_leaves_all_as_it_was(repository):
    root = repository("1", "x = 1\nx / 0")
    (root / "figures" / "old.txt").write_text("old")
    before = (root / "notebooks" / "0_try.ipynb").read_bytes()
    with pytest.raises(NotebookFailed) as problem:
        rerun(Request())
    assert str(problem.value) == "0_try, cell 3, `x / 0`: ZeroDivisionError: division by zero"
    assert (root / "notebooks" / "0_try.ipynb").read_bytes() == before
    assert (root / "figures" / "old.txt").read_text() == "old"


def test_another_corpus_needs_a_place_of_its_own():
    with pytest.raises(
        BadInput, match=r"^rerun: give both CORPUS and --out DIR, or neither to run on seeds/ in place$"
    ):
        rerun(Request(corpus=ROOT / "seeds"))


@pytest.fixture(scope="module")
def rerun_seeds(tmp_path_factory):
    """Every notebook run on the seeds, as on a corpus of the user's."""
    out = tmp_path_factory.mktemp("rerun") / "deep" / "out"
    rerun(Request(ROOT / "seeds", out))
    return out


def test_the_figures_in_the_repository_are_what_a_rerun_draws(rerun_seeds):
    drawn = {
        path.relative_to(rerun_seeds / "figures") for path in (rerun_seeds / "figures").rglob("*") if path.is_file()
    }
    kept = {path.relative_to(ROOT / "figures") for path in (ROOT / "figures").rglob("*") if path.is_file()}
    assert drawn == kept
    differing = [
        path
        for path in drawn
        if not filecmp.cmp(rerun_seeds / "figures" / path, ROOT / "figures" / path, shallow=False)
    ]
    assert not differing


def test_a_rerun_on_a_corpus_leaves_notebooks_figures_and_tables(rerun_seeds):
    assert {path.name for path in rerun_seeds.iterdir()} == {"notebooks", "figures", "tables", "run.json"}
    stored = nbformat.read(rerun_seeds / "notebooks" / "0_corpus.ipynb", 4)
    assert [cell.metadata.tags for cell in stored.cells if "tags" in cell.metadata] == [
        ["parameters"],
        ["injected-parameters"],
    ]


def test_a_rerun_says_what_made_it(rerun_seeds):
    run, tables = (json.loads((rerun_seeds / name).read_text("utf-8")) for name in ("run.json", "tables/run.json"))
    assert run["options"] == tables["options"] | {"lang": "en", "journal": "generic", "boundaries": ""}
    assert {**run, "options": None} == {**tables, "options": None}
    caption = (ROOT / "figures" / "captions" / "0_corpus_page.md").read_text("utf-8")
    assert f"Corpus sha256 {run['corpus']['sha256']}" in caption
