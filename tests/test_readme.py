"""The README, in both languages, says what is so: its links lead somewhere, its commands are commands, its session runs."""

import ast
import re
import shlex
from pathlib import Path

import pytest

from analysis import __main__ as command

ROOT = Path(__file__).parents[1]
BOTH = ["README.md", "README.zh.md"]
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in BOTH}


def read_session(text):
    return re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]


def read_commands(text):
    """Words of each command line, without its comment and the names a reader puts in."""
    lines = re.findall(r"^    \.venv/bin/python -m analysis (.*?)(?:#|$)", text, re.MULTILINE)
    return [shlex.split(line) for line in lines]


@pytest.mark.parametrize("name", BOTH)
def test_every_link_leads_to_a_file_of_the_repository(name):
    links = re.findall(r"\]\(([^)]+)\)", TEXTS[name])
    assert len(links) > 10
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", BOTH)
def test_every_command_is_one(name):
    commands = read_commands(TEXTS[name])
    assert [words[0] for words in commands] == ["rerun", "tables", "report", "score", "compare"]
    for words in commands:
        assert command._parser().parse_args(words)
    targets = re.findall(r"^    make ?(\w*) *#", TEXTS[name], re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert all(re.search(rf"^{target or 'all'}:", makefile, re.MULTILINE) for target in [*targets, "lab"])


def test_both_languages_have_the_same_session_links_and_headings():
    code = [ast.dump(ast.parse(read_session(text))) for text in TEXTS.values()]
    assert code[0] == code[1]
    links = [re.findall(r"\]\(([^)]+)\)", text.replace("_zh.png", "_en.png")) for text in TEXTS.values()]
    assert [link.replace("README.zh.md", "README.md") for link in links[0]] == links[1]
    assert len({len(re.findall("^##? ", text, re.MULTILINE)) for text in TEXTS.values()}) == 1


def test_the_session_runs(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path / "notebooks")
    scope = {}
    for statement in ast.parse(read_session(TEXTS["README.md"])).body:
        if isinstance(statement, ast.Expr):
            assert len(eval(compile(ast.Expression(statement.value), "README.md", "eval"), scope)) > 0
        else:
            exec(compile(ast.Module([statement], []), "README.md", "exec"), scope)
    assert len(list((tmp_path / "out").glob("my_map_*"))) == 6
