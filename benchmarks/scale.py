"""Building on more cores, in bounded memory, and under fire.

    python benchmarks/scale.py speed ARTICLES... [--workers 2] [--runs 2] [--many 300]
    python benchmarks/scale.py memory ARTICLES... [--few 1000] [--many 10000] [--workers 2]
    python benchmarks/scale.py kills ARTICLES... [--kills 50] [--workers 2] [--tear]
    python benchmarks/scale.py spark ARTICLES.jsonl... [--workers 2] [--parts 16]

Takes what `kg build` takes. `speed` compares the time from the first article to the last, the workers' start included,
which a minute's work makes small (`--many`: so many articles, the same ones under other ids); `memory` the most that
all processes of a build take together for few and for many articles; `kills` ends one build again and again at random
moments and compares its graph with an undisturbed one; `--tear` also cuts a piece off the end of the store's log after
each kill, as a power failure does. `spark` compares a local Spark that has started and loaded its models with a build
by so many workers, from files to graph. Where others use the machine, the processors' time tells more than the clock.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

BARS = {"speed": "at least 1.7", "memory": "at most 1.15", "kills": "the same", "spark": "at most 1.6"}
TICK = os.sysconf("SC_CLK_TCK")  # of /proc/PID/stat, a second
CODE = "import sys; sys.argv[0] = 'kg'; from kg.cli import main; main()"
MANY = 10_000  # articles of the larger build of `memory`
ARTICLE = 10_000  # bytes that an article takes at the least in the store's log
TORN = 4_096  # bytes that a power failure may cost


def copies(paths: list[str], count: int, file: Path) -> None:
    """`count` articles: those of the inputs, as often as it takes, under ids of their own."""
    from kg.model import Article
    from kg.read import read_all

    found = [article for article in read_all(paths) if isinstance(article, Article)]
    with file.open("w", encoding="utf-8") as out:
        for number, article in enumerate(islice(cycle(found), count)):
            day = article.published.isoformat() if article.published else None
            record = {"id": f"{number}", "text": article.text, "publisher": article.publisher, "published": day}
            out.write(json.dumps(record) + "\n")


def speed(paths: list[str], workers: int, runs: int) -> None:
    from kg.pipeline import Options, Pipeline, Summary
    from kg.scale import choose_runner

    def seconds(count: int) -> tuple[float, float, int]:
        pipeline, summary = Pipeline(Options(), runner=choose_runner(count)), Summary()
        pipeline([])
        began, before = time.perf_counter(), os.times()
        for _ in pipeline.mentions(pipeline.read(paths, summary), summary):
            pass
        after = os.times()
        spent = sum(after[:4]) - sum(before[:4])
        return time.perf_counter() - began, spent, summary.articles

    best: dict[int, tuple[float, float, int]] = {}
    for _ in range(runs):
        for count in (1, workers):
            found = seconds(count)
            best[count] = min(best.get(count, found), found)
    for count, (wall, spent, articles) in best.items():
        print(f"{count} workers: {articles} articles in {wall:.1f} s, {spent:.1f} s of processors", flush=True)
    (one, spent_one, _), (many, spent_many, _) = best[1], best[workers]
    print(f"speed {one / many:.2f} x (bar {BARS['speed']} on free cores), load {os.getloadavg()[0]:.1f}")
    print(
        f"processors' time {spent_many / spent_one:.2f} x: on free cores {workers * spent_one / spent_many:.2f} x fast"
    )


def family(pid: int) -> Iterator[int]:
    """A process and all below it, whichever of its threads started them."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listed.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def taken(pid: int) -> int:
    """Bytes of memory, shared pages divided among those who share them."""
    total = 0
    for one in family(pid):
        try:
            text = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        total += int(text.split("Pss:")[1].split()[0]) * 1024
    return total


def peak(file: Path, workers: int) -> tuple[float, float]:
    """Megabytes, and seconds."""
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-c", CODE, "build", file, "-o", f"{name}/g.kg", "--quiet", "--workers", str(workers)]
        )
        most, done = 0, threading.Event()

        def watch() -> None:
            nonlocal most
            while not done.wait(0.25):
                most = max(most, taken(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
        done.set()
        watcher.join()
        if code:
            sys.exit(f"the build failed with {code}")
        return most / 2**20, time.perf_counter() - start


def memory(paths: list[str], few: int, many: int, workers: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        found = []
        for count in (few, many):
            file = Path(name) / f"{count}.jsonl"
            copies(paths, count, file)
            megabytes, seconds = peak(file, workers)
            found.append(megabytes)
            print(f"{count} articles, {workers} workers: at most {megabytes:.0f} MB, {seconds:.0f} s", flush=True)
    print(f"memory {found[1] / found[0]:.3f} x (bar {BARS['memory']})")


def tear(graph: Path, chance: random.Random) -> None:
    """Cuts a piece off the newest log of the store."""
    logs = sorted(graph.glob("store/*.log"))
    if logs:
        size = logs[-1].stat().st_size
        os.truncate(logs[-1], size - chance.randint(0, min(size, TORN)))


def kills(paths: list[str], count: int, workers: int, torn: bool) -> None:
    import kg

    chance = random.Random(count)
    with tempfile.TemporaryDirectory() as name:
        whole, killed = Path(name) / "whole.kg", Path(name) / "killed.kg"
        command = [sys.executable, "-c", CODE, "build", *paths, "--quiet", "--workers", str(workers), "-o"]
        process = subprocess.Popen([*command, whole])
        start = time.perf_counter()
        begin = wait_for_articles(process, whole)
        process.wait()
        reading = time.perf_counter() - start - begin
        done = 0
        while done < count:
            process = subprocess.Popen([*command, killed])
            # one half while it starts, the other while it reads, so that the build lasts for all of them
            if chance.random() < 0.5:
                pause = chance.uniform(0, begin)
            else:
                wait_for_articles(process, killed)
                pause = chance.uniform(0, 2 * reading / count)
            try:
                process.wait(pause)
                print(f"the build ended after {done} kills; half of it is taken back", flush=True)
                halve(killed)
                continue
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            done += 1
            if torn:
                tear(killed, chance)
            print(f"kill {done}: {stored(killed)} articles are there", flush=True)
        subprocess.run([*command, killed], check=True)
        same = kg.open(whole).triples() == kg.open(killed).triples()
        print(
            f"killed {done} times, {len(kg.open(whole).articles())} articles: graph {'the same' if same else 'OTHER'}"
        )


def wait_for_articles(process: "subprocess.Popen[bytes]", graph: Path) -> float:
    """Seconds until a build has stored something."""
    start, before = time.perf_counter(), {log: log.stat().st_size for log in graph.glob("store/*.log")}
    while process.poll() is None:
        time.sleep(0.02)
        now = {log: log.stat().st_size for log in graph.glob("store/*.log") if log.exists()}
        if any(size > ARTICLE and log not in before for log, size in now.items()):
            break
    return time.perf_counter() - start


def spent(pid: int) -> float:
    """Seconds of processors that a process and its children took, those that have ended among them."""
    total = 0.0
    for one in family(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15])) / TICK
    return total


def spark(paths: list[str], workers: int, parts: int) -> None:
    from pyspark.sql import SparkSession

    from kg.pipeline import Options, build
    from kg.scale import choose_runner
    from kg.scale.spark.__main__ import run

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    with tempfile.TemporaryDirectory() as name:
        builder = SparkSession.builder.master(f"local[{workers}]").config(map=settings)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        small = Path(name) / "small.jsonl"
        copies(paths, 4 * workers, small)
        run(session, [str(small)], f"{name}/small", Options(), parts)
        began, before = time.perf_counter(), spent(os.getpid())
        run(session, paths, f"{name}/spark", Options(), parts)
        wall, used = time.perf_counter() - began, spent(os.getpid()) - before
        print(f"Spark, {workers} cores, {parts} parts: {wall:.1f} s, {used:.1f} s of processors", flush=True)
        session.stop()
        began, before = time.perf_counter(), spent(os.getpid())
        graph, _ = build(paths, Path(name) / "one.kg", Options(), runner=choose_runner(workers))
        own_wall, own = time.perf_counter() - began, spent(os.getpid()) - before
        print(f"{workers} workers: {own_wall:.1f} s, {own:.1f} s of processors, their start among them")
        lines = [
            line for part in sorted(Path(name).glob("spark/graph/part-*")) for line in part.read_text().splitlines()
        ]
        print(f"the graph is {'the same' if lines == graph.triples() else 'ANOTHER'}")
    print(f"time {wall / own_wall:.2f} x, processors' {used / own:.2f} x (bar {BARS['spark']})")


def stored(graph: Path) -> int:
    import kg

    return len(kg.open(graph).articles()) if (graph / "store" / "CURRENT").exists() else 0


def halve(graph: Path) -> None:
    import kg
    from kg.graph.store import open_for_writing
    from kg.vocabulary.codebook import load_codebook

    doomed = kg.open(graph).articles()[::2]
    store = open_for_writing(graph, load_codebook())
    for article in doomed:
        store.remove(article)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=BARS)
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--parts", type=int, default=16)
    parser.add_argument("--tear", action="store_true")
    asked = parser.parse_args()
    if asked.what == "speed":
        with tempfile.TemporaryDirectory() as name:
            file = Path(name) / "articles.jsonl"
            if asked.many:
                copies(asked.articles, asked.many, file)
            speed([str(file)] if asked.many else asked.articles, asked.workers, asked.runs)
    elif asked.what == "spark":
        spark(asked.articles, asked.workers, asked.parts)
    elif asked.what == "memory":
        memory(asked.articles, asked.few, asked.many or MANY, asked.workers)
    else:
        kills(asked.articles, asked.kills, asked.workers, asked.tear)


if __name__ == "__main__":
    main()
