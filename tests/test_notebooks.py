"""Guards around the notebooks, and the proof that the net under them catches."""

import base64
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from PIL import Image

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SAMPLE = ROOT / "tests" / "cases" / "net.ipynb"
PAGE = (ROOT / "seeds" / "000_bcd9fc29047be39d.txt").read_text("utf-8")

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read_code_cells(path):
    notebook = nbformat.read(path, as_version=4)
    return notebook, [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def check_was_run(path):
    cells = read_code_cells(path)[1]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1)), f"{path.name}: run it in order"
    outputs = [output for cell in cells for output in cell.outputs]
    assert outputs
    assert not any(output.output_type in ("error", "stream") for output in outputs), path.name


@each_notebook
def test_it_was_run_from_top_to_bottom(path):
    check_was_run(path)


@each_notebook
def test_its_head_is_fixed(path):
    notebook, cells = read_code_cells(path)
    assert notebook.metadata["kernelspec"]["name"] == "python3"
    assert "version" not in notebook.metadata["language_info"]
    assert cells[0].metadata["tags"] == ["parameters"]
    names = [line.split(" = ")[0] for line in cells[0].source.splitlines()]
    assert names == ["corpus", "out", "lang", "journal", "lists", "boundaries"]
    assert cells[1].source.startswith("import analysis as an\n")


@each_notebook
def test_it_holds_calls_and_no_machinery(path):
    for cell in read_code_cells(path)[1]:
        assert len(cell.source.splitlines()) <= 12
        assert not re.search(r"^\s*(def|class|for|while|with|try|from)\b", cell.source, re.MULTILINE), cell.source
        assert not cell.source.rstrip().endswith(";")
        assert cell.source.count("import ") <= 1


@each_notebook
def test_its_prose_names_nothing_of_the_corpus(path):
    """Findings are the output of calls; prose holds no number, and no Chinese but the terms it glosses."""
    notebook = nbformat.read(path, as_version=4)
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert not re.search(r"\d", re.sub(r"`[^`]*`", "", prose))
    words = len(re.findall(r"\w+", prose))
    lines = sum(len(cell.source.splitlines()) for cell in read_code_cells(path)[1])
    assert words >= 8 * lines


@each_notebook
def test_it_names_no_machine(path):
    text = path.read_text("utf-8")
    assert str(Path.home()) not in text
    assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp|usr)/", text)


# ---- the net itself -----------------------------------------------------------------------------


def change_picture(output):
    picture = Image.open(io.BytesIO(base64.b64decode(output.data["image/png"])))
    picture.putpixel((0, 0), (1, 2, 3, 255))
    changed = io.BytesIO()
    picture.save(changed, "PNG")
    output.data["image/png"] = base64.b64encode(changed.getvalue()).decode()


def change_text(output):
    output.data["text/plain"] += "0"


def remove_picture(output):
    del output.data["image/png"]


DAMAGES = [(1, None, 0), (1, change_text, 1), (2, change_text, 1), (3, change_picture, 1), (3, remove_picture, 1)]


@pytest.mark.parametrize(("cell", "damage", "exit_code"), DAMAGES)
def test_nbval_notices(cell, damage, exit_code, tmp_path):
    notebook, cells = read_code_cells(SAMPLE)
    if damage:
        damage(cells[cell].outputs[0])
    nbformat.write(notebook, tmp_path / "net.ipynb")
    shutil.copy(ROOT / "conftest.py", tmp_path)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env", "net.ipynb"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == exit_code


@pytest.mark.parametrize("strip", ["all", "one"])
def test_a_stripped_notebook_is_refused(strip, tmp_path):
    notebook, cells = read_code_cells(SAMPLE)
    for cell in cells if strip == "all" else cells[-1:]:
        cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, tmp_path / "net.ipynb")
    with pytest.raises(AssertionError):
        check_was_run(tmp_path / "net.ipynb")
