"""The notebooks run on whatever corpus a researcher has: their cells, without a kernel."""

import ast
import json
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NEWS = "3月5日，江苏省泰兴市图书馆开设夜读班。馆长王芳说：“欢迎大家。”全市312名志愿者参加，增长12%。"

CORPORA = {
    "empty": {"p": "\n"},
    "one character": {"p": "雨"},
    "one mark": {"p": "”"},
    "no place": {"p": "天晴了\n\n3月5日，大家都很高兴。"},
    "no date": {"p": "泰兴市开班\n\n江苏省泰兴市图书馆开设夜读班。"},
    "English": {"p": "Library opens\n\nThe city library opened an evening class on 5 March."},
    "traditional": {"p": "臺灣書展\n\n３月５日，臺北市圖書館開設夜讀班，館長王芳說：「歡迎大家。」"},
    "beyond the font": {"p": "𠮷野家開業\n\n3月5日，\U0002a7dd\U0002b5af\ue000公司开业。"},
    "markup": {"p": "<script>alert(1)</script>\n\n3月5日，<b>泰兴市</b>开设夜读班$x^2$，=1+1。"},
    "three pages": {name: f"{name}版开班\n\n□本报记者 王芳\n\n{NEWS}" for name in "abc"},
}


def run_cells(path, corpus, out):
    """Execute a notebook's code on another corpus; what each cell would show is asked for, too."""
    scope = {}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        statements = ast.parse(cell.source).body
        last = statements.pop() if isinstance(statements[-1], ast.Expr) else None
        exec(compile(ast.Module(statements, []), path.stem, "exec"), scope)
        if "tags" in cell.metadata:
            scope |= {"corpus": str(corpus), "out": str(out)}
        elif last is not None:
            shown = eval(compile(ast.Expression(last.value), path.stem, "eval"), scope)
            assert repr(shown)
            assert not hasattr(shown, "_repr_html_") or "<script" not in shown._repr_html_()


QUICK = ("empty", "markup")  # the others take minutes together


@pytest.mark.filterwarnings("default")  # an empty page, a missing glyph
@pytest.mark.parametrize("name", [n if n in QUICK else pytest.param(n, marks=pytest.mark.slow) for n in CORPORA])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs(path, name, tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for page, raw in CORPORA[name].items():
        (folder / f"{page}.txt").write_text(raw, "utf-8")
    run_cells(path, folder, tmp_path / "figures")


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs_on_an_archive(path, tmp_path):
    cities = ["泰兴市", "南京市", "包头市", "赤峰市", "广州市", "成都市"]
    records = [
        {
            "id": f"r{n}",
            "date": f"2022-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
            "title": f"{cities[n % 6]}新闻",
            "body": NEWS.replace("泰兴市", cities[n % 6]).replace("江苏省", "")
            + "昨日，"
            + "各地开展读书活动。" * (n % 7),
        }
        for n in range(250)
    ]
    archive = tmp_path / "a.jsonl"
    archive.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), "utf-8")
    run_cells(path, archive, tmp_path / "figures")
