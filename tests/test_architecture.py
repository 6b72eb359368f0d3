"""analysis/ is a staircase: a room imports only from lower steps, and says so in one form."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "analysis"

STEPS = [
    {"schema", "chinese"},
    {"readings", "corpus", "gazetteer", "smallest", "tagged"},
    {"layout", "quotations", "publication", "provenance"},
    {"words", "dates", "places", "organisations", "people", "quantities"},
    {"defects", "activities", "themes", "geography", "counts", "labels"},
    {"figures", "views", "exports", "findings", "scoring", "stored", "trends"},
    {"handle"},
    {"archive", "masking"},
    {"rerun", "report"},
    {"__main__"},
]
STEP = {room: n for n, step in enumerate(STEPS) for room in step}
DRAWS = {"matplotlib", "wordcloud"}
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.parent.name != "source" and path != PACKAGE / "__init__.py"
)


def imports(path):
    """Yield (module, form) of each import statement, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "import") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "analysis" else [node.module]
            )
            yield from ((name, "from") for name in names)


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path):
    here = room_of(path)
    for name, form in imports(path):
        if name.split(".")[0] == "analysis":
            there = name.split(".")[1]
            assert form == "from", f"{path.name}: write `from {name} import ...`"
            assert there == here or STEP[there] < STEP[here], f"{here} must not import {there}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_figures_draws(path):
    if room_of(path) != "figures":
        drawn = {name.split(".")[0] for name, _ in imports(path)} & DRAWS
        assert not drawn, f"{path.name} imports {drawn}: only figures/ draws"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_are_small(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 300, f"{path.name} has {lines} lines: is there a second noun in it?"


def test_every_room_has_a_step():
    assert {room_of(path) for path in MODULES} == set(STEP)
