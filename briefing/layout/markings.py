"""The handling mark of a page: where it stands and in which colours, by the rules of those who set it.

TLP 2.0 has its labels in capitals, flush right at the head and the foot of every page, in 12 points or more, in colours
of its own on black. Any other mark, such as OFFICIAL-SENSITIVE, stands in the middle of head and foot.

Sources: FIRST, Traffic Light Protocol 2.0 (2022); Cabinet Office, Government Security Classifications (2024).
"""

from __future__ import annotations

import re

from briefing.layout.text_runs import clean
from briefing.layout.typesetter import Setter
from briefing.model.blocks import Run
from briefing.model.page import Banner

#: Colours of the labels (FIRST), on black.
TLP = {"RED": "FF2B2B", "AMBER": "FFC000", "AMBER+STRICT": "FFC000", "GREEN": "33FF00", "CLEAR": "FFFFFF"}
_TLP = re.compile(r"TLP[:\s-]\s*(?P<label>RED|AMBER(?:\s*\+\s*STRICT)?|GREEN|CLEAR)", re.IGNORECASE)
TLP_PT = 12.0
TLP_LEADING_PT = 14.0


def banner(mark: str | None, setter: Setter, width_pt: float) -> Banner | None:
    """How a mark is set; ``None`` where there is none.

    Args:
        mark: as it was given, such as ``tlp:amber`` or ``OFFICIAL``.
        setter: of the page.
        width_pt: the measure; a mark that is longer is cut.
    """
    words = clean(mark or "")
    if not words:
        return None
    if label := _TLP.fullmatch(words):
        name = re.sub(r"\s", "", label["label"]).upper()
        return Banner(f"TLP:{name}", TLP_PT * setter.scale, TLP_LEADING_PT * setter.scale, TLP[name], "000000", "right")
    look = setter.looks["mark"]
    line = setter.one_line("mark", [Run(words)], width_pt)
    return Banner(line.plain, look.size_pt, look.leading_pt, look.colour, None, "centre")
