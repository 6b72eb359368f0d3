"""Markup and script wherever a corpus can hold text: the notebooks made of it, in a real browser, run none of it."""

import json
import os
import subprocess
import sys

import nbformat
import pandas as pd
import pytest
from browser import needs_browser, open_tab
from nbconvert import HTMLExporter
from test_lab import BOOK, READY, homes, lab

from analysis.figures import plot_page, save_figure
from analysis.handle import from_texts
from analysis.rerun import Request, rerun

# Each would leave its mark on the window (`owned`), ask a host that does not exist (192.0.2.0/24), or change what is shown.
PAYLOADS = [
    "<script>window.owned=1</script>",
    "<img src=x onerror=window.owned=1>",
    "<svg/onload=window.owned=1>",
    "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "</style></title></textarea></script><script>window.owned=1</script>",
    "--><script>window.owned=1</script><!--",
    "]]><script>window.owned=1</script>",
    "<a href='javascript:window.owned=1'>雨</a>",
    "<link rel=stylesheet href=//192.0.2.1/a.css><img src=//192.0.2.1/a.png>",
    "<meta http-equiv=refresh content='0;url=http://192.0.2.1/'><base href=http://192.0.2.1/>",
    "\" onmouseover=window.owned=1 x=\"",
    "' onclick='window.owned=1' x='",
    "\" style=\"background:url(http://192.0.2.1/b)",
    "[雨](javascript:window.owned=1)",
    "![雨](http://192.0.2.1/c.png)",
    "{{constructor.constructor('window.owned=1')()}}",
    "$$\\href{javascript:window.owned=1}{雨}$$",
    "$x^2$\\(y_3\\)",
    "&lt;script&gt;window.owned=1&lt;/script&gt;&#60;img src=x onerror=window.owned=1&#62;",
    "\u202e<script>\u2066window.owned=1\u2069</script>\u202c",
]  # fmt: skip
SCRIPT = "<script>window.owned='{}'</script>"  # one for each list, to see that it arrived
WORD, SLOGAN, EVENT, TERM, DECISION, PERSON, TITLE, PAGE_ID = (
    SCRIPT.format(kind) for kind in ("word", "slogan", "event", "term", "decision", "person", "title", "id")
)
STORY = (
    "3月5日，江苏省泰兴市图书馆举行{0}座谈会，馆长王芳说：“{0}欢迎大家。”自{1}以来，《{0}》开展{2}活动。"
    "读者{3}告诉记者，{4}办得好，312名志愿者参加，增长12%。"
)


def write_lists(folder, page_id, raw):
    """Every list of the researcher's, each with a script in it."""
    folder.mkdir()
    at = raw.index("泰兴市")
    lists = {
        "slogans.csv": [{"canonical": SLOGAN, "variant": ""}],
        "events.csv": [{"event": EVENT, "from": "2021-01-01", "to": "2021-01-02", "source": SCRIPT}],
        "glossary.csv": [{"term": term, "english": TERM} for term in ("图书馆", "志愿者", "活动", "泰兴市", SLOGAN)],
        "corrections.csv": [
            {"page_id": page_id, "start": at, "end": at + 3, "text": "泰兴市", "action": "set places.path", "value": DECISION}
        ],
    }  # fmt: skip
    for name, rows in lists.items():
        pd.DataFrame(rows).to_csv(folder / name, index=False)
    (folder / "dictionary.txt").write_text(f"{WORD} 9 n\n{PERSON} 9 nr\n", "utf-8")
    (folder / "stopwords.txt").write_text("<script>window.owned=1</script>\n", "utf-8")


def write_corpus(folder):
    """An archive whose ids, titles and bodies hold every payload."""
    bodies = [STORY.format(payload, EVENT, SLOGAN, PERSON, WORD) for payload in PAYLOADS]
    ids = [PAGE_ID, *(f"{payload}{n}" for n, payload in enumerate(PAYLOADS[1:]))]
    records = [
        {"id": page_id, "title": TITLE + payload, "body": body, "date": f"2021-03-{n + 1:02}", "newspaper": payload}
        for n, (page_id, payload, body) in enumerate(zip(ids, PAYLOADS, bodies, strict=True))
    ]
    folder.mkdir()
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    (folder / "archive.jsonl").write_text("\n".join(lines), "utf-8")
    write_lists(folder / "lists", PAGE_ID, bodies[0])
    return folder / "archive.jsonl"


def write_folder(folder):
    """Pages split into articles, with file names that are markup as far as a file name can be."""
    raw = "\n\n".join(
        f"■{payload}\n\n{payload}读书\n\n□本报记者 王芳 {payload}\n\n{STORY.format(payload, EVENT, SLOGAN, PERSON, WORD)}"
        for payload in PAYLOADS
    )
    page_id = "<img src=x onerror=window.owned='id'>"
    folder.mkdir()
    (folder / f"{page_id}.txt").write_text(raw, "utf-8")
    write_lists(folder / "lists", page_id, raw)
    return folder


@pytest.fixture(scope="module", params=[write_corpus, write_folder], ids=["archive", "pages"])
def run(request, tmp_path_factory):
    """The notebooks, executed on the hostile corpus."""
    folder = tmp_path_factory.mktemp("markup")
    rerun(Request(request.param(folder / "in"), folder / "out"))
    return folder / "out"


def test_a_caption_holds_words_and_no_markdown(tmp_path):
    corpus = from_texts({"<b>[雨](x)*$": "雨停了\n\n昨日，雨停了。"})  # the rain has stopped
    save_figure(plot_page(corpus.paragraphs, corpus.articles, corpus.defects), "plan", tmp_path)
    assert r"Plan of page \<b>\[雨](x)\*\$: " in (tmp_path / "captions" / "plan.md").read_text("utf-8")


# Everything that a reader might touch, touched; then a moment for what was started.
TOUCH = """(async () => {
  for (const part of document.querySelectorAll('%s'))
    for (const kind of ['mouseover', 'mousedown', 'click', 'focus', 'keydown'])
      part.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
  await new Promise(done => setTimeout(done, 500));
  return String(window.owned);
})()"""
OUTPUTS = ".jp-OutputArea-output, .jp-OutputArea-output *"


def convert(notebook):
    return HTMLExporter().from_notebook_node(notebook)[0]


@pytest.mark.browser
@pytest.mark.slow
@needs_browser
def test_exported_notebooks_and_figures_run_nothing_of_the_corpus(run, tmp_path):
    (tmp_path / "own.html").write_text(convert(nbformat.v4.new_notebook()), "utf-8")
    shown = ""
    with open_tab(tmp_path / "profile") as tab:
        tab.open((tmp_path / "own.html").as_uri())
        own = set(tab.requests)  # the template's: MathJax and its like
        for path in sorted((run / "notebooks").glob("*.ipynb")):
            html = tmp_path / f"{path.stem}.html"
            html.write_text(convert(nbformat.read(path, 4)), "utf-8")
            tab.open(html.as_uri())
            assert tab.run(TOUCH % OUTPUTS) == "undefined", path.stem
            assert tab.run("document.title") == "Notebook", path.stem
            assert tab.run("location.href") == html.as_uri()
            shown += tab.run("document.body.innerText")
        for path in sorted((run / "figures").glob("*.svg")):
            tab.open(path.as_uri())
            assert tab.run(TOUCH % "*") == "undefined", path.stem
    assert {url for url in tab.requests if not url.startswith(("file:", "data:"))} <= own
    assert not [error for error in tab.errors if error != "Failed to load resource: net::ERR_NAME_NOT_RESOLVED"]
    assert [text for text in (*PAYLOADS, WORD, SLOGAN, EVENT, DECISION, PERSON) if text not in shown] == []


@pytest.mark.browser
@pytest.mark.slow
@needs_browser
def test_trusted_notebooks_run_nothing_of_the_corpus_in_the_lab(run, tmp_path):
    for path in sorted((run / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, 4)
        notebook.cells.append(nbformat.v4.new_markdown_cell("$a$", id="formula"))  # to see that formulas are set
        (tmp_path / path.name).write_text(nbformat.writes(notebook), "utf-8")
    books = sorted(tmp_path.glob("*.ipynb"))
    trust = [sys.executable, "-m", "jupyter", "trust", *map(str, books)]
    subprocess.run(trust, env=os.environ | homes(tmp_path), check=True, capture_output=True)
    with lab(tmp_path) as address, open_tab(tmp_path / "profile") as tab:
        for path in books:
            tab.open(f"{address}lab/tree/{path.name}?reset")
            tab.wait(READY)
            tab.wait("document.querySelectorAll('.jp-MarkdownOutput mjx-container').length == 1")
            assert tab.run(f"{BOOK}.content.model.cells.get(3).trusted")
            assert "window.owned" in tab.run("document.body.innerText")
            assert tab.run(TOUCH % OUTPUTS) == "undefined", path.stem
            assert tab.run("document.querySelectorAll('.jp-OutputArea mjx-container').length") == 0, path.stem
    assert {url for url in tab.requests if not url.startswith(("file:", "data:", address))} == set()
