import pytest

from briefing.extract.attribution import forest

TREES = """# columns: length quoted
0\t0\t-1\t0\t0\t0\t-500
1\t0\t0\t10\t1\t2\t0
1\t1\t-1\t0\t0\t0\t200
1\t2\t1\t0.5\t3\t4\t0
1\t3\t-1\t0\t0\t0\t-300
1\t4\t-1\t0\t0\t0\t1100
"""


@pytest.mark.parametrize(("row", "odds"), [((10, 0.9), -0.3), ((10.1, 0.5), -0.8), ((11, 0.51), 0.6), ((-5, 0), -0.3)])
def test_the_numbers_of_the_leaves_add_up(row: tuple[float, float], odds: float) -> None:
    assert forest.read(TREES).odds([row]) == [pytest.approx(odds)]


def test_many_rows_are_judged_as_each_alone() -> None:
    trees = forest.read(TREES)
    rows = [(n * 0.37 % 20, n * 0.613 % 1) for n in range(200)]
    assert trees.odds(rows) == [trees.odds([row])[0] for row in rows]
    assert len(set(trees.odds(rows))) == 3


def test_no_rows_have_no_odds() -> None:
    assert forest.read(TREES).odds([]) == []


def test_a_table_out_of_order_is_refused() -> None:
    lines = TREES.splitlines()
    lines[3], lines[4] = lines[4], lines[3]
    with pytest.raises(ValueError, match="out of order"):
        forest.read("\n".join(lines))
