"""Words that the rules look for, and what nobody expects between them; put together to texts no one would write."""

from __future__ import annotations

import functools
import random
from collections.abc import Sequence

from briefing import rules

#: Numbers that are none, none of the calendar, or too large for it.
NUMBERS = (
    "0", "00", "0000", "1", "2", "12", "24", "29", "30", "31", "32", "53", "60", "99", "100", "1066", "1582",
    "1900", "2023", "2024", "2026", "2099", "2100", "9999", "10000", "10000000", "99999999999", "9" * 400, "9" * 5000,
    "1.5", "1,000", "1,0", "1/2", "½", "²", "³", "①", "٢", "٢٠٢٦", "१२", "１２", "Ⅷ", "一", "-1", "1e9", "0x1f",
    "12th", "99999999999th", "31st", "0th", "II", "a", "one", "two", "half a", "a dozen", "hundreds",
    "twenty-one", "three-quarters", "a few", "several",
)  # fmt: skip
#: Dates and times that no calendar or clock has, and some that only one does.
DATES = (
    "February 29", "February 29, 2023", "February 29, 2024", "February 30", "31 February 2026", "April 31",
    "0 March", "March 0, 2026", "January 1, 0001", "December 31, 9999", "2026-02-30", "0000-00-00",
    "9999-12-31", "2026-13-01", "2026-03-12T25:61", "99/99/9999", "12/31/2026", "31/12/2026", "1/1/00", "24:00",
    "25:00", "12:60", "0:00 a.m.", "13 p.m.", "week 53", "week 54", "2026-W53", "Q5 2026", "the fifth quarter",
    "the 0th century", "the 31st century", "the 99999999999th century", "the 1990s", "the 0s", "’98", "'00s",
    "in 10000000 years", "99999999999 days ago", "9999 years ago", "2026 years ago", "2027 years earlier",
    "80 centuries later", "999 decades from now", "year 0", "the year 10000", "last February 29", "next Easter",
    "Easter 0001", "Easter 9999", "midnight", "noon", "the day prior", "the day before", "the following year",
    "that week", "a year earlier", "two years later", "every other 29 February", "the night of March 3",
    "early next century", "nineteen ninety-nine", "twenty hundred", "the 2020s’ end", "since then",
    "from March 30 to February 2", "between 2030 and 2020", "March 3-1", "3–1 March 2026", "Monday, 31 June",
    "Sunday week",
)  # fmt: skip
SIGNS = "\"“”„‟«»‹›‘’'`´‚「」『』()[]{}<>—–-‐‑−…,.;:!?/\\|*#_~^&%$€£¥°§"
MARKS = (
    *SIGNS, "''", "``", "--", "---", "...", ". ", ", ", "; ", ": ", "? ", "! ", ".”", ",”", ".\"", ",'", "’s",
    "’s ", "'s", "—“", ". . .", "(AP) — ", "NEW YORK (AP) — ", "QUITO, March 12 (Reuters) - ", "[1]", "[…]",
    "©", "http://a.example/2026/02/30/x",
)  # fmt: skip
#: White space of every kind, and what is not seen.
UNSEEN = (
    " ", " ", " ", "  ", "\n", "\n\n", "\r", "\r\n", "\t", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f",
    "\x85", "\xa0", "\u1680", "\u2000", "\u2009", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u200b",
    "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\xad", "\u202a", "\u202e", "\u2066", "\u2069",
    "\x00", "\x01", "\x08", "\x1b", "\x7f", "\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "\ufffe", "\uffff",
    "\u0378", "\ufffd", "\U000e0041", "\u0301", "\u0345", "\u20dd", "e\u0301\u0301\u0301", "\u1160",
    "\U0001f468\u200d\U0001f469", "\U0001f1ea\U0001f1e8",
)  # fmt: skip
#: Letters whose small or large forms have another length, or other rules.
LETTERS = (
    "İ", "ı", "ß", "ﬁ", "ŉ", "ǰ", "ΐ", "Σ", "ς", "Ǆ", "ǅ", "K", "Å", "ſ", "ｆｏｕｒ", "𝟙", "𝐌arch", "M\u0301arch",
    "Ｍay",
)  # fmt: skip
NAMES = (
    "Ann Hale", "Ann", "Hale", "Mr. Hale", "President Ortiz", "Sen. Ada Brenn", "the mayor", "he", "she",
    "they", "it", "who", "whose", "which", "the Harbour Fund", "the Fund", "its report", "the statement",
    "officials", "Dr.", "St. Mary", "A. B. Cole", "O’Hara-Quist", "van der Berg", "U.S.",
    "the minister of trade", "a spokesman for the ministry",
)  # fmt: skip


@functools.cache
def lexicon() -> Sequence[str]:
    """Words of the rules themselves: cues, months, weekdays, units, tenses, numbers, offices, boilerplate."""
    found: set[str] = set()

    def take(value: object) -> None:
        if isinstance(value, str) and value.isprintable() and len(value) <= 40 and not set(value) & set("\\(?*[{|"):
            found.add(value)
        elif isinstance(value, dict):
            for key, inner in value.items():
                take(key)
                take(inner)
        elif isinstance(value, list):
            for inner in value:
                take(inner)

    for name in (
        "timex",
        "tense",
        "dateline",
        "events",
        "figures",
        "speakers",
        "actors",
        "sentences",
        "cues",
        "sides",
        "statements",
    ):
        take(dict(rules.load(name, "en")))
    return sorted(found)


@functools.cache
def pieces() -> Sequence[Sequence[str]]:
    """All kinds of pieces; one kind is as likely as another."""
    return (
        NUMBERS, DATES, DATES, MARKS, UNSEEN, LETTERS, NAMES, NAMES, lexicon(), lexicon(),
        ("said", "said that", "told", "according to", "announced", "denied", "“We will go,”", "will", "has", "not"),
    )  # fmt: skip


def text(rng: random.Random, most: int = 60) -> str:
    """A text of up to so many pieces; most of them parted by a space."""
    kinds = pieces()
    out = []
    for _ in range(rng.randint(1, most)):
        out.append(rng.choice(rng.choice(kinds)))
        out.append(rng.choice((" ", " ", " ", " ", "", ", ", ". ", "\n\n", rng.choice(UNSEEN))))
    return "".join(out)
