"""Briefs made of invented words, from a seed: short and long, in every script the page knows, plain and hostile."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import zlib
from typing import Any, get_args

from briefing.model.brief import (
    Brief,
    Choice,
    Conflict,
    EventRow,
    Evidence,
    FigureRow,
    Filled,
    Line,
    Piece,
    PositionRow,
    Question,
    Source,
    Speaker,
    Statement,
    Words,
)
from briefing.model.findings import AttributionKind, EventStatus, Stance
from briefing.model.text import Span
from briefing.model.time import UNDATED, Granularity, Interval, When, WhenFrom

AS_OF = dt.date(2026, 3, 14)

SENTENCES = {
    "latin": """harbour council ministry grain border pipeline agreement court treaty river province vote budget inquiry
        fleet customs refinery ceasefire tariff census railway drought election audit quota embassy reservoir union
        strike officials said that the of and in to for with after before under against between on by from has have
        will would resumed halted approved rejected widened signed opened closed delayed announced""",
    "vietnamese": "chính phủ tuyên bố thỏa thuận biên giới cuộc bầu cử nước ngoài kinh tế",
    "greek": "η κυβέρνηση ανακοίνωσε συμφωνία για τα σύνορα και τις εκλογές",
    "cyrillic": "правительство объявило соглашение о границе и выборах после переговоров",
    "hebrew": "הממשלה הודיעה על הסכם חדש בנושא הגבול והבחירות",
    "arabic": "أعلنت الحكومة اتفاقا جديدا بشأن الحدود والانتخابات بعد المحادثات",
    "han": "政府 宣布 就 边境 问题 达成 新 协议 选举 将 如期 举行",
    "kana": "政府は 国境に 関する 新たな 合意を 発表した カタカナ",
    "hangul": "정부는 국경 문제에 관한 새로운 합의를 발표했다",
}
SCRIPTS = {script: words.split() for script, words in SENTENCES.items()}
LATIN = SCRIPTS["latin"]
NAMES = {
    "latin": ["Ada Fenwick", "Marek Dvořák", "Inês Valadão", "Søren Aagaard", "Thandeka Mbatha", "O’Hara-Quist"],
    "vietnamese": ["Nguyễn Thị Bảo Ngọc", "Trần Đức Khánh"],
    "greek": ["Ελένη Μαυρίδου"],
    "cyrillic": ["Оксана Левченко"],
    "hebrew": ["נועה ברקאי"],
    "arabic": ["ليلى الزهراني"],
    "han": ["陈晓琳"],
    "kana": ["佐々木 ひかり"],
    "hangul": ["박서연"],
}
SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "ol")]
GRANULARITIES: tuple[Granularity, ...] = get_args(Granularity)


class Maker:
    """Makes the parts of a brief."""

    def __init__(self, seed: int, scripts: tuple[str, ...] = ("latin",), wordy: float = 1.0) -> None:
        self.random = random.Random(seed)  # noqa: S311 # nothing secret
        self.scripts = scripts
        self.wordy = wordy
        self.sources = 1
        self.made = 0
        self.at = 0
        """Where the last line began in its document."""

    def id(self, prefix: str) -> str:
        self.made += 1
        return f"{prefix}{self.made}"

    def words(self, count: int) -> str:
        r = self.random
        script = r.choice(self.scripts)
        chosen = [r.choice(SCRIPTS[script] if r.random() < 0.8 else LATIN) for _ in range(max(1, count))]
        # Most words of a line are its own: a page says nothing twice.
        chosen = [self.coined() if word in LATIN and r.random() < 0.6 else word for word in chosen]
        for i in range(6, len(chosen) - 3, 9):
            chosen[i] += r.choice([",", ";", " —", ",", ","])
        if r.random() < 0.04:
            chosen[len(chosen) // 2] = f"https://example.org/{'x' * r.randint(20, 160)}/{r.randint(1, 9999)}?q=a-b_c"
        return " ".join(chosen)

    def coined(self) -> str:
        """A word that no other line is likely to have."""
        return "".join(self.random.choice(SYLLABLES) for _ in range(self.random.randint(2, 4)))

    def count(self, low: int, high: int) -> int:
        return max(1, round(self.random.randint(low, high) * self.wordy))

    def evidence(self) -> tuple[Evidence, ...]:
        r = self.random
        places = r.choice([1, 1, 1, 2, 3, 5])
        return tuple(Evidence("d", r.randint(1, self.sources), r.randint(1, 40), 0, Span(0, 1)) for _ in range(places))

    def line(self, low: int, high: int, quotation: bool = False) -> Line:
        text = self.words(self.count(low, high))
        text = f"“{text}.”" if quotation else f"{text}."
        self.at += len(text) + 1
        pieces: list[Piece] = [Words(Span(self.at, self.at + len(text)), text)]
        if not quotation and self.random.random() < 0.15:
            pieces.insert(0, Filled(self.name()))
        return Line(tuple(pieces), self.evidence(), quotation)

    def name(self) -> str:
        return self.random.choice(NAMES[self.random.choice(self.scripts)])

    def choice(self) -> Choice:
        return Choice(round(self.random.random(), 3))

    def speaker(self) -> Speaker:
        r = self.random
        title = self.words(r.randint(1, 4)).replace("https", "h") if r.random() < 0.7 else None
        # Every other one has a second surname, so that there are more speakers than a page has rows.
        name = f"{self.name()} {LATIN[self.made * 7 % len(LATIN)].title()}" if self.made % 2 else self.name()
        return Speaker(name, "person", title, self.words(2).title() if r.random() < 0.5 else None)

    def when(self) -> When:
        r = self.random
        day = AS_OF - dt.timedelta(days=int(r.expovariate(1 / 90)))
        how: WhenFrom = r.choice(["stated", "stated", "stated", "inherited", "document"])
        kind = r.choice(["day", "day", "day", "month", "year", "week", "span", "since", "open", "none"])
        month = day.replace(day=1)
        after = (month + dt.timedelta(days=32)).replace(day=1)
        if kind == "day":
            edtf = day.isoformat() + r.choice(["", "", "", "~"])
            return When(day.isoformat(), "day", Interval(day, day + dt.timedelta(days=1)), edtf, None, how, "")
        if kind == "month":
            return When(f"{day:%Y-%m}", "month", Interval(month, after), f"{day:%Y-%m}", None, "stated", "")
        if kind == "year":
            year = r.randint(1999, 2025)
            return When(
                str(year), "year", Interval(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)), str(year), None, "stated", ""
            )
        if kind == "week":
            monday = day - dt.timedelta(days=day.weekday())
            value = f"{monday.isocalendar().year}-W{monday.isocalendar().week:02}"
            return When(value, "week", Interval(monday, monday + dt.timedelta(days=7)), None, None, "stated", "")
        if kind == "span":
            end = day + dt.timedelta(days=r.randint(1, 20))
            edtf = f"{day.isoformat()}/{end.isoformat()}"
            return When(day.isoformat(), "day", Interval(day, end + dt.timedelta(days=1)), edtf, None, "stated", "")
        if kind == "since":
            return When(
                f"{day:%Y}", "year", Interval(dt.date(day.year, 1, 1), None), f"{day:%Y}/..", None, "stated", ""
            )
        if kind == "open":
            return When(None, "day", Interval(None, day), None, "the day before", "none", "")
        return UNDATED

    def event(self) -> EventRow:
        r = self.random
        status: EventStatus = r.choice(["happened", "happened", "ongoing", "claimed"])
        conflict = None
        if r.random() < 0.08:
            conflict = Conflict("date", (("3 Mar 2026", self.evidence()[:1]), ("4 Mar 2026", self.evidence()[:1])))
        speaker = self.speaker() if status == "claimed" else None
        return EventRow(
            self.id("e"), self.when(), self.line(5, 28), (), None, status, speaker, "main", r.choice([1, 1, 2, 4]),
            self.choice(), r.choice(["sure", "sure", "likely"]), conflict,
        )  # fmt: skip

    def position(self) -> PositionRow:
        r = self.random
        kind: AttributionKind = r.choice(["direct", "mixed", "indirect"])
        stance: Stance = r.choice(get_args(Stance))
        line = self.line(5, 32, quotation=kind == "direct")
        shift = "p1" if r.random() < 0.05 else None
        return PositionRow(
            self.id("p"), self.speaker(), stance, kind, line, self.when(), r.choice(["sure", "sure", "likely"]),
            self.choice(), shift,
        )  # fmt: skip


def random_brief(
    seed: int, items: int = 30, scripts: tuple[str, ...] = ("latin",), wordy: float = 1.0, sources: int = 3
) -> Brief:
    """A brief of about ``items`` rows."""
    maker = Maker(seed, scripts, wordy)
    maker.sources = sources
    r = maker.random
    events = max(1, items * 2 // 5)
    positions = max(1, items * 2 // 5)
    rest = max(0, items - events - positions)
    rows = sorted((maker.event() for _ in range(events)), key=lambda e: e.when.value or "9")
    speakers = [maker.speaker() for _ in range(max(1, positions // 2))]
    articles = tuple(
        Source(
            n, f"d{n}", maker.words(r.randint(3, 14)).title(), r.choice(["The Example Gazette", "Wire One", None]),
            ("Robin Sample",) if r.random() < 0.5 else (), AS_OF - dt.timedelta(days=n), "metadata",
            f"https://news.example.org/{'section/' * r.randint(0, 12)}{seed}/{n}?ref=a" if r.random() < 0.7 else None,
            r.randint(200, 2000), n - 1 if n > 1 and r.random() < 0.1 else None,
        )
        for n in range(1, sources + 1)
    )  # fmt: skip

    return Brief(
        title=maker.words(r.randint(3, 16)).capitalize(),
        title_from="article",
        as_of=AS_OF,
        language="en",
        engine="rules" if r.random() < 0.2 else "en_core_web_sm 3.8.0",
        covers=Interval(dt.date(2010, 1, 1), AS_OF),
        bottom_line=tuple(Statement(maker.id("b"), maker.line(10, 35), maker.choice()) for _ in range(r.randint(1, 2))),
        key_points=tuple(Statement(maker.id("k"), maker.line(8, 30), maker.choice()) for _ in range(min(8, 1 + rest))),
        chronology=tuple(rows),
        scheduled=tuple(dataclasses.replace(maker.event(), status="scheduled") for _ in range(r.randint(0, 2))),
        positions=tuple(dataclasses.replace(maker.position(), speaker=r.choice(speakers)) for _ in range(positions)),
        figures=tuple(
            FigureRow(maker.id("f"), maker.line(4, 12), 3.0, "", maker.speaker(), maker.choice(),
                      Conflict("figure", (("157", maker.evidence()[:1]), ("about 160", maker.evidence()[:1]))))
            for _ in range(r.randint(0, 1))
        ),
        questions=tuple(
            Question(maker.id("q"), "no_comment", maker.line(5, 18), maker.choice()) for _ in range(min(8, rest))
        ),
        sources=articles,
        left_out=(),
        notes=(),
        reference=r.choice([None, "PB-2026-014"]),
        mark=r.choice([None, "INTERNAL"]),
        to=r.choice([None, "Permanent Secretary"]),
        from_=r.choice([None, "Policy Unit"]),
    )  # fmt: skip


def _said(number: int, paragraph: int) -> tuple[Evidence, ...]:
    return (Evidence("d1", number, paragraph, 0, Span(0, 1)),)


def _plain(text: str, source: int = 1, paragraph: int = 1, quotation: bool = False) -> Line:
    start = zlib.crc32(text.encode())  # no two lines share characters
    return Line((Words(Span(start, start + len(text)), text),), _said(source, paragraph), quotation)


def _on(value: str, granularity: Granularity = "day", how: WhenFrom = "stated", mark: str = "") -> When:
    year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
    start = dt.date(year, month, day)
    if granularity == "day":
        end = start + dt.timedelta(days=1)
    elif granularity == "month":
        end = (start + dt.timedelta(days=32)).replace(day=1)
    else:
        end = dt.date(year + 1, 1, 1)
    return When(value, granularity, Interval(start, end), value + mark, None, how, "")


def story() -> Brief:
    """One invented story, as a person would want to see it on the page."""
    minister = Speaker("Helena Marquardt", "person", "transport minister", "Republic of Vessa")
    mayor = Speaker("Tomas Okello", "person", "mayor", "Port Lindow")
    union = Speaker("Dockworkers’ Federation", "organisation")
    analyst = Speaker("Priya Raman", "person", "senior analyst", "Institute for Coastal Economies")
    operator = Speaker("Castine Terminals", "organisation", "port operator")

    def event(n: int, when: When, text: str, paragraph: int, source: int = 1, **more: Any) -> EventRow:
        line = _plain(text, source, paragraph)
        base = EventRow(f"e{n}", when, line, (), None, "happened", None, "main", 1, Choice(1 - n / 40))
        return dataclasses.replace(base, **more)

    def position(n: int, who: Speaker, text: str, paragraph: int, source: int = 1, **more: Any) -> PositionRow:
        line = _plain(text, source, paragraph, text.startswith("“"))
        base = PositionRow(f"p{n}", who, "asserts", "direct", line, None, "sure", Choice(1 - n / 40))
        return dataclasses.replace(base, **more)

    since = When("2023", "year", Interval(dt.date(2023, 1, 1), None), "2023/..", "since 2023", "stated", "")
    strike = When(
        "2026-02-23", "day", Interval(dt.date(2026, 2, 23), dt.date(2026, 2, 28)), "2026-02-23/2026-02-27",
        "23 to 27 February", "stated", "",
    )  # fmt: skip
    prior = When(None, "day", Interval(None, dt.date(2026, 3, 9)), None, "the day prior", "none", "")
    conflict = Conflict("date", (("9 Mar 2026", _said(1, 4)), ("10 Mar 2026", _said(2, 2))))
    return Brief(
        title="Vessa halts grain exports through Port Lindow after crane collapse",
        title_from="article",
        as_of=dt.date(2026, 3, 14),
        language="en",
        engine="en_core_web_sm 3.8.0",
        covers=Interval(dt.date(2014, 1, 1), dt.date(2026, 3, 13)),
        bottom_line=(
            Statement("b1", _plain(
                "Vessa suspended all grain loading at Port Lindow on 12 March, three days after a ship-to-shore crane "
                "collapsed and killed four dockworkers; the ministry gave no date for reopening.", 1, 1), Choice(0.9)),
            Statement("b2", _plain(
                "Roughly 40 per cent of the country’s wheat leaves through the terminal.", 1, 3), Choice(0.8)),
        ),
        key_points=(
            Statement("k1", _plain("Inspectors had warned of corroded anchor bolts in two reports before the collapse.",
                                   1, 6), Choice(0.9)),
            Statement("k2", _plain("The operator says the crane passed its last inspection and blames a sudden gust.",
                                   2, 5), Choice(0.8)),
            Statement("k3", _plain("Futures for April delivery rose 6 per cent, the largest daily gain since 2022.",
                                   1, 9), Choice(0.7), certainty="likely"),
            Statement("k4", _plain("Rail capacity to the southern ports covers about a third of the lost volume.",
                                   1, 12), Choice(0.6)),
        ),
        chronology=(
            event(1, _on("2014", "year"), "The cranes at berths 3 to 5 were installed.", 7, role="background"),
            event(2, since, "Castine Terminals has run the grain berths under a concession.", 8, role="background"),
            event(3, _on("2025-06", "month"), "A first inspection report noted corrosion on the anchor bolts of "
                  "crane 4.", 6),
            event(4, strike, "Dockworkers struck over maintenance and shift lengths.", 10, 2),
            event(5, prior, "A second inspector asked for the crane to be taken out of service.", 6, status="claimed",
                  claimed_by=union),
            event(6, _on("2026-03-09"), "Crane 4 collapsed during loading and killed four dockworkers.", 4,
                  independent=2, conflict=conflict),
            event(7, _on("2026-03-11", mark="~"), "The harbour police seized the maintenance logs.", 11),
            event(8, _on("2026-03-12"), "The ministry suspended all grain loading until further notice.", 1,
                  independent=2),
            event(9, _on("2026-03-13", how="document"), "Two bulk carriers were turned away to Sable Bay.", 13, 2),
        ),
        scheduled=(
            event(10, _on("2026-03-20"), "Parliament’s transport committee is to hear the operator.", 14,
                  status="scheduled"),
            event(11, _on("2026-04", "month"), "A report by the accident board is expected.", 14, status="scheduled"),
        ),
        positions=(
            position(1, minister, "“No ship will load until every bolt in that harbour has been checked.”", 2),
            position(2, minister, "The ministry had not seen the inspection reports before the collapse.", 15, 2,
                     stance="denies", kind="indirect"),
            position(3, union, "“Our people told them twice, in writing, and twice they were sent back to work.”", 5),
            position(4, operator, "The crane was certified in January and a gust of more than 100 km/h caused the "
                     "failure.", 5, 2, kind="indirect"),
            position(5, mayor, "“The town lives off this quay. A month of closure is a year of debt.”", 16),
            position(6, analyst, "A closure of more than three weeks would push exporters to foreign ports.", 17,
                     stance="warns", kind="indirect", certainty="likely"),
        ),
        figures=(),
        questions=(
            Question("q1", "no_comment", _plain("The crane’s manufacturer did not respond to a request for comment.",
                                                1, 18), Choice(0.8)),
            Question("q2", "conflict", _plain("Sources differ on the day of the collapse.", 2, 2), Choice(0.7)),
            Question("q3", "undated", _plain("When the second inspector asked for the crane to be stopped.", 1, 6),
                     Choice(0.6)),
        ),
        sources=(
            Source(1, "d1", "Grain loading halted at Port Lindow", "The Vessa Courier", ("Ines Harrow",),
                   dt.date(2026, 3, 12), "dateline", "https://courier.example/2026/03/12/port-lindow", 812),
            Source(2, "d2", "Ships turned away as harbour stays shut", "Northern Wire", (), dt.date(2026, 3, 13),
                   "metadata", "https://wire.example/economy/ships-turned-away-as-harbour-stays-shut", 540),
        ),
        left_out=(),
        notes=(),
        reference="TR-2026-031",
        mark="INTERNAL",
        to="Cabinet Office",
        from_="Transport Policy Unit",
    )  # fmt: skip
