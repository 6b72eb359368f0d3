"""The first notebook as a researcher meets it: in JupyterLab, in a browser, every cell run."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser import needs_browser, open_tab

ROOT = Path(__file__).parents[1]
# A page without focus has no current widget.
BOOK = "[...jupyterapp.shell.widgets('main')].find(w => w.sessionContext)"
CELLS = f"[...{BOOK}.content.model.cells].filter(c => c.type == 'code')"
READY = f"!!(window.jupyterapp && {BOOK})"
KERNEL = f"{BOOK}.sessionContext.session?.kernel?.status == 'idle'"


def homes(folder):
    """Where Jupyter looks for settings, and keeps which notebooks are trusted."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "HOME")
    return {name: str(folder / "home") for name in names}


@contextmanager
def lab(folder):
    """JupyterLab on a folder, on a port that is free, without token or settings of the user's."""
    log = folder / "server.log"
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"]
    command += [
        "--expose-app-in-browser",
        "--IdentityProvider.token=",
        "--ServerApp.password=",
        f"--notebook-dir={folder}",
    ]
    with (
        log.open("w") as file,
        subprocess.Popen(command, stdout=file, stderr=file, env=os.environ | homes(folder)) as server,
    ):
        try:
            yield _wait_for_address(log)
        finally:
            server.terminate()


def _wait_for_address(log):
    for _ in range(600):
        if found := re.search(r"http://127\.0\.0\.1:\d+/", log.read_text()):
            return found[0]
        time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.mark.browser
@pytest.mark.slow
@needs_browser
def test_every_cell_of_the_first_notebook_runs_in_the_lab(tmp_path):
    for name in ("notebooks", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    path = tmp_path / "notebooks" / "0_corpus.ipynb"
    with lab(tmp_path) as address, open_tab(tmp_path / "profile") as tab:
        tab.open(f"{address}lab/tree/notebooks/{path.name}", 1280)
        tab.wait(READY)
        tab.wait(KERNEL)
        tab.run(f"jupyterapp.shell.activateById({BOOK}.id)")
        tab.run("jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
        tab.run("jupyterapp.commands.execute('notebook:run-all-cells').then(() => { window.ran = true }); 0")
        tab.wait("window.ran", 180)
        cells = json.loads(tab.run(f"JSON.stringify({CELLS}.map(c => c.outputs.toJSON()))"))
        shown = tab.run("document.querySelectorAll('.jp-RenderedImage img, .jp-RenderedHTMLCommon').length")
    outputs = [output for cell in cells for output in cell]
    assert not [output for output in outputs if output["output_type"] == "error"]
    kinds = {kind for output in outputs for kind in output.get("data", {})}
    assert {"image/png", "text/html"} <= kinds
    assert shown > 0
