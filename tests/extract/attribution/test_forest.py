import pytest

from briefing.extract.attribution import forest
from briefing.extract.attribution.forest import Node

#: What is asked for: 0 a length, 1 whether it is quoted.
NODES = (
    Node(0, forest.LEAF, 0, 0, 0, -500),
    Node(0, 0, 10, 1, 2, 0),
    Node(1, forest.LEAF, 0, 0, 0, 200),
    Node(2, 1, 0.5, 3, 4, 0),
    Node(3, forest.LEAF, 0, 0, 0, -300),
    Node(4, forest.LEAF, 0, 0, 0, 1100),
)
TREES = forest.grow(NODES)


@pytest.mark.parametrize(("row", "odds"), [((10, 0.9), -0.3), ((10.1, 0.5), -0.8), ((11, 0.51), 0.6), ((-5, 0), -0.3)])
def test_the_numbers_of_the_leaves_add_up(row: tuple[float, float], odds: float) -> None:
    assert TREES.odds([row]) == [pytest.approx(odds)]


def test_many_rows_are_judged_as_each_alone() -> None:
    rows = [(n * 0.37 % 20, n * 0.613 % 1) for n in range(200)]
    assert TREES.odds(rows) == [TREES.odds([row])[0] for row in rows]
    assert len(set(TREES.odds(rows))) == 3


def test_no_rows_have_no_odds() -> None:
    assert TREES.odds([]) == []


def test_nodes_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        forest.grow((*NODES[:2], NODES[3], NODES[2]))


def test_a_forest_that_is_written_and_read_judges_as_before() -> None:
    rows = [(n * 0.37 % 20, n * 0.613 % 1) for n in range(50)]
    assert forest.read(forest.write(TREES)).odds(rows) == TREES.odds(rows)
