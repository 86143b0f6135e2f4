"""What a person has stays: inputs, files of others, edits, earlier pages, rights; and nothing half-written is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click.testing
import pytest

from briefing.cli import disk, group, written
from briefing.errors import OutputError

ROOT = Path(__file__).parents[2]
STORY = (
    "The council voted on Monday to close the oldest of its four piers.\n\n"
    '"We will close the pier in May 2027," Mayor Ada Brenn said.\n'
)
OTHER = (
    "The railway to Sable Bay was flooded on Friday.\n\n"
    '"No train will run before the weekend," said Tomas Okello, who runs the line.\n'
)


def run(*args: object) -> click.testing.Result:
    typed = [str(arg) for arg in args]
    done = click.testing.CliRunner().invoke(group, typed)
    assert done.exception is None or isinstance(done.exception, SystemExit | Exception)
    return done


def make(article: Path, folder: Path, *more: object) -> click.testing.Result:
    day = ("--as-of", "2026-06-10")
    return run("make", article, "-o", folder, "--engine", "rules", "--format", "docx,md", *day, *more)


def put(path: Path, text: str = STORY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refused(done: click.testing.Result, words: str) -> None:
    assert isinstance(done.exception, OutputError), (done.output, done.exception)
    assert words in str(done.exception)


def test_a_page_is_made_again_over_itself_and_over_what_a_corrected_article_gave(tmp_path: Path) -> None:
    article = put(tmp_path / "a.txt")
    for text in (STORY, STORY, f"{STORY}\nA second vote is due in July 2026.\n"):
        put(article, text)
        done = make(article, tmp_path / "out")
        assert done.exit_code == 0, done.exception


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    article = put(tmp_path / "src" / "a.md")
    refused(run("make", article, "-o", article.parent, "--format", "md", "--engine", "rules"), "input")
    refused(run("make", article, "-o", article.parent, "--format", "md", "--engine", "rules", "--force"), "input")
    link = tmp_path / "link"
    link.symlink_to(article.parent)
    refused(run("make", article, "-o", link, "--format", "md", "--engine", "rules"), "input")
    assert article.read_text(encoding="utf-8") == STORY
    rows = put(tmp_path / "d.jsonl", json.dumps({"id": "a", "text": STORY}) + "\n")
    refused(run("annotate", rows, "-o", rows, "--engine", "rules", "--force"), "input")
    assert rows.read_text(encoding="utf-8").startswith('{"id"')


def test_the_page_named_by_since_is_not_written_over(tmp_path: Path) -> None:
    article, out = put(tmp_path / "a.txt"), tmp_path / "out"
    assert make(article, out).exit_code == 0
    before = (out / "a.docx").read_bytes()
    refused(make(article, out, "--since", out / "a.docx"), "input")
    assert (out / "a.docx").read_bytes() == before


def test_a_file_of_somebody_else_stays(tmp_path: Path) -> None:
    article, out = put(tmp_path / "a.txt"), tmp_path / "out"
    mine = put(out / "a.md", "my own notes\n")
    refused(make(article, out), "did not write it")
    assert mine.read_text(encoding="utf-8") == "my own notes\n"
    assert not (out / "a.docx").exists()
    assert make(article, out, "--force").exit_code == 0
    assert "my own notes" not in mine.read_text(encoding="utf-8")


def test_a_page_edited_by_hand_stays(tmp_path: Path) -> None:
    article, out = put(tmp_path / "a.txt"), tmp_path / "out"
    assert make(article, out).exit_code == 0
    edited = (out / "a.md").read_text(encoding="utf-8") + "\nseen, AB\n"
    put(out / "a.md", edited)
    word = (out / "a.docx").read_bytes()
    refused(make(article, out, "--title", "Another"), "changed")
    assert (out / "a.md").read_text(encoding="utf-8") == edited
    assert (out / "a.docx").read_bytes() == word


def test_articles_of_one_name_do_not_share_a_page(tmp_path: Path) -> None:
    one, other = put(tmp_path / "x" / "a.txt"), put(tmp_path / "y" / "a.txt", OTHER)
    assert make(one, tmp_path / "out").exit_code == 0
    before = (tmp_path / "out" / "a.docx").read_bytes()
    refused(make(other, tmp_path / "out"), "another article")
    assert (tmp_path / "out" / "a.docx").read_bytes() == before


def test_the_page_of_a_review_takes_the_place_of_the_page_it_reviews(tmp_path: Path) -> None:
    article, out = put(tmp_path / "a.txt"), tmp_path / "out"
    assert make(article, out).exit_code == 0
    assert run("extract", article, "-o", out / "a.yaml", "--engine", "rules").exit_code == 0
    done = run("render", out / "a.yaml", "-o", out, "--format", "docx,md")
    assert done.exit_code == 0, done.exception


def test_a_folder_that_is_input_and_output_does_not_cite_its_own_pages(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    for _ in range(2):
        done = run("make", tmp_path, "-o", tmp_path, "--format", "md,docx,json", "--engine", "rules")
        assert done.exit_code == 0, done.exception
        record = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
        assert [source["document"] for source in record["sources"]] == ["a"]


def test_a_page_is_no_article(tmp_path: Path) -> None:
    assert make(put(tmp_path / "a.txt"), tmp_path / "out").exit_code == 0
    moved = tmp_path / "elsewhere.docx"
    moved.write_bytes((tmp_path / "out" / "a.docx").read_bytes())
    done = run("make", moved, "-o", tmp_path / "out2", "--engine", "rules")
    assert "a page that briefing made" in str(done.exception)


def test_rights_stay_and_a_protected_file_is_told(tmp_path: Path) -> None:
    article, out = put(tmp_path / "a.txt"), tmp_path / "out"
    assert make(article, out).exit_code == 0
    (out / "a.docx").chmod(0o600)
    assert make(article, out, "--title", "Another").exit_code == 0
    assert (out / "a.docx").stat().st_mode & 0o777 == 0o600
    (out / "a.md").chmod(0o444)
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    refused(make(article, out, "--title", "A third"), "write-protected")
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_all_files_of_a_run_appear_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article, out = put(tmp_path / "a.txt"), tmp_path / "out"
    assert make(article, out).exit_code == 0
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    real, count = os.fsync, iter(range(100))

    def full(descriptor: int) -> None:
        if next(count) == 1:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    refused(make(article, out, "--title", "Another"), "No space left")
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_a_kill_between_two_files_is_told_by_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article, out = put(tmp_path / "a.txt"), tmp_path / "out"
    assert make(article, out).exit_code == 0
    real = disk.put

    def killed(whole: Path, path: Path) -> None:
        if path.suffix == ".md":
            raise SystemExit(137)
        real(whole, path)

    monkeypatch.setattr(disk, "put", killed)
    assert make(article, out, "--title", "Another").exit_code == 137
    monkeypatch.undo()
    done = make(article, out, "--title", "Another")
    assert done.exit_code == 0
    assert "was stopped while it replaced a.docx, a.md" in done.stderr
    assert "was stopped" not in make(article, out).stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_no_temporary_file(tmp_path: Path, number: signal.Signals) -> None:
    article, out = put(tmp_path / "a.txt"), tmp_path / "out"
    program = (
        "import os, sys, time\n"
        "def slow(_):\n    print('writing', flush=True)\n    time.sleep(60)\n"
        "os.fsync = slow\n"
        f"sys.argv = ['briefing', 'make', {str(article)!r}, '-o', {str(out)!r}, '--engine', 'rules']\n"
        "from briefing.cli import main\nmain()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=env)
    assert process.stdout is not None
    assert process.stdout.readline() == b"writing\n"
    process.send_signal(number)
    assert process.wait(20) == 128 + number
    process.stdout.close()
    assert list(out.iterdir()) == []


def extract(article: Path, *more: object) -> click.testing.Result:
    return run("extract", article, "--engine", "rules", "--as-of", "2026-06-10", *more)


def test_extract_again_keeps_the_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    article = put(tmp_path / "a.txt")
    assert extract(article).exit_code == 0
    file = tmp_path / "out" / "a.yaml"
    text = file.read_text(encoding="utf-8")
    put(file, text.replace("    keep: auto", "    keep: no\n    note: not for us", 1))
    assert extract(article).exit_code == 0
    again = file.read_text(encoding="utf-8")
    assert "note: not for us" in again
    assert "keep: no" in again


def test_extract_does_not_mix_articles_of_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one, other = put(tmp_path / "x" / "a.txt"), put(tmp_path / "y" / "a.txt", OTHER)
    assert extract(one).exit_code == 0
    before = (tmp_path / "out" / "a.yaml").read_bytes()
    refused(extract(other), "another article")
    assert (tmp_path / "out" / "a.yaml").read_bytes() == before
    # Named, it is a story of two articles.
    assert extract(other, "-o", "out/a.yaml").exit_code == 0
    text = (tmp_path / "out" / "a.yaml").read_text(encoding="utf-8")
    assert "four piers" in text
    assert "Sable Bay" in text


def test_comments_are_kept_in_a_copy_and_told(tmp_path: Path) -> None:
    article, file = put(tmp_path / "a.txt"), tmp_path / "a.yaml"
    assert extract(article, "-o", file).exit_code == 0
    assert "comment" not in extract(article, "-o", file).stderr
    put(file, "# ask Ada about this\n" + file.read_text(encoding="utf-8"))
    done = extract(article, "-o", file)
    assert "1 comment line of yours stay" in done.stderr
    assert "# ask Ada about this" in (tmp_path / "a.yaml.bak").read_text(encoding="utf-8")


def test_an_edit_saved_while_extract_runs_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.cli import inputs

    article, file = put(tmp_path / "a.txt"), tmp_path / "a.yaml"
    assert extract(article, "-o", file).exit_code == 0
    real = inputs.annotated

    def meanwhile(*args: object, **more: object) -> object:
        put(file, file.read_text(encoding="utf-8").replace("keep: auto", "keep: no", 1))
        return real(*args, **more)  # type: ignore[arg-type] # handed on as they came

    monkeypatch.setattr(inputs, "annotated", meanwhile)
    refused(extract(article, "-o", file), "changed while")
    assert "keep: no" in file.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks no folder")
def test_two_extracts_into_one_file_keep_both_articles(tmp_path: Path) -> None:
    file = tmp_path / "both.yaml"
    program = "from briefing.cli import main\nmain()"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    articles = [put(tmp_path / "one.txt"), put(tmp_path / "two.txt", OTHER)]
    typed = [["extract", str(a), "-o", str(file), "--engine", "rules"] for a in articles]
    running = [subprocess.Popen([sys.executable, "-c", program, *args], env=env) for args in typed]
    assert [process.wait(120) for process in running] == [0, 0]
    text = file.read_text(encoding="utf-8")
    assert "four piers" in text
    assert "Sable Bay" in text


def test_a_strange_list_of_what_was_written_is_as_good_as_none(tmp_path: Path) -> None:
    article, out = put(tmp_path / "a.txt"), tmp_path / "out"
    for strange in ("", "[]", "{}", '{"files": 3, "unfinished": 4}', "[" * 100_000, '{"files": {"a.md": 1}}', "\0"):
        put(out / written.NAME, strange)
        assert not written.ours(out / "a.md")
        assert make(article, out).exit_code == 0
        for name in ("a.md", "a.docx"):
            (out / name).unlink()


def test_a_locked_folder_is_waited_for(tmp_path: Path) -> None:
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom briefing.cli import written\n"
        "with written.locked(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(1)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    holder = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, env=env)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    start = time.monotonic()
    with written.locked(tmp_path):
        assert time.monotonic() - start > 0.3
    holder.stdout.close()
    holder.wait(10)


def test_a_folders_file_may_choose_nothing_that_runs_or_lies_elsewhere(tmp_path: Path) -> None:
    from briefing.cli import settings
    from briefing.errors import UsageError

    for line in (
        'engine = "evil"',
        'output = "/tmp/x"',
        'output = "../x"',
        'template = "../t.toml"',
        'output = "a/../../x"',
        "longest = 1000001",
    ):
        put(tmp_path / "briefing.toml", f"{line}\n")
        with pytest.raises(UsageError, match="a folder's file may"):
            settings.effective(tmp_path)
    put(tmp_path / "briefing.toml", 'engine = "rules"\noutput = "pages"\ntemplate = "policy-brief"\n')
    assert {one.setting.key: one.value for one in settings.effective(tmp_path)}["engine"] == "rules"


def test_what_a_folders_file_says_in_the_users_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = put(tmp_path / "a.txt")
    file = put(tmp_path / "briefing.toml", 'mark = "Cleared"\nfrom = "The minister"\npaper = "letter"\n')
    monkeypatch.chdir(tmp_path)
    told = run("make", str(article), "-o", "out", "--engine", "rules").stderr
    assert f"note: {file} sets what the page says: mark “Cleared”, from “The minister”." in told
    told = run("make", str(article), "-o", "out", "--engine", "rules", "--mark", "Draft", "--from", "us").stderr
    assert "sets what the page says" not in told


@pytest.mark.parametrize("name", ["evil", "os", "", ".", "..x", "a/b", "a b", "briefing.cli", "\0", "antigravity"])
def test_no_module_is_run_because_it_is_called_an_engine(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.errors import EngineError
    from briefing.text import engine

    put(tmp_path / "evil.py", "raise SystemExit('run')")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(EngineError):
        engine.load(name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder that is in use")
@pytest.mark.parametrize("typed", [["read", "a.txt"], ["make", "{article}", "-o", "{out}"], ["extract", "{article}"]])
def test_a_working_folder_that_is_gone_is_told(tmp_path: Path, typed: list[str]) -> None:
    article, gone = put(tmp_path / "a.txt"), tmp_path / "gone"
    gone.mkdir()
    command = [part.format(article=article, out=tmp_path / "out") for part in typed]
    program = (
        f"import os, sys\nos.chdir({str(gone)!r})\nos.rmdir({str(gone)!r})\nsys.argv = ['briefing', *{command!r}]\n"
        "from briefing.cli import main\nmain()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=env)
    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == "briefing: the current folder no longer exists"
    assert "Traceback" not in done.stderr


def test_the_working_folders_modules_are_not_imported(tmp_path: Path) -> None:
    put(tmp_path / "click.py", "raise SystemExit('run')")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    typed = [sys.executable, "-m", "briefing", "--version"]
    done = subprocess.run(typed, cwd=tmp_path, capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("briefing, version")
