"""A standing brief takes new articles in, keeps what its reviewer decided, and says what is new."""

from __future__ import annotations

import http.server
import mailbox
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing import pipeline
from briefing.cli import demo, group, output

ROOT = Path(__file__).parents[2]
ENGINE = ("--engine", "rules", "--as-of", demo.AS_OF)


def watch(*typed: str) -> Result:
    done = CliRunner().invoke(group, ["watch", "--once", *ENGINE, *typed])
    assert done.exit_code == 0, (done.output, done.exception)
    return done


def feed(count: int) -> str:
    items = []
    for name, data in demo.texts()[:count]:
        article = pipeline.read(data, name=name)
        body = "".join(f"<p>{span.of(article.text)}</p>" for span in article.paragraphs)
        items.append(
            f"<item><title>{article.title}</title><link>https://example.org/{name}</link>"
            f"<pubDate>{article.date:%a, %d %b %Y} 12:00:00 GMT</pubDate>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded></item>"
        )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Water</title>{''.join(reversed(items))}</channel></rss>"
    )


def titles(folder: Path, name: str = "standing") -> set[str]:
    return {document.title or "" for document in output.read_review(folder / f"{name}.yaml").documents}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    place = tmp_path / "news"
    place.mkdir()
    for name, data in demo.texts()[:2]:
        (place / name).write_bytes(data)
    return place


def test_a_new_article_makes_the_page_anew_and_decisions_stay(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = watch(str(news), "-o", str(out), "--format", "md")
    assert "new article: Hospitals and schools" in first.stderr
    review = out / "standing.yaml"
    row = output.read_review(review).brief.bottom_line[0]
    edited = review.read_text(encoding="utf-8")
    edited = edited.replace("\ntitle: ", "\ntitle: Rationing; ", 1)
    edited = edited.replace("    keep: auto", "    keep: no", 1)
    review.write_text(edited, encoding="utf-8")

    name, data = demo.texts()[2]
    (news / name).write_bytes(data)
    second = watch(str(news), "-o", str(out), "--format", "md")
    assert "new article: Ostrevian farmers go to court" in second.stderr
    assert "new: " in second.stderr
    page = (out / "standing.md").read_text(encoding="utf-8")
    assert "# Rationing; Hospitals and schools" in page
    assert row.line.text not in page.replace("\\", "")
    assert "asked the Administrative Court" in page
    assert "Since the last" in page


def test_where_nothing_is_new_nothing_is_written(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    watch(str(news), "-o", str(out), "--format", "md")
    before = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    done = watch(str(news), "-o", str(out), "--format", "md")
    assert done.stdout == ""
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == before


def test_a_mailbox_and_only_what_it_is_about(tmp_path: Path) -> None:
    box = mailbox.mbox(str(tmp_path / "news.mbox"))
    for name, data in demo.texts():
        article = pipeline.read(data, name=name)
        message = EmailMessage()
        message["Subject"], message["From"] = article.title, "desk@example.org"
        message["Date"] = f"{article.date:%a, %d %b %Y} 12:00:00 +0000"
        message.set_content("\n\n".join(span.of(article.text) for span in article.paragraphs))
        box.add(message)
    box.close()
    watch(str(tmp_path / "news.mbox"), "-o", str(tmp_path / "out"), "--about", "Administrative court", "--format", "md")
    assert titles(tmp_path / "out") == {"Ostrevian farmers go to court over water rationing"}
    watch(str(tmp_path / "news.mbox"), "-o", str(tmp_path / "all"), "--format", "md", "--name", "water")
    assert len(titles(tmp_path / "all", "water")) == 3


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    place = tmp_path / "served"
    place.mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(place))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/feed.xml", place / "feed.xml"
    server.shutdown()
    thread.join()


def test_a_feed_is_fetched_and_what_it_no_longer_holds_stays_in_the_story(
    served: tuple[str, Path], tmp_path: Path
) -> None:
    address, file = served
    out = tmp_path / "out"
    file.write_text(feed(1), encoding="utf-8")
    watch(address, "--allow-private", "-o", str(out), "--format", "md")
    assert len(titles(out)) == 1
    file.write_text(feed(2), encoding="utf-8")
    done = watch(address, "--allow-private", "-o", str(out), "--format", "md")
    assert done.stderr.count("new article:") == 1
    assert len(titles(out)) == 2
    file.write_text(
        feed(3).replace(feed(1)[feed(1).index("<item>") : feed(1).index("</channel>")], ""), encoding="utf-8"
    )
    watch(address, "--allow-private", "-o", str(out), "--format", "md")
    assert len(titles(out)) == 3


def test_a_source_that_cannot_be_read_is_told_and_the_rest_goes_on(news: Path, tmp_path: Path) -> None:
    done = watch(str(tmp_path / "nowhere.xml"), str(news), "-o", str(tmp_path / "out"), "--format", "md")
    assert "there is no such file" in done.stderr
    assert len(titles(tmp_path / "out")) == 2


def test_standard_input_is_no_source() -> None:
    done = CliRunner().invoke(group, ["watch", "--once", "-"])
    assert "cannot be watched" in str(done.exception)


def test_it_goes_on_looking_until_ctrl_c(news: Path, tmp_path: Path) -> None:
    page = tmp_path / "out/standing.md"
    how = ["watch", str(news), "-o", str(tmp_path / "out"), "--format", "md", "--every", "0.02", *ENGINE]
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", *how],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=tmp_path, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    name, data = demo.texts()[2]

    def until(words: str) -> None:
        last = time.monotonic() + 120  # only so that the test ends; what is waited for comes in seconds
        while not (page.exists() and words in page.read_text(encoding="utf-8")):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < last, f"the page never held {words!r}"
            time.sleep(0.05)

    try:
        until("Hospitals, schools")
        (news / f".{name}").write_bytes(data)
        (news / f".{name}").rename(news / name)  # a file that is half-written would be read as it is
        until("Administrative Court")
    finally:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.rstrip().endswith("interrupted")
