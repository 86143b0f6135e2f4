"""A text that was checked, as one HTML file: each claim marked, with its verdict and the sentence beside it."""

from __future__ import annotations

import base64
import hashlib
import html
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from briefing.model.claims import AGAINST, BORNE_OUT, UNSUPPORTED, Checked, Claim
from briefing.model.text import Document

_STYLE = """
:root { --ink: #1c1f24; --accent: #17335c; --quiet: #454b55; --rule: #b4bcc8; }
body { margin: 0 auto; max-width: 1000px; padding: 20px 28px 60px; color: var(--ink); background: #fff;
  font: 16px/1.55 Arial, "Liberation Sans", Helvetica, sans-serif; }
h1 { font-size: 22px; color: var(--accent); } h2 { font-size: 16px; color: var(--accent); margin-top: 32px; }
.text { white-space: pre-wrap; border-left: 4px solid var(--rule); padding-left: 18px; }
mark { color: inherit; padding: 1px 2px; border-radius: 2px; text-decoration: none; }
mark a { color: inherit; text-decoration: none; } mark sup { font-size: 10px; }
.good { background: #e2efe2; } .bad { background: #ffd5cf; outline: 1px solid #a3271b; }
.unsure { background: #fff0c2; outline: 1px dashed #7a5b00; } .open { background: #e8eaee; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; color: var(--quiet); border-bottom: 1.5px solid var(--accent); padding: 3px 8px 3px 0; }
td { vertical-align: top; border-bottom: 1px solid var(--rule); padding: 5px 8px 5px 0; }
td small, .key { color: var(--quiet); font-size: 13px; } tr:target td { background: #ffe9a8; }
@media print { body { font-size: 10pt; max-width: none; } tr { break-inside: avoid; } }
"""


def render(draft: Document, checked: Checked, titles: Mapping[str, str], verdicts: Mapping[str, str]) -> bytes:
    """A self-contained HTML file that fetches nothing and runs nothing.

    Args:
        draft: the text that was checked.
        checked: what was found in it.
        titles: of the articles, by their ids.
        verdicts: how each verdict is worded.
    """
    return "".join(_parts(draft, checked, titles, verdicts)).encode("utf-8", "replace")


def _parts(draft: Document, checked: Checked, titles: Mapping[str, str], verdicts: Mapping[str, str]) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    title = html.escape(f"{draft.title or draft.id}: checked against articles")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield (
        f'<!DOCTYPE html>\n<html lang="{html.escape(draft.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    )
    counts = Counter(claim.verdict for claim in checked.claims)
    summary = "; ".join(f"{number} {verdicts[verdict]}" for verdict, number in counts.items())
    yield f'<p class="key">{len(checked.claims)} claims: {html.escape(summary)}. A number leads to its row below.</p>\n'
    yield f'<div class="text">{"".join(_marked(draft.text, checked.claims, verdicts))}</div>\n'
    yield "<h2>Each claim</h2>\n<table>\n<tr><th>#</th><th>Claim</th><th>Verdict</th><th>In the articles</th></tr>\n"
    for number, claim in enumerate(checked.claims, start=1):
        yield _row(number, claim, titles, verdicts)
    yield "</table>\n"
    for note in checked.notes:
        yield f'<p class="key">{html.escape(note)}</p>\n'
    yield "</main>\n</body>\n</html>\n"


def _marked(text: str, claims: Sequence[Claim], verdicts: Mapping[str, str]) -> Iterator[str]:
    """The text with its claims; of claims inside one another the outer has the ground, each its number."""
    at = 0
    order = sorted(enumerate(claims, start=1), key=lambda item: (item[1].span.start, -item[1].span.end))
    while order:
        claim = order[0][1]
        inside = [item for item in order if item[1].span.start < claim.span.end]
        order = order[len(inside) :]
        end = max(item[1].span.end for item in inside)
        worst = max((item[1] for item in inside), key=lambda c: _GRAVITY[_look(c)])
        links = ", ".join(f'<a href="#c{n}">{n}</a>' for n in sorted(n for n, _ in inside))
        yield html.escape(text[at : claim.span.start])
        yield (
            f'<mark class="{_look(worst)}" title="{html.escape(verdicts[worst.verdict])}">'
            f"{html.escape(text[claim.span.start : end])}<sup>{links}</sup></mark>"
        )
        at = end
    yield html.escape(text[at:])


_KINDS = {"quotation": "quotation", "speaker": "attribution", "date": "date", "number": "number"}
_GRAVITY = {"good": 0, "open": 1, "unsure": 2, "bad": 3}


def _look(claim: Claim) -> str:
    for look, verdicts in (("good", BORNE_OUT), ("bad", AGAINST), ("unsure", UNSUPPORTED)):
        if claim.verdict in verdicts:
            return look
    return "open"


def _row(number: int, claim: Claim, titles: Mapping[str, str], verdicts: Mapping[str, str]) -> str:
    place = ""
    if claim.place is not None:
        title = html.escape(titles.get(claim.place.document, claim.place.document))
        before = "<br>" if claim.note else ""
        place = f"{before}{html.escape(claim.place.text)}<br><small>{title}, ¶{claim.place.paragraph}</small>"
    return (
        f'<tr id="c{number}"><td>{number}</td><td>{html.escape(claim.text)}<br><small>{_KINDS[claim.kind]}</small></td>'
        f'<td class="{_look(claim)}">{html.escape(verdicts[claim.verdict])}</td>'
        f"<td>{html.escape(claim.note)}{place}</td></tr>\n"
    )
