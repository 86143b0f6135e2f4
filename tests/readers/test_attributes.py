"""An element with more attributes than can be parsed is refused before it is; everything else passes."""

from __future__ import annotations

import contextlib
import json

import pytest

import briefing
from briefing.errors import InputError
from briefing.readers import attributes
from tests.timing import grows_within

MANY = attributes.MOST + 100
#: Ways to write an attribute, and what stands before and behind the element that has them.
WAYS = ("a{n}", "a{n}=1", "a{n}='1'", 'a{n}="<p>"', "a{n}='\"'", "a{n} = 1", "a{n}<", "a{n}=b/c", "/a{n}")
AROUND = (
    ("", ""),
    ("<!-- a <b c='", "' -->"),
    ("<script>if (a <b && c == '</script>", "<script>'</script>"),
    ("<i title='", ""),
    ('<i title="<b c=\'">', "'"),
)


def element(way: str, count: int) -> str:
    return f"<p {' '.join(way.format(n=n) for n in range(count))}>The pier closed.</p>"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("before", "behind"), AROUND)
def test_an_element_of_too_many_attributes_is_refused_however_it_is_written(way: str, before: str, behind: str) -> None:
    with pytest.raises(InputError, match="more than 5,000 attributes"):
        attributes.check(f"{before}{element(way, MANY)}{behind}", name="a.html")


@pytest.mark.parametrize("way", WAYS)
def test_as_many_as_are_allowed_pass_and_so_do_many_such_elements(way: str) -> None:
    attributes.check(element(way, attributes.MOST // 2) * 3, name="a.html")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "The pier closed on Monday. " * 5_000 + "</p>",
        "<pre>" + "a < b and c > d, e <f ; " * 5_000 + "</pre>",
        "<script>" + "for (let i = 0; i <n; i++) { if (i > 2) call(i / 2); } " * 2_000 + "</script>",
        "<script type='application/ld+json'>" + json.dumps({"articleBody": "<p>It closed.</p> " * 5_000}) + "</script>",
        "<svg><path d='" + "M 1 2 L 3 4 " * 20_000 + "'/></svg>",
        "<style>" + "a > b { color: red } " * 5_000 + "</style>",
        "<img src='data:image/png;base64," + "AAAA/BBBB " * 20_000 + "'>",
        "<div " + "class='a' " * 200 + ">",
    ],
)
def test_pages_of_many_words_pass(markup: str) -> None:
    attributes.check(markup, name="a.html")


@pytest.mark.parametrize(
    "repeated", ["<a ", "x<a ", "<a x='", "<a/", "<a<a", "<a x = ", "<a " + "y='<b z' " * 100 + ">", "<a x=\"'"]
)
def test_looking_takes_time_in_proportion(repeated: str) -> None:
    def looked(times: int) -> None:
        with contextlib.suppress(InputError):  # read or refused, either is right
            attributes.check(repeated * times, name="a.html")

    size = max(1, 2_500 // len(repeated.split()))
    assert grows_within(7.0, looked, size, 4 * size)


def test_the_page_is_refused_with_what_to_do_next() -> None:
    with pytest.raises(InputError) as error:
        briefing.read(element("a{n}=1", 160_000).encode(), name="a.html")
    assert error.value.next_step
