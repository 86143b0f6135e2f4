"""What only looks as if sources differed: the rest of a whole told elsewhere, and an hour that states no day."""

from __future__ import annotations

import pytest

from tests.compose.test_disputes import conflicts_of

RAID = "A total of eight smugglers were detained in a police raid on the Kell mill on Monday."
CHARGED = "Three smugglers were detained in a police raid on the Kell mill on Monday and charged with fraud. {}"


@pytest.mark.parametrize(
    ("further", "differ"),
    [
        ("Five others held in the raid were released.", False),
        ("After a hearing five men were set free.", False),
        ("Two others held in the raid were released.", True),
        ("Five others were wounded in the raid.", True),
        ("Five tugs lay off the mole.", True),
    ],
)
def test_those_who_are_told_of_as_the_others_make_up_the_difference(further: str, differ: bool) -> None:
    subjects = [q.subject for q in conflicts_of(RAID, CHARGED.format(further))]
    assert subjects == (["3 smugglers arrested / 8 smugglers arrested"] if differ else [])


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        ("The eye of storm Mirel reached the isle of Kell at around 7:15 eastern time, with winds of 90 knots.", False),
        ("The eye of storm Mirel reached the isle of Kell at 7:15 on Tuesday, with winds of 90 knots.", True),
    ],
)
def test_an_hour_states_no_day(other: str, differ: bool) -> None:
    one = "The eye of storm Mirel reached the isle of Kell on Monday at 7:15, with winds of 90 knots."
    more = "Some 40 ferries will lie still through Tuesday."
    assert bool(conflicts_of(one, f"{more} {other}")) is differ
