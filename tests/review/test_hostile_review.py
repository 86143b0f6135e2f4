"""A review file may hold anything: what cannot be used is told with its line, and nothing is built or run."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing import review
from briefing.errors import BriefingError, ReviewError
from briefing.model.brief import Brief
from briefing.model.findings import Findings
from briefing.review import Review

TOP = "briefing: 1\nrecord: !!binary |\n  AAAA\n"


@pytest.fixture(scope="module")
def valid(brief: Brief, findings: Findings) -> bytes:
    return review.write(Review(brief, (findings.document,)), {})


@pytest.mark.parametrize(
    "extra",
    [
        "? [a]\n: b\n",  # a list as a key is none that Python can look up
        "? {a: b}\n: c\n",
        "x: !!python/object/apply:os.system ['true']\n",  # YAML that would build an object
        "x: !!python/name:os.system\n",
        "x: &a [*a, *a]\n",  # an alias to itself
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "x: " + "[" * 20_000,  # deeper than a parser may go
        "x: \x00\n",
        'x: "\\ud800"\n',
        "--- second\n",
    ],
)
def test_yaml_that_does_harm_elsewhere_is_refused(extra: str) -> None:
    with pytest.raises(ReviewError):
        review.read((TOP + extra).encode(), name="story.yaml")


def test_a_key_that_is_a_list_is_told_with_its_line(valid: bytes) -> None:
    line = valid.count(b"\n") + 1
    told = review.read(valid + b"? [a]\n: b\n", name="story.yaml").faults
    assert [(fault.line, "one word" in fault.what) for fault in told] == [(line, True)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), cut=st.integers(0, 200), put=st.binary(max_size=12) | st.sampled_from([b"? ", b"- ", b": "]))
def test_a_changed_file_is_read_or_refused(valid: bytes, at: float, cut: int, put: bytes) -> None:
    place = int(at * len(valid))
    try:
        again = review.read(valid[:place] + put + valid[place + cut :], name="story.yaml")
    except BriefingError:
        return  # refused with a message, as it should be; anything else fails the test
    assert isinstance(again, Review)
