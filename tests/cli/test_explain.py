"""``briefing explain`` as it stands on the screen."""

import datetime as dt

from briefing import pipeline
from briefing.cli.explain import explanation


def shown(text: str) -> list[str]:
    return explanation(pipeline.annotate(pipeline.from_text(text, id="t", date=dt.date(2026, 3, 12))))


def test_cue_rule_and_the_chain_from_pronoun_to_name_are_shown() -> None:
    lines = shown("Orla Venn opened the bridge. Venn said it would hold. She warned that ice was likely.")
    assert "  speaker   She → Orla Venn" in lines
    assert "  cue       warned (warns)" in lines
    assert any(line.startswith("  rule      ") and "/subject" in line for line in lines)


def test_what_is_quoted_has_its_own_marks_and_no_second_ones() -> None:
    lines = shown("“We will wait,” Orla Venn said. “Then we vote.”")
    assert "DIRECT “We will wait,” … “Then we vote.”" in lines
    assert "INDIRECT “that ice was likely”" in shown("Orla Venn said that ice was likely.")


def test_no_line_is_wider_than_a_terminal_and_nothing_is_lost() -> None:
    text = (
        "Orla Venn said that the bridge over the northern channel would have to be closed for the whole of the winter "
        "while engineers looked for cracks in each of its forty piers and the ferries took the traffic instead."
    )
    lines = shown(text)
    assert max(map(len, lines)) <= 80
    assert "ferries took the traffic instead" in " ".join(" ".join(lines).split())
