"""What a brief becomes on the page: chosen in the template's order, counted, cut at a clause, never too much."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from briefing.errors import FitError, UsageError
from briefing.layout import SLACK_PT, dates, fit, template
from briefing.layout.addresses import safe_link, shown
from briefing.layout.line_breaking import break_lines, may_break, width_of
from briefing.layout.text_runs import clean
from briefing.layout.truncation import cut
from briefing.layout.typesetter import Setter
from briefing.model.blocks import Box, Run, Table, Text
from briefing.model.brief import Brief, Choice, FigureRow, Line, Passage, Question, Speaker, Words
from briefing.model.by_hand import Remark
from briefing.model.page import Page, Place
from briefing.model.text import Span
from briefing.model.time import UNDATED, Interval, When
from tests.briefs import random_brief, story

LOOK = template.load()


def day(year: int, month: int, number: int) -> dt.date:
    return dt.date(year, month, number)


def when(value: str | None, edtf: str | None = None, interval: Interval | None = None, how: str = "stated") -> When:
    return When(value, "day", interval, edtf, None, how, "")  # type: ignore[arg-type] # any of its four


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (when("2026-03-12"), "12 Mar 2026"),
        (when("2026-03"), "Mar 2026"),
        (when("2010"), "2010"),
        (when("2026-W11"), "week of 9 Mar 2026"),
        (when("2026-Q1"), "Q1 2026"),
        (when("2025-SU"), "summer 2025"),
        (when("201"), "2010s"),
        (when("20"), "21st century"),
        (when("18XX"), "19th century"),
        (when("2026-03-12", "2026-03-12~"), "≈ 12 Mar 2026"),
        (when("2026-03-12", how="document"), "reported 12 Mar 2026"),
        (when("2021", "2021/.."), "since 2021"),
        (when("2026-03-03", "2026-03-03/2026-03-05"), "3–5 Mar 2026"),
        (when("2026-02-27", "2026-02-27/2026-03-05"), "27 Feb – 5 Mar 2026"),
        # Of a period with one end that is counted, that one alone is approximate.
        (when("2026-05-03", "2026-05-03/2026-11~"), "3 May 2026 – ≈ Nov 2026"),
        (when("2026-05-04", "2026-04-14~/2026-05-04"), "≈ 14 Apr 2026 – 4 May 2026"),
        (when("2026-03-03", "2026-03-03~/2026-03-05~"), "≈ 3–5 Mar 2026"),
        # A date that is an edge is printed as one.
        (dataclasses.replace(when("2026-03-12"), bound="by"), "by 12 Mar 2026"),
        (dataclasses.replace(when("2021"), bound="since"), "since 2021"),
        (dataclasses.replace(when("2021", "2021/.."), bound="since"), "since 2021"),
        # A date that is open is printed with the bounds that are known, never as a day.
        (when(None, None, Interval(None, day(2026, 3, 12))), "before 12 Mar 2026"),
        (when(None, None, Interval(day(2026, 3, 1), day(2026, 3, 6))), "within 1–5 Mar 2026"),
        (UNDATED, "date open"),
        # A value of a shape nobody knows is printed as it stands rather than guessed at.
        (when("2026-13-40"), "2026-13-40"),
    ],
)
def test_a_date_is_printed_as_finely_as_it_is_known(time: When, expected: str) -> None:
    assert dates.printed(time, LOOK).replace(dates.NBSP, " ") == expected


def test_what_a_page_covers_is_no_finer_than_the_ends_of_its_periods() -> None:
    truce = when("2026-05-03", "2026-05-03/2026-11~", Interval(day(2026, 5, 3), day(2026, 12, 1)))
    assert dates.covered([truce], LOOK).replace(dates.NBSP, " ") == "3 May 2026 – Nov 2026"


def test_what_a_page_covers_tells_days_and_no_times_of_day() -> None:
    told = [
        when("2026-06-03TMO", "2026-06-03", Interval(day(2026, 6, 3), day(2026, 6, 4))),
        when("2026-06-04", "2026-06-04", Interval(day(2026, 6, 4), day(2026, 6, 5))),
    ]
    assert dates.covered(told, LOOK).replace(dates.NBSP, " ") == "3–4 Jun 2026"


@pytest.mark.parametrize(("publishers", "named"), [(("A", "B"), True), (("The Vessa Harbour Courier",) * 2, False)])
def test_the_publishers_stand_at_the_head_where_they_take_no_second_line(
    publishers: tuple[str, ...], named: bool
) -> None:
    sources = [
        dataclasses.replace(source, publisher=f"{name} {'of the Northern Provinces' * (not named)} {n}")
        for n, (source, name) in enumerate(zip(story().sources, publishers, strict=False))
    ]
    page = fit(dataclasses.replace(story(), sources=tuple(sources)), LOOK)
    line = next(b for b in page.sheets[0] if isinstance(b, Text) and b.look.name == "coverage")
    assert len(line.lines) == 1
    assert ("(" in line.plain) == named


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("a b", 2, True),
        ("well-known", 5, True),
        ("Covid-19", 6, False),  # a number stays with the hyphen before it
        ("and/or", 4, False),  # word processors do not break after a slash
        ("word—word", 4, True),
        ("“word", 1, False),
        ("2009–2010", 5, True),
        ("边境", 1, True),
        ("边境。", 2, False),
        ("a\u00a0b", 2, False),
    ],
)
def test_lines_break_where_word_processors_break_them(text: str, at: int, expected: bool) -> None:
    assert may_break(text, at) is expected


def test_a_korean_word_is_not_broken_and_a_chinese_sentence_is() -> None:
    korean, chinese = Run("합의를 발표했다"), Run("政府宣布就边境问题")
    assert [line[0].text for line in break_lines((korean,), 60.0, 10.0)] == ["합의를", "발표했다"]
    assert len(break_lines((chinese,), 60.0, 10.0)[0][0].text) == 5


def title_lines(words: str, width_pt: float = 400.0) -> list[str]:
    lines = Setter(template.load()).balanced("title", words, width_pt).lines
    return ["".join(run.text for run in line).replace("\u00a0", " ") for line in lines]


def test_a_title_is_set_in_lines_of_about_one_length() -> None:
    words = "A border agreement is announced after the vote and after talks between them"
    assert title_lines(words) == ["A border agreement is announced after", "the vote and after talks between them"]
    assert title_lines(words, 900.0) == [words]


@pytest.mark.parametrize(
    "words",
    [
        "Thỏa thuận biên giới mới được công bố sau cuộc bầu cử và các cuộc đàm phán kinh tế kéo dài",
        "A border agreement is announced|after—the—vote—and—after—long—talks—on—trade".replace("|", " "),
    ],
    ids=["letters that another font may draw", "words that no space parts"],
)
def test_a_title_that_no_spaces_can_balance_is_set_as_it_comes(words: str) -> None:
    setter = Setter(template.load())
    as_it_comes = setter.text("title", [Run(words)], 400.0, whole_words=True)
    assert setter.balanced("title", words, 400.0).lines == as_it_comes.lines


@pytest.mark.parametrize("width_pt", [240.0, 300.0, 360.0, 420.0, 480.0])
def test_the_lines_of_a_title_are_those_of_a_program_that_fills_each(width_pt: float) -> None:
    words = "Vessa halts grain exports through Port Lindow after a crane collapse that killed four dockworkers"
    title = Setter(template.load()).balanced("title", words, width_pt)
    assert title.right_indent_pt == 0.0
    assert break_lines(title.runs, width_pt, title.look.size_pt) == title.lines
    assert title.plain.replace("\u00a0", " ") == words


def test_no_line_is_wider_than_its_measure() -> None:
    runs = [Run("harbour council ", bold=True), Run("https://example.org/" + "x" * 90), Run(" treaty " * 20)]
    lines = break_lines(runs, 120.0, 10.0)
    assert all(width_of(line, 10.0) <= 120.0 for line in lines)
    assert "".join(r.text for line in lines for r in line).replace(" ", "") == "".join(r.text for r in runs).replace(
        " ", ""
    )


def words(text: str) -> Line:
    return Line((Words(Span(10, 10 + len(text)), text),), ())


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("The port was closed on Monday. Trains went on running.", 40, "The port was closed on Monday. …"),
        ("The port was closed on Monday, and trains went on running.", 40, "The port was closed on Monday …"),
        # A condition is not cut away while the line can end before something else.
        ("The port will open in May, officials said, unless it rains a lot.", 60, "The port will open in May …"),
        # The stop of an abbreviation or of an initial ends no sentence.
        ("The bill of state Sen. Ada Brenn would close the port.", 40, "The bill of state Sen. Ada Brenn would …"),
        ("The bill that Ada B. Brenn wrote would close the port.", 30, "The bill that Ada B. Brenn …"),
        # The quotation's own closing mark is kept.
        ("“The port is closed today, and it will stay closed.”", 40, "“The port is closed today” …"),
    ],
)
def test_a_long_line_ends_at_a_clause(text: str, most: int, expected: str) -> None:
    shorter = cut(words(text), "en", lambda line: len(line.text) <= most)
    assert shorter is not None
    assert shorter.text == expected
    assert all(p.span.end - p.span.start == len(p.text) for p in shorter.pieces if isinstance(p, Words))


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://", "//x", None]
)
def test_only_web_addresses_become_links(link: str | None) -> None:
    assert safe_link(link) is None


def test_an_address_is_shown_short_and_without_its_query() -> None:
    assert shown("https://www.example.org/a/b?q=1#c") == "example.org/a/b"
    # A part of one leads nowhere.
    assert shown("https://example.org/" + "a/" * 100) == ""


def test_what_cannot_be_printed_is_left_away() -> None:
    assert clean("a\u202eb\u00ad\x00c  d\n") == "abc d"


def headings(page: Page) -> list[str]:
    return [b.plain for b in page.sheets[0] if isinstance(b, Text) and b.look.name == "heading"]


def test_sections_stand_in_the_templates_order_and_empty_ones_vanish() -> None:
    assert headings(fit(story(), LOOK)) == [
        "Coming up", "Key points", "Chronology", "Who has said what", "Open questions", "Sources",
    ]  # fmt: skip
    assert headings(fit(story(), template.load("chronology"))) == ["Events", "Coming up", "Sources"]
    assert headings(fit(story(), template.load("positions"))) == ["Who has said what", "Open questions", "Sources"]


def test_what_is_left_out_is_counted_on_the_page_and_listed() -> None:
    page = fit(random_brief(5, items=50), LOOK)
    chronology = next(c for c in page.counts if c.section == "chronology")
    assert chronology.shown < chronology.total == 20
    assert f"{chronology.shown} of 20 past events" in page.footer.left
    assert sum(o.section == "chronology" for o in page.left_out) == 20 - chronology.shown


def test_the_strongest_events_stay() -> None:
    brief = random_brief(5, items=50)
    page = fit(brief, LOOK)
    best = max(brief.chronology, key=lambda e: e.choice.score)
    assert best.id in page.rows


def test_a_conflict_shows_both_values_with_their_sources() -> None:
    text = printed("e6", fit(story(), LOOK))
    assert "Sources differ: 9 Mar 2026 [1]; 10 Mar 2026 [2] (latest)." in text.plain.replace(dates.NBSP, " ")
    assert "Sources differ: 9 Mar 2026 [1 ¶4]; 10 Mar 2026 [2 ¶2] (latest)." in text.in_full.replace(dates.NBSP, " ")


def printed(row: str, page: Page) -> Text:
    return next(b for b in page.sheets[0] if isinstance(b, Text) and b.row == row)


def first_mark(text: Text) -> Run:
    return next(run for run in text.runs if run.raised)


def test_a_source_is_a_raised_mark_that_leads_to_it_and_tells_the_paragraph() -> None:
    page = fit(story(), LOOK)
    mark = first_mark(printed("e6", page))
    assert (mark.raised, mark.text.strip(dates.NBSP)) == (True, "[1]")
    assert mark.tip.replace(dates.NBSP, " ") == "Source 1, paragraph 4"
    assert mark.in_full == " [1 ¶4]"
    assert mark.link == story().sources[0].url
    # Without an address it leads to the list of the sources.
    sources = tuple(dataclasses.replace(s, url=None) for s in story().sources)
    page = fit(dataclasses.replace(story(), sources=sources), LOOK)
    assert first_mark(printed("e6", page)).link == "#source-1"
    assert page.anchors == {"#source-1", "#source-2"}


def test_of_one_article_alone_the_mark_is_the_paragraph() -> None:
    page = fit(dataclasses.replace(story(), sources=story().sources[:1]), LOOK)
    assert first_mark(printed("e6", page)).text.strip(dates.NBSP) == "¶4"


def test_the_record_of_a_line_has_its_sources_and_paragraphs() -> None:
    line = next(line for line in fit(story(), LOOK).lines if line.id == "e6")
    assert line.places == (Place(1, 4),)


def test_the_first_line_of_the_bottom_line_alone_is_bold() -> None:
    box = next(b for b in fit(story(), LOOK).sheets[0] if isinstance(b, Box))
    assert [text.runs[0].bold for text in box.texts] == [True, True, False]


def test_a_speakers_name_at_the_head_of_a_point_is_bold() -> None:
    line = story().key_points[0].line
    speaker = Speaker("Inspectors", "group")
    said = dataclasses.replace(story().positions[0], speaker=speaker)
    page = fit(dataclasses.replace(story(), positions=(said,)), LOOK)
    point = next(b for b in page.sheets[0] if isinstance(b, Text) and b.row == story().key_points[0].id)
    assert line.text.startswith("Inspectors had")
    assert [r.text for r in point.runs if r.bold] == ["Inspectors"]
    # Not the beginning of another word.
    said = dataclasses.replace(story().positions[0], speaker=Speaker("Inspector", "group"))
    page = fit(dataclasses.replace(story(), positions=(said,)), LOOK)
    point = next(b for b in page.sheets[0] if isinstance(b, Text) and b.row == story().key_points[0].id)
    assert not any(r.bold for r in point.runs)


def test_a_question_says_what_is_open() -> None:
    line = story().questions[0].line
    asked = Question("q9", "undated", line, Choice(9.0), "the day prior")
    page = fit(dataclasses.replace(story(), questions=(asked,)), LOOK)
    assert any(b.plain.startswith("Date open, “the day prior”: ") for b in page.sheets[0] if isinstance(b, Text))


def test_a_figure_stands_in_its_sentence_with_who_gives_it() -> None:
    line = story().questions[0].line
    number = line.text.split()[1]
    row = FigureRow("f1", line, 3.0, "count", Speaker("Priya Raman", "person"), Choice(2.0), figure=number)
    page = fit(dataclasses.replace(story(), figures=(row,), questions=()), LOOK)
    figure = printed("f1", page)
    assert [r.text for r in figure.runs if r.bold] == [number]
    assert "[according to Priya Raman]" in figure.plain.replace(dates.NBSP, " ")


def test_an_article_without_a_title_is_named_by_its_first_words() -> None:
    passage = Passage("d1", 1, 1, 0, Span(0, 40), "Grain ships queue off the port of Lindow.")
    sources = (dataclasses.replace(story().sources[0], title=None, publisher=None, url=None), *story().sources[1:])
    page = fit(dataclasses.replace(story(), sources=sources, passages=(passage,)), LOOK)
    assert any("“Grain ships queue off the port\u00a0…”" in b.plain for b in page.sheets[0] if isinstance(b, Text))


def test_what_is_only_likely_says_so_in_words() -> None:
    page = fit(dataclasses.replace(story(), positions=()), LOOK)
    assert any("[check]" in b.plain for b in page.sheets[0] if isinstance(b, Text))


def test_large_print_takes_two_sheets_and_says_so() -> None:
    page = fit(random_brief(5, items=50), LOOK, large_print=True)
    assert len(page.sheets) == 2
    assert all(sum(b.height_pt for b in sheet) <= page.depth_pt for sheet in page.sheets)
    assert next(look for look in page.looks if look.name == "point").size_pt == 12.0
    assert [n.code for n in page.notes if n.code == "pages"] == ["pages"]


def test_what_cannot_fit_is_a_clear_error() -> None:
    remark = Remark("comment", "The pier is closed and the ferries stay away. " * 700)
    with pytest.raises(FitError, match="points too tall for 1 a4 page"):
        fit(dataclasses.replace(story(), remarks=(remark,)), LOOK)


@pytest.mark.parametrize("text", ["x" * 30_000, "码头关闭" * 5_000, "“ " * 9_000, "“The pier is closed and " * 900])
def test_an_article_of_one_endless_word_or_open_quotation_is_a_page(text: str) -> None:
    brief = story()
    statement = dataclasses.replace(brief.bottom_line[0], line=words(text))
    source = dataclasses.replace(brief.sources[0], title=text, publisher=text, authors=(text,))
    page = fit(dataclasses.replace(brief, bottom_line=(statement,), sources=(source,), title=text), LOOK)
    line = page.lines[0].text
    assert line.endswith(" …")
    assert text.startswith(line[0].lower() + line[1:].removesuffix(" …"))


def test_of_a_thousand_rows_those_that_no_page_holds_are_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    characters = 0
    text = Setter.text

    def counted(self: Setter, look: str, runs: Sequence[Run], width_pt: float, **more: Any) -> Text:
        nonlocal characters
        characters += sum(len(run.text) for run in runs)
        return text(self, look, runs, width_pt, **more)

    monkeypatch.setattr(Setter, "text", counted)
    brief, found = story(), []
    for times in (300, 1200):
        characters = 0
        long = words("boats and $1.2 billion " * times)
        rows = tuple(FigureRow(f"f{i}", long, 1.2e9, "$", None, Choice(1.0)) for i in range(times))
        fit(dataclasses.replace(brief, figures=rows), LOOK)
        found.append(characters)
    assert found[1] < 2 * found[0]


def test_headings_that_fill_a_page_leave_room_for_a_line_that_is_added_by_hand() -> None:
    spread = 0
    for seed in range(6):
        page = fit(dataclasses.replace(random_brief(seed, items=60), mark=None), LOOK)
        depth = page.paper.height_pt - page.margins.top_pt - page.margins.bottom_pt
        headings = [b for b in page.sheets[0] if isinstance(b, Text) and b.look.name == "heading"]
        if any(b.space_pt > b.look.before_pt for b in headings):
            spread += 1
            assert sum(b.height_pt for b in page.sheets[0]) <= depth - SLACK_PT + 0.01
    assert spread


def test_an_unknown_paper_is_told() -> None:
    with pytest.raises(UsageError, match="no paper called 'a3'"):
        fit(story(), LOOK, "a3")


def test_a_brief_with_nothing_but_a_title_is_a_page() -> None:
    brief: Brief = dataclasses.replace(
        story(), bottom_line=(), key_points=(), chronology=(), scheduled=(), positions=(), questions=(), sources=()
    )
    assert len(fit(brief, LOOK).sheets) == 1


@pytest.mark.parametrize(("scripts", "free_pt"), [(("latin",), 10), (("arabic", "hebrew", "latin"), 24)])
def test_a_page_with_lines_from_the_right_keeps_a_line_more_free(scripts: tuple[str, ...], free_pt: int) -> None:
    page = fit(random_brief(93, items=60, scripts=scripts), LOOK)
    assert page.left_out
    assert free_pt - 0.1 <= page.depth_pt * (1 - page.fill)


def test_a_column_of_words_is_as_wide_as_the_template_makes_it() -> None:
    """Whichever column takes what is left: the words are not squeezed into the width of a date."""
    columns = (template.ColumnSpec("what", 300.0), template.ColumnSpec("when"))
    sections = tuple(dataclasses.replace(s, columns=columns) if s.kind == "chronology" else s for s in LOOK.sections)
    page = fit(story(), dataclasses.replace(LOOK, sections=sections, enlarge=1.0))
    table = next(block for sheet in page.sheets for block in sheet if isinstance(block, Table))
    assert [column.width_pt for column in table.columns if column.kind == "what"] == [300.0]


def test_the_mark_of_a_line_to_be_checked_is_explained_at_the_foot_and_only_where_it_stands() -> None:
    page = fit(dataclasses.replace(story(), positions=()), LOOK)
    assert "[check]: the text leaves open who says it" in page.footer.left
    sure = dataclasses.replace(random_brief(5, items=3), positions=(), chronology=(), scheduled=(), changes=())
    sure = dataclasses.replace(
        sure, bottom_line=tuple(dataclasses.replace(s, certainty="sure") for s in sure.bottom_line), key_points=()
    )
    assert "[check]" not in fit(sure, LOOK).footer.left


def test_a_publisher_that_is_its_own_author_is_named_once() -> None:
    source = dataclasses.replace(story().sources[0], publisher="Harbour News", authors=("Harbour News", "Lena Moss"))
    page = fit(dataclasses.replace(story(), sources=(source, *story().sources[1:])), LOOK)
    listed = next(b.plain for b in page.sheets[0] if isinstance(b, Text) and b.plain.startswith("[1]"))
    assert listed.count("Harbour News") == 1
    assert "Lena Moss" in listed
