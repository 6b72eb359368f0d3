"""Archives: the same bytes however they are made, whatever interrupts; bad input leaves nothing half-written."""

import errno
import filecmp
import gzip
import json
import os
import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest

from analysis.__main__ import main
from analysis.archive import Job, write_tables
from analysis.archive import partitions as on_cluster
from analysis.corpus import BadInput, claim, read_tables, texts
from analysis.handle import compute_tables, read_corpus
from analysis.schema import TABLES

SENTENCES = [
    "3月5日，内蒙古自治区各地开始春耕。",  # spring ploughing begins
    "昨日，市政协组织312名志愿者到达拉特旗植树。",  # volunteers plant trees
    "“我要读书”活动今年以来共举办20场，增长12%。",  # a reading campaign
    "会议要求，坚持绿水青山就是金山银山，扎实推进各项工作。",
    "记者从省教育厅获悉，新学期将于9月1日开学。",
]


@pytest.fixture
def small(monkeypatch):
    """Partitions of a few records each, so that small archives have many."""
    monkeypatch.setattr(texts, "CHARS", 300)


def write_archive(path, records=18):
    """Invented records, the body of each another selection of sentences."""
    lines = []
    for n in range(records):
        body = "\n".join(SENTENCES[(n * k + k) % len(SENTENCES)] for k in range(1, 3 + n % 3)) + f"第{n}号。"
        day = f"2022-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
        lines.append(json.dumps({"id": f"r{n}", "date": day, "title": f"消息{n}", "body": body}, ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def same(one, two):
    """Both folders hold the same files with the same bytes."""
    paths = {path.relative_to(one) for path in one.rglob("*") if path.is_file()}
    assert paths == {path.relative_to(two) for path in two.rglob("*") if path.is_file()}
    assert paths
    return all(filecmp.cmp(one / path, two / path, shallow=False) for path in paths)


SMALL = "from analysis.corpus import texts; texts.CHARS = 2_000; "


def run_command(*words):
    """The command in a process of its own, with small partitions."""
    code = SMALL + "from analysis.__main__ import main; raise SystemExit(main())"
    return subprocess.Popen([sys.executable, "-c", code, "tables", *map(str, words)])


# ---- the same whatever the way ------------------------------------------------------------------


def test_links_reach_over_partitions_whatever_their_order_in_time(tmp_path, small):
    lines = []
    for n in range(36):  # each event is told three times, twice in its month and once in the next
        month, late = n * 5 % 12 + 1, n >= 24
        day = f"{2021 + (month + late) // 13}-{(month + late - 1) % 12 + 1:02d}-{2 if late else 6 + n // 12:02d}"
        body = f"2021年{month}月5日，第{month}小学组织学生到公园植树。\n" + "天气很好。" * 20  # pupils plant trees
        lines.append(json.dumps({"id": f"r{n:02d}", "date": day, "body": body}, ensure_ascii=False))
    archive = tmp_path / "a.jsonl"
    archive.write_text("\n".join(lines), "utf-8")
    write_tables(Job(archive, tmp_path / "out", "parquet"))
    links = read_tables(tmp_path / "out")["links"]
    pairs = [(f"r{n:02d}#1!1", f"r{m:02d}#1!1") for n in range(24) for m in (n + 12, n + 24) if m < 36]
    assert sorted(zip(links["activity_id"], links["other_id"], strict=True)) == pairs
    assert len(list((tmp_path / "out" / "activities.parquet").iterdir())) > 10
    pd.testing.assert_frame_equal(links, read_corpus(archive).links)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_partitions_hold_what_the_handle_computes(tmp_path, small, ending):
    archive = write_archive(tmp_path / "a.jsonl")
    write_tables(Job(archive, tmp_path / "out", ending))
    stored, computed = read_tables(tmp_path / "out"), dict(compute_tables(read_corpus(archive)))
    assert list(stored) == list(TABLES)
    for name, table in computed.items():
        expected = table.round({"longitude": 5, "latitude": 5}) if ending == "csv" else table
        pd.testing.assert_frame_equal(stored[name], expected, check_exact=ending == "parquet")


def test_a_parquet_dataset_has_a_file_for_each_partition_and_says_what_made_it(tmp_path, small):
    import pyarrow.parquet as pq

    write_tables(Job(write_archive(tmp_path / "a.jsonl"), tmp_path / "out", "parquet"))
    files = sorted((tmp_path / "out" / "words.parquet").iterdir())
    assert [file.name for file in files] == [f"part-{n:06d}.parquet" for n in range(len(files))]
    assert len(files) > 3
    schema = pq.read_schema(files[0])
    assert schema.metadata[b"analysis"].decode() == (tmp_path / "out" / "run.json").read_text("utf-8")
    assert {name: str(schema.field(name).type) for name in ("text", "start", "corrected")} == {
        "text": "string",
        "start": "int64",
        "corrected": "bool",
    }


def test_points_are_those_of_all_partitions(tmp_path, small):
    from analysis.places import places_geojson

    archive = write_archive(tmp_path / "a.jsonl")
    write_tables(Job(archive, tmp_path / "out"))
    assert (tmp_path / "out" / "places.geojson").read_text("utf-8") == places_geojson(read_corpus(archive).places)


def test_a_run_says_what_made_it_and_nothing_of_the_machine(tmp_path):
    archive = write_archive(tmp_path / "a.jsonl", 3)
    write_tables(Job(archive, tmp_path / "out"))
    run = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert set(run) == {"corpus", "lists", "options", "analysis", "python", "packages"}
    assert run["corpus"]["name"] == "a.jsonl"
    assert str(tmp_path) not in json.dumps(run)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_two_processes_write_the_same_bytes(tmp_path, small, ending):
    archive = write_archive(tmp_path / "a.jsonl")
    write_tables(Job(archive, tmp_path / "one", ending))
    write_tables(Job(archive, tmp_path / "two", ending, jobs=2))
    assert same(tmp_path / "one", tmp_path / "two")


@pytest.fixture
def cluster():
    from dask.distributed import LocalCluster

    free = {"dashboard_address": "127.0.0.1:0"}
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, scheduler_kwargs=free) as cluster:
        yield cluster.scheduler_address


@pytest.mark.slow
def test_a_cluster_of_two_workers_writes_the_same_bytes(tmp_path, small, cluster):
    archive = write_archive(tmp_path / "a.jsonl")
    write_tables(Job(archive, tmp_path / "one"))
    write_tables(Job(archive, tmp_path / "two", scheduler=cluster))
    assert same(tmp_path / "one", tmp_path / "two")


@pytest.mark.slow
def test_workers_with_another_version_are_refused(tmp_path, small, cluster, monkeypatch):
    monkeypatch.setattr(on_cluster, "hash_code", lambda: str(os.getpid()))
    with pytest.raises(BadInput, match=r"its workers have another version: install this one there$"):
        write_tables(Job(write_archive(tmp_path / "a.jsonl"), tmp_path / "out", scheduler=cluster))
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_one_line(tmp_path, small, capsys):
    archive = write_archive(tmp_path / "a.jsonl")
    assert main(["tables", str(archive), "--out", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("analysis: --scheduler tcp://127.0.0.1:9: does not answer (")
    assert said.endswith("start `dask scheduler` there\n")


def test_one_page_never_starts_a_cluster(tmp_path):
    (tmp_path / "p.txt").write_text("春耕开始\n\n3月5日，各村开始春耕。", "utf-8")
    code = (
        "import sys; from analysis.__main__ import main; "
        f"main(['tables', {str(tmp_path)!r}, '--out', {str(tmp_path / 'out')!r}, '--jobs', '2']); "
        "sys.exit(any(name in sys.modules for name in ('dask', 'distributed', 'duckdb', 'matplotlib')))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


# ---- what interrupts ----------------------------------------------------------------------------


def test_a_run_that_was_cut_off_goes_on(tmp_path, small, monkeypatch):
    archive = write_archive(tmp_path / "a.jsonl")
    write_tables(Job(archive, tmp_path / "whole"))
    made = count_partitions(monkeypatch, fail_at=4)
    with pytest.raises(RuntimeError, match="cut off"):
        write_tables(Job(archive, tmp_path / "out"))
    assert made == [0, 1, 2, 3]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".partial"]
    made = count_partitions(monkeypatch)
    write_tables(Job(archive, tmp_path / "out"))
    assert made[0] == 3
    assert same(tmp_path / "whole", tmp_path / "out")


def test_a_partition_that_was_damaged_is_made_again(tmp_path, small, monkeypatch):
    archive = write_archive(tmp_path / "a.jsonl")
    write_tables(Job(archive, tmp_path / "whole"))
    count_partitions(monkeypatch, fail_at=4)
    with pytest.raises(RuntimeError):
        write_tables(Job(archive, tmp_path / "out"))
    (tmp_path / "out/.partial/parts/words.csv/part-000001.csv").write_bytes(b"")
    made = count_partitions(monkeypatch)
    write_tables(Job(archive, tmp_path / "out"))
    assert made[:2] == [1, 3]
    assert same(tmp_path / "whole", tmp_path / "out")


def test_another_corpus_begins_anew(tmp_path, small, monkeypatch):
    archive = write_archive(tmp_path / "a.jsonl")
    count_partitions(monkeypatch, fail_at=4)
    with pytest.raises(RuntimeError):
        write_tables(Job(archive, tmp_path / "out"))
    archive.write_text(archive.read_text("utf-8").replace("312名", "313名"), "utf-8")
    made = count_partitions(monkeypatch)
    write_tables(Job(archive, tmp_path / "out"))
    assert made[0] == 0


def count_partitions(monkeypatch, fail_at=None):
    """Numbers of the partitions that are made from now on; the `fail_at`th fails."""
    made, make = [], on_cluster.__dict__.get("_true_make_files", on_cluster.make_files)
    monkeypatch.setattr(on_cluster, "_true_make_files", make, raising=False)

    def counted(work, partition):
        made.append(partition.number)
        if len(made) == fail_at:
            raise RuntimeError("cut off")
        return make(work, partition)

    monkeypatch.setattr(on_cluster, "make_files", counted)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_twenty_moments_and_resumed(tmp_path, jobs):
    archive = write_archive(tmp_path / "a.jsonl", 800)
    whole, out = tmp_path / "whole", tmp_path / "out"
    words = ("--format", "parquet", "--jobs", jobs)
    began = time.monotonic()
    assert run_command(archive, "--out", whole, *words).wait() == 0
    length = time.monotonic() - began
    draw, killed = random.Random(20210611), 0
    for _ in range(20):
        process = run_command(archive, "--out", out, *words)
        with suppress(subprocess.TimeoutExpired):
            process.wait(length * draw.random())
        killed += process.poll() is None
        process.kill()
        process.wait()
    assert killed > 10
    assert run_command(archive, "--out", out, *words).wait() == 0
    assert same(whole, out)


@pytest.mark.parametrize("moved", range(0, 21, 5))
def test_a_crash_while_results_are_moved_in_is_made_good(tmp_path, small, monkeypatch, moved):
    archive = write_archive(tmp_path / "a.jsonl", 6)
    write_tables(Job(archive, tmp_path / "whole"))
    left = [moved]
    replace = Path.replace

    def failing(self, target):
        if self.parent.name == "ready":
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with suppress(KeyboardInterrupt):
        write_tables(Job(archive, tmp_path / "out"))
    monkeypatch.setattr(Path, "replace", replace)
    write_tables(Job(archive, tmp_path / "out"))
    assert same(tmp_path / "whole", tmp_path / "out")


def test_an_earlier_result_stays_whole_and_is_replaced_in_full(tmp_path, small, monkeypatch):
    one, two = write_archive(tmp_path / "a.jsonl", 5), write_archive(tmp_path / "b.jsonl", 12)
    write_tables(Job(one, tmp_path / "kept"))
    write_tables(Job(one, tmp_path / "out"))
    count_partitions(monkeypatch, fail_at=3)
    with pytest.raises(RuntimeError):
        write_tables(Job(two, tmp_path / "out", "parquet"))
    assert same(tmp_path / "kept", without_partial(tmp_path))
    count_partitions(monkeypatch)
    write_tables(Job(two, tmp_path / "out", "parquet"))
    assert not list((tmp_path / "out").glob("*.csv"))


def without_partial(folder):
    """A copy of the results, without what is staged."""
    import shutil

    return shutil.copytree(folder / "out", folder / "copy", ignore=shutil.ignore_patterns(".partial"))


def test_two_runs_on_one_output_refuse_each_other(tmp_path, capsys):
    archive = write_archive(tmp_path / "a.jsonl", 3)
    out = tmp_path / "out"
    with claim(out):
        assert main(["tables", str(archive), "--out", str(out)]) == 2
    said = f"analysis: {out}: another run writes there: wait for its end or name another folder\n"
    assert capsys.readouterr().err == said
    assert not out.exists()
    assert main(["tables", str(archive), "--out", str(out)]) == 0


def test_a_full_disk_is_one_line_and_the_run_goes_on_later(tmp_path, small, monkeypatch, capsys):
    archive = write_archive(tmp_path / "a.jsonl")
    write_tables(Job(archive, tmp_path / "whole"))
    left = [60]
    write_bytes = Path.write_bytes

    def full(self, content):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write_bytes(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    out = tmp_path / "out"
    assert main(["tables", str(archive), "--out", str(out), "--jobs", "1"]) == 2
    cure = "make room or name another folder"
    assert capsys.readouterr().err == f"analysis: {out}: cannot be written (No space left on device): {cure}\n"
    assert [path.name for path in out.iterdir()] == [".partial"]
    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    made = count_partitions(monkeypatch)
    write_tables(Job(archive, out))
    assert 0 not in made
    assert same(tmp_path / "whole", out)


# ---- bad input ----------------------------------------------------------------------------------


def jsonl(*records):
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


GOOD = {"id": "a", "body": "雨停了。"}  # the rain has stopped
DAMAGED = {
    "cut.jsonl.gz": gzip.compress(jsonl(*(GOOD | {"id": str(n)} for n in range(999))).encode())[:-9],
    "cut.parquet": b"PAR1" + b"\0" * 99,
    "bad.jsonl": (jsonl(*(GOOD | {"id": str(n)} for n in range(99))) + "\n{").encode(),
    "twice.jsonl": jsonl(GOOD, GOOD).encode(),
    "large.jsonl": jsonl(GOOD | {"body": "雨" * (7 * 2**20)}).encode(),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_bad_input_leaves_nothing(tmp_path, small, capsys, name):
    (tmp_path / name).write_bytes(DAMAGED[name])
    assert main(["tables", str(tmp_path / name), "--out", str(tmp_path / "deep" / "out")]) == 2
    said = capsys.readouterr().err
    assert said.startswith("analysis: ")
    assert said.count("\n") == 1
    assert not (tmp_path / "deep").exists()


def test_bad_records_are_set_aside_with_their_reason(tmp_path, small, capsys):
    path = tmp_path / "a.jsonl"
    path.write_text(jsonl(GOOD, {"id": "b"}, GOOD, GOOD | {"id": "c", "body": "雨" * (7 * 2**20)}) + "\n{", "utf-8")
    out = tmp_path / "out"
    assert main(["tables", str(path), "--out", str(out), "--set-aside"]) == 0
    assert capsys.readouterr().err == "tables: 4 records set aside in rejected.jsonl\n"
    rejected = [json.loads(line) for line in (out / "rejected.jsonl").read_text("utf-8").splitlines()]
    assert [row["where"] for row in rejected] == ["a.jsonl, line 2", "record 3", "a.jsonl, line 4", "a.jsonl, line 5"]
    assert read_tables(out)["pages"]["page_id"].tolist() == ["a"]
    path.write_text(jsonl(GOOD), "utf-8")
    assert main(["tables", str(path), "--out", str(out), "--set-aside"]) == 0
    assert not (out / "rejected.jsonl").exists()


@pytest.mark.parametrize("page_id", ["../../etc", "a/b", "a.b", 'say "hi"', "it's", "x" * 10_000, "a#2", "=1+1"])
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_an_id_is_data_and_never_a_path(tmp_path, page_id, ending):
    (tmp_path / "a.jsonl").write_text(jsonl(GOOD | {"id": page_id}), "utf-8")
    write_tables(Job(tmp_path / "a.jsonl", tmp_path / "out", ending))
    assert read_tables(tmp_path / "out")["articles"]["article_id"].tolist() == [f"{page_id}#1"]
    assert {path.name for path in tmp_path.iterdir()} == {"a.jsonl", "out"}


def test_a_failure_says_where_in_the_corpus_it_was(tmp_path, small, monkeypatch):
    def failing(*_):
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(on_cluster, "make_files", failing)
    with pytest.raises(ZeroDivisionError) as problem:
        write_tables(Job(write_archive(tmp_path / "a.jsonl", 3), tmp_path / "out"))
    assert problem.value.__notes__ == ["in records 'r0' to 'r2'"]


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1.5"])
def test_jobs_are_a_number(tmp_path, capsys, jobs):
    with pytest.raises(SystemExit) as stopped:
        main(["tables", str(tmp_path), "--out", str(tmp_path / "out"), "--jobs", jobs])
    assert stopped.value.code == 2
    assert f"{jobs!r} is no number of processes: write 1 or more" in capsys.readouterr().err
