"""Where the story of a page ends, and whether the page has one: fronts, lists below a story, menus, other scripts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import html as lxml_html

from briefing import pipeline
from briefing.errors import InputError
from briefing.readers.blocks import blocks
from briefing.readers.body import Part, Reading, chosen, densest
from briefing.readers.several_stories import second
from tests.readers.test_page_body import STORY, TITLE, article, bare, page, story
from tests.timing import grows_within

HEADS = (
    "Two mills to close for the summer",
    "Who pays for dredging the river?",
    "Barge sets out from the coast",
)
LINKS = "".join(f"<li><a href=/{n}>Headline number {n} of the town and its river</a></li>" for n in range(24))


def listed(heads: tuple[str, ...] = HEADS) -> str:
    return "".join(
        f"<div class='item article'><h3><a href=/{i}>{head}</a></h3>"
        f"<p>The river town has its say on {head.lower()} today.</p></div>"
        for i, head in enumerate(heads)
    )


def _box(*paragraphs: str) -> str:
    return f"<div class='object-content text'>{''.join(f'<p>{p}</p>' for p in paragraphs)}</div>"


def test_a_list_of_other_stories_below_a_story_is_no_part_of_it() -> None:
    assert story(page(f"<div id=a>{_box(*STORY)}{listed()}</div>")) == list(STORY)


def test_a_list_whose_story_is_longer_than_its_teasers_is_an_article() -> None:
    heads = tuple(f"Number {n} of the stories on the river town" for n in range(8))
    paragraphs = tuple(f"{a} {b} {STORY[0]}" for a, b in pairwise(STORY[1:]))
    assert story(page(f"<div id=a>{_box(*paragraphs)}{listed(heads)}</div>")) == list(paragraphs)


def test_linked_parts_of_the_story_itself_stay() -> None:
    parts = "".join(f"<p><a href=#{n}>{head}</a></p><p>{STORY[n]}</p>" for n, head in enumerate(HEADS))
    found = story(page(f"<article>{''.join(f'<p>{p}</p>' for p in STORY[3:] * 2)}{parts}</article>"))
    assert set(STORY) <= set(found)


@pytest.mark.parametrize(
    ("address", "links", "is_article"),
    [
        ("https://mail.example/", LINKS, False),
        ("https://mail.example", LINKS, False),
        ("https://mail.example/index.html", LINKS, False),
        ("https://mail.example/town/dredging", LINKS, True),
        ("https://mail.example/", "", True),
    ],
)
def test_a_site_s_front_with_a_few_sentences_is_refused(address: str, links: str, is_article: bool) -> None:
    data = page(article(*STORY[:4]), head=f'<link rel="canonical" href="{address}">', after=f"<ul>{links}</ul>")
    if is_article:
        assert STORY[0] in story(data)
        return
    with pytest.raises(InputError, match="section front"):
        story(data)


def test_a_long_story_at_a_site_s_own_address_is_read() -> None:
    paragraphs = tuple(f"{p} {q}" for p in STORY for q in STORY[:3])
    data = page(article(*paragraphs), head='<link rel="canonical" href="https://mail.example/">', after=LINKS)
    assert len(story(data)) == len(paragraphs)


CHINESE = (
    "市议会星期一投票决定疏浚旧水闸下游的河道，此前连续三个冬天发生洪水。",
    "“我们等省里采取行动已经等得够久了，”市长鲁娜·霍尔特说。",
    "两家磨坊将在夏季关闭。",
)
JAPANESE = ("市議会は月曜日、古い水門の下流を浚渫することを決めた。", "二つの製粉所は夏の間、閉鎖される。")
BURMESE = (
    "မြို့တော်ကောင်စီက တနင်္လာနေ့မှာ မြစ်ကို တူးဖော်ဖို့ မဲခွဲဆုံးဖြတ်ခဲ့ပါတယ်။",
    "ဆန်စက်နှစ်ရုံကို နွေရာသီမှာ ပိတ်ထားမယ်လို့ မြို့တော်ဝန်က ပြောပါတယ်။",
)


@pytest.mark.parametrize("paragraphs", [CHINESE, JAPANESE, BURMESE], ids=["Chinese", "Japanese", "Burmese"])
def test_short_paragraphs_without_spaces_are_sentences(paragraphs: tuple[str, ...]) -> None:
    assert story(page(article(*paragraphs), after=f"<ul>{LINKS}</ul>")) == list(paragraphs)


def test_a_page_in_chinese_with_a_line_about_subscriptions_is_no_paywall() -> None:
    paragraphs = tuple(f"{n}年，{p}" for n in range(1990, 2020) for p in CHINESE)
    document = pipeline.read(page(article(*paragraphs), after="<p>Already a subscriber? Log in</p>"), name="a.html")
    assert not [note for note in document.notes if note.code == "paywall"]


def test_a_reading_that_took_the_menu_along_gives_way_to_one_that_did_not() -> None:
    labels = "".join(f"<div>Label {n} of the menu |</div>" for n in range(60))
    data = bare(TITLE, f"<div>{labels}</div><div class=text>{''.join(f'<p>{p}</p>' for p in STORY)}</div>")
    shown = blocks(lxml_html.document_fromstring(data.decode()))
    whole = Reading("found", frozenset(range(len(shown))))
    taken = chosen(shown, [whole, densest(shown)]).taken
    assert [shown[i].words for i in sorted(taken)][-len(STORY) :] == list(STORY)
    assert not any("of the menu" in shown[i].words for i in taken)


def test_a_reading_with_a_few_labels_among_the_story_stays() -> None:
    shown = blocks(lxml_html.document_fromstring(bare(TITLE, *STORY, "Tramen Mail").decode()))
    whole = Reading("found", frozenset(range(len(shown))))
    assert chosen(shown, [whole, densest(shown)]).taken == whole.taken


OTHER = (
    "The violinist Ilse Brandner returns to the concert stage next autumn with sonatas by forgotten composers.",
    "Her recording company announced fourteen evenings in seven capitals, beginning with Helsinki in September.",
    "Critics had doubted that she would perform again after the accident in which her left shoulder was broken.",
)


@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
@pytest.mark.parametrize("form", ["{0}{1}", "<article>{0}</article><article>{1}</article>"], ids=["flat", "parted"])
def test_an_unlike_story_under_a_heading_is_noted(tag: str, form: str) -> None:
    first, second = (
        f"<{tag}>{head}</{tag}>{''.join(f'<p>{p}</p>' for p in paragraphs)}"
        for head, paragraphs in ((TITLE, STORY), ("Violinist returns to the stage", OTHER))
    )
    html = f"<html><head><title>Tramen Mail</title></head><body><div>{form.format(first, second)}</div></body></html>"
    document = pipeline.read(html.encode(), name="a.html")
    assert [note.text for note in document.notes if note.code == "two-stories"] == [
        "Another story stands below, with hardly a word in common: “Violinist returns to the stage”. "
        "Its lines may be on the page."
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "".join(f"<p>{p}</p>" for p in STORY) + f"<h2>Who pays</h2><p>{STORY[3]}</p><p>{STORY[4]}</p><p>{STORY[1]}</p>",
        "".join(f"<p>{p}</p>" for p in STORY) + "<h2>Violinist returns to the stage</h2><p>She plays in Tramen.</p>",
        "".join(f"<p>{n}年，{p}</p>" for n in range(1990, 2020) for p in CHINESE)
        + "<h2>小提琴家重返舞台</h2>"
        + "".join(f"<p>明年{n}月她将演奏。唱片公司宣布了{n}场音乐会。</p>" for n in range(60)),
        "".join(f"<p>{p}</p>" for p in STORY)
        + "<h3>The vote</h3><p>A public hearing is set for 12 May, and those who live by the weir may speak.</p>"
        + "<p>They may also write to the clerk until the end of June, who puts all of it on the table.</p>",
    ],
    ids=["same story", "short rest", "no spaces", "few words"],
)
def test_a_sub_heading_of_one_story_gives_no_note(inside: str) -> None:
    document = pipeline.read(page(f"<article>{inside}</article>"), name="a.html")
    assert not [note for note in document.notes if note.code == "two-stories"]


def test_a_page_of_many_sub_headings_takes_its_time_for_each_once() -> None:
    def asked(times: int) -> None:
        parts = [part for p in STORY * times for part in (Part("Who pays", "heading"), Part(p, "story"))]
        assert second(parts, (), {"who pays"}) is None

    assert grows_within(20, asked, 20, 160)
