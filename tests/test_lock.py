"""requirements.lock: one version of everything, each with hashes, and no address of anybody's index."""

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
ENTRIES = re.split(r"\n(?=\S)", LOCK.strip())


def names():
    return [re.match(r"([a-z0-9-]+)==", entry)[1] for entry in ENTRIES]


def test_no_address():
    for trace in ("://", "--index", "--extra-index", "--find-links", "--trusted-host", "file:"):
        assert trace not in LOCK


def test_every_entry_has_hashes():
    for entry in ENTRIES:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]


def test_one_version_of_each():
    assert len(names()) == len(set(names()))


def test_what_pyproject_asks_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    wanted += project["build-system"]["requires"]
    bare = {re.match(r"[A-Za-z0-9_-]+", want)[0].lower().replace("_", "-") for want in wanted}
    assert bare <= set(names())


def test_the_environment_is_the_locked_one():
    assert requires("analysis")
