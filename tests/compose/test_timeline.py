import datetime as dt
import json
from pathlib import Path

from click.testing import CliRunner

from briefing import cli, pipeline
from briefing.model.text import Document
from briefing.model.timeline import Day

STORY = [
    ("2026-03-03", "The dam above Orlen broke on Monday. Two villages were flooded and a bridge fell."),
    ("2026-03-04", "Rescuers searched the valley. The dam had cracked on March 2, engineers said."),
    ("2026-03-05", "Parliament met. Shares fell for the third day."),
    ("2026-03-20", "A report on the flood of March 2 blames the owner. The owner was warned on January 15."),
    ("2026-06-02", "Three months after March 2, 2026, the valley is empty. Its last school closed on May 29."),
]


def story(*rows: tuple[str, str]) -> list[Document]:
    return [pipeline.from_text(t, id=f"dam-{i}", date=dt.date.fromisoformat(d)) for i, (d, t) in enumerate(rows)]


def day(found: tuple[Day, ...], date: str) -> Day:
    return next(d for d in found if d.date.isoformat() == date)


def test_the_day_that_is_still_told_comes_first() -> None:
    found = pipeline.chronology(story(*STORY))
    assert found[0].date == dt.date(2026, 3, 2)
    assert (found[0].told_later, found[0].still_told, found[0].published) == (4, 2, 0)


def test_each_day_has_the_sentences_that_name_it() -> None:
    found = pipeline.chronology(story(*STORY))
    assert [s.text for s in day(found, "2026-01-15").sentences] == ["The owner was warned on January 15."]
    for one in found:
        for s in one.sentences:
            document = next(d for d in story(*STORY) if d.id == s.document)
            assert s.span.of(document.text) == s.text


def test_a_copy_counts_once() -> None:
    copied = "The dam above Orlen broke on Monday. Two villages were flooded and a bridge fell. Nobody was hurt there."
    found = pipeline.chronology(story(("2026-03-03", copied), ("2026-03-03", copied), ("2026-03-04", copied)))
    assert day(found, "2026-03-03").published == 1
    assert day(found, "2026-03-02").told_later == 1


def test_the_order_of_the_articles_changes_nothing() -> None:
    documents = story(*STORY)
    assert pipeline.chronology(documents) == pipeline.chronology(documents[::-1])


def test_an_article_without_a_date_still_names_days() -> None:
    found = pipeline.chronology([pipeline.from_text("The dam broke on 2 March 2026.", id="a")])
    assert [(d.date.isoformat(), d.published, d.told_later) for d in found] == [("2026-03-02", 0, 1)]


def test_the_command_prints_one_line_with_the_days_best_first(tmp_path: Path) -> None:
    rows = [json.dumps({"id": f"h2o-{i}", "text": t, "date": d}) for i, (d, t) in enumerate(STORY)]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    result = CliRunner().invoke(cli.group, ["annotate", "--chronology", str(tmp_path / "in.jsonl")])
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    answer = json.loads(line)
    assert answer["id"] == "h2o"
    assert answer["dates"][0] == "2026-03-02"
    assert [d["date"] for d in answer["days"]] == answer["dates"]
