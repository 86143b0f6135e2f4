"""Days and hours on which articles differ: as many that must be seen as must not."""

from __future__ import annotations

import pytest

from tests.compose.test_disputes import conflicts_of


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        (
            "Skipper Ada Brenn bit a customs guard in 2024 when he held her brother on the mole of Kell.",
            "In 2025 skipper Ada Brenn was seen biting a customs guard who held her brother on the mole of Kell.",
            "2024 / 2025",
        ),
        (
            "Skipper Ada Brenn bit a customs guard in 2019 when he held her brother on the mole of Kell.",
            "In 2025 skipper Ada Brenn was seen biting a customs guard who held her brother on the mole of Kell.",
            None,  # so far apart it may have happened twice
        ),
        (
            "Skipper Ada Brenn bit a customs guard in 2025 when he held her brother on the mole of Kell.",
            "In May 2025 skipper Ada Brenn was seen biting a customs guard who held her brother on the mole of Kell.",
            None,
        ),
        (
            "The council of Kell opened its new library in 2024 after a long quarrel.",
            "In 2025 skipper Ada Brenn was seen biting a customs guard who held her brother on the mole of Kell.",
            None,
        ),
    ],
)
def test_days_that_lie_beside_each_other_are_a_question(one: str, other: str, subject: str | None) -> None:
    assert [q.subject for q in conflicts_of(one, other)] == ([subject] if subject else [])


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        (
            "The attack on the customs house began at around 11:30pm, close to two inns.",
            "A huge blast was heard at around 10pm in the streets behind the mole.",
            "around 10pm / around 11:30pm",
        ),
        (
            "The attack on the customs house began at around 11:30pm, close to two inns.",
            "A huge blast was heard at around 11:40pm in the streets behind the mole.",
            None,
        ),
        (
            "The attack on the customs house began at around 11:30pm, close to two inns.",
            "The council is to meet at around 10pm in the streets behind the mole.",
            None,
        ),
        (
            "Last updated at 11:30pm: the attack on the customs house is over.",
            "A huge blast was heard at around 10pm in the streets behind the mole.",
            None,
        ),
    ],
)
def test_hours_of_what_happens_in_words_of_one_kind_are_a_question(one: str, other: str, subject: str | None) -> None:
    assert [q.subject for q in conflicts_of(one, other)] == ([subject] if subject else [])
