"""Run every notebook on a corpus, in order and from nothing; same input, same bytes."""

import asyncio
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from analysis.archive import Job, write_tables
from analysis.corpus import BadInput, replace_all
from analysis.figures import write_manifest
from analysis.handle import find_lists, is_stored
from analysis.provenance import describe_software

ROOT = Path(__file__).resolve().parents[1]
PARAMETERS = ["corpus", "out", "lang", "journal", "lists", "boundaries"]
HEAD = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class NotebookFailed(RuntimeError):
    """Notebooks that stopped, a line each: which one, at which cell and line, and why."""


class Request(NamedTuple):
    """What the command `rerun` was asked to do; without a corpus it runs on seeds/, in place."""

    corpus: Path | None = None
    out: Path | None = None
    lang: str = "en"
    journal: str = "generic"
    lists: Path | None = None
    boundaries: Path | None = None


def rerun(request: Request) -> None:
    """Run the notebooks, then replace notebooks and figures (and tables of another corpus) at once.

    Raises BadInput for a request that cannot be met, NotebookFailed where a
    notebook stops; earlier results are then as they were.
    """
    if request.corpus is None and request.out is None:
        with _stage_in_place() as stage:
            _run_all(stage, {})
    elif request.corpus is None or request.out is None:
        raise BadInput("rerun: give both CORPUS and --out DIR, or neither to run on seeds/ in place")
    else:
        with replace_all(request.out) as stage:
            if not is_stored(request.corpus):
                write_tables(Job(request.corpus, stage / "tables", lists=request.lists))
            _run_all(stage, _injected(request))
            (stage / "run.json").write_text(_describe(request, request.corpus, stage / "tables"), "utf-8")


def _describe(request: Request, corpus: Path, written: Path) -> str:
    """What decides the result, as JSON: that of the tables, with the versions and options of this run."""
    path = (corpus if is_stored(corpus) else written) / "run.json"
    made = json.loads(path.read_text("utf-8")) if path.exists() else {}
    bounds = hashlib.sha256(request.boundaries.read_bytes()).hexdigest() if request.boundaries else ""
    options = {"lang": request.lang, "journal": request.journal, "boundaries": bounds}
    run = made | {"options": made.get("options", {}) | options} | describe_software(find_lists(corpus, request.lists))
    return json.dumps(run, ensure_ascii=False, indent=1) + "\n"


def _injected(request: Request) -> dict[str, Any]:
    """Values for the parameters cell; paths are absolute, since notebooks run in their own folder."""
    paths = {name: getattr(request, name) for name in ("corpus", "lists", "boundaries")}
    values = {name: str(path.resolve()) if path else None for name, path in paths.items()}
    return values | {"out": "../figures", "lang": request.lang, "journal": request.journal}


@contextmanager
def _stage_in_place() -> Iterator[Path]:
    """A folder like the repository, so that the notebooks' relative paths lead into it."""
    with tempfile.TemporaryDirectory(dir=_cache()) as folder:
        stage = Path(folder)
        (stage / "seeds").symlink_to(ROOT / "seeds")
        yield stage
        shutil.rmtree(ROOT / "figures", ignore_errors=True)
        shutil.move(stage / "figures", ROOT / "figures")
        for path in (stage / "notebooks").iterdir():
            path.replace(ROOT / "notebooks" / path.name)


def _cache() -> Path:
    """A folder beside the results, so that they are moved and not copied."""
    folder = ROOT / ".cache"
    folder.mkdir(exist_ok=True)
    return folder


def _run_all(stage: Path, parameters: dict[str, Any]) -> None:
    for name in ("notebooks", "figures"):
        (stage / name).mkdir(parents=True)
    _seal(stage)
    asyncio.run(_run_together(stage, parameters))
    shutil.rmtree(stage / ".ipython", ignore_errors=True)
    write_manifest(stage / "figures")


def _seal(stage: Path) -> None:
    """Let nothing of this machine's or user's settings reach a kernel."""
    os.environ["IPYTHONDIR"] = str(stage / ".ipython")  # start-up files
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"  # a kernel of the user's named python3
    os.environ["PYTHONHASHSEED"] = "0"
    os.environ["TZ"] = "UTC"


async def _run_together(stage: Path, parameters: dict[str, Any]) -> None:
    """Run as many notebooks at a time as there are cores."""
    cores = asyncio.Semaphore(os.cpu_count() or 1)

    async def run(path: Path) -> None:
        async with cores:
            await _run(path, stage / "notebooks", parameters)

    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    results = await asyncio.gather(*(run(path) for path in paths), return_exceptions=True)
    failures = [result for result in results if isinstance(result, BaseException)]
    for failure in failures:
        if not isinstance(failure, NotebookFailed):
            raise failure
    if failures:
        raise NotebookFailed("\n".join(map(str, failures)))


async def _run(path: Path, folder: Path, parameters: dict[str, Any]) -> None:
    notebook = nbformat.read(path, as_version=4)
    _inject(notebook, parameters, path.stem)
    total = sum(cell.cell_type == "code" for cell in notebook.cells)

    def report(cell: Any, cell_index: int, **_: Any) -> None:
        done = sum(other.cell_type == "code" for other in notebook.cells[: cell_index + 1])
        print(f"rerun: {path.stem} {done}/{total}", file=sys.stderr)

    client = NotebookClient(
        notebook,
        timeout=None,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],  # not on every start that loopback is unencrypted
        resources={"metadata": {"path": str(folder)}},
        on_cell_executed=report,
    )
    try:
        await client.async_execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
        raise NotebookFailed(_explain(path.stem, notebook, problem)) from None
    nbformat.write(_normalise(notebook), folder / path.name)


def _inject(notebook: Any, parameters: dict[str, Any], name: str) -> None:
    """Set parameters as papermill does: in a cell behind the one tagged `parameters`."""
    at = [n for n, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])]
    if len(at) != 1:
        raise NotebookFailed(f"{name}: has {len(at)} cells tagged `parameters`: tag the one that sets {PARAMETERS}")
    if parameters:
        source = "\n".join(f"{key} = {parameters[key]!r}" for key in PARAMETERS)
        cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["injected-parameters"]}, id="injected-parameters")
        notebook.cells.insert(at[0] + 1, cell)


def _explain(name: str, notebook: Any, problem: Exception) -> str:
    """Name notebook, cell, source line and the last line of the traceback."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    number = next((n for n, cell in enumerate(cells, 1) if any(o.output_type == "error" for o in cell.outputs)), 0)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", str(problem)).strip()
    line = re.search(r"Cell In\[\d+\], line (\d+)", plain)
    lines = cells[number - 1].source.splitlines() if number else []
    source = lines[int(line[1]) - 1].strip() if line and int(line[1]) <= len(lines) else "".join(lines[:1])
    return f"{name}, cell {number}, `{source}`: {plain.splitlines()[-1]}"


def _normalise(notebook: Any) -> Any:
    """Drop from an executed notebook what changes from run to run or machine to machine."""
    notebook.metadata = nbformat.from_dict(HEAD)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    return notebook
