"""Text made safe for where it goes: a terminal, a mail's header, one line of a file. Words stay; what would act goes.

One function a sink, and one list of hostile strings for all of them in ``tests/hostile/strings.py``.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Sequence
from typing import Any

#: Embeddings, overrides and isolates, which turn what follows: a line could read as what it does not say.
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
#: Controls (C0, DEL, C1), which a terminal obeys and a header or a field may end at, and Unicode's own line ends.
_CONTROLS = "\x00-\x1f\x7f-\x9f\u2028\u2029"
_ACTING = re.compile(f"[{_CONTROLS}]")
_TURNING = re.compile(f"[{_DIRECTION}\ufeff]")
#: On a terminal a line may end and have columns. Bytes 80 to 9F of a name that is no UTF-8 are C1 in an old locale.
_ON_TERMINAL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\udc80-\udc9f{_DIRECTION}]")
_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029{_DIRECTION}]")
_QUOTED = json.encoder.encode_basestring
_HALF = re.compile("[\ud800-\udfff]")
#: An encoded word may hold another, which a second reader would decode.
_MOST_LAYERS = 4


def terminal(text: str) -> str:
    r"""Text that a terminal prints and does not obey: each control character and mark of direction is U+FFFD.

    >>> terminal("Pier\x1b]0;owned\x07 closed\n")
    'Pier�]0;owned� closed\n'
    """
    return _ON_TERMINAL.sub("\ufffd", text.replace("\r\n", "\n"))


def acts(text: str) -> bool:
    """Whether a terminal or an editor would obey something in the text."""
    return _ON_TERMINAL.search(text) is not None


def json_text(
    value: Any,
    *,
    indent: int | None = None,
    level: int = 0,
    fields: Callable[[type], Sequence[tuple[str, str]] | None] = lambda _: None,
) -> str:
    r"""A value as JSON that a terminal can show: C1 controls and marks of direction are escaped, too.

    Args:
        value: what to write.
        indent: spaces by which each level stands further in; ``None`` for all on one line.
        level: at which it stands; of an indented value.
        fields: the key and the attribute of each member of an object of a type, where it is none of JSON's own; of an
            indented value.

    >>> json_text({"a": "é\x9b"})
    '{"a": "é\\u009b"}'
    """
    if indent is None:
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = _indented(value, " " * indent, "\n" + " " * indent * level, fields)
    return _IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _indented(value: Any, step: str, end: str, fields: Callable[[type], Sequence[tuple[str, str]] | None]) -> str:
    """As ``json.dumps`` indents, and faster: that one hands each word up through all levels.

    Args:
        value: what to write.
        step: by what each level stands further in.
        end: of the line before what closes the value.
        fields: as :func:`json_text` takes it.
    """
    if isinstance(value, str):
        return _QUOTED(value)
    if value is None:
        return "null"
    if type(value) is int:
        return str(value)
    deeper = end + step
    if (members := fields(value.__class__)) is not None:
        held = [(key, getattr(value, name)) for key, name in members]
        rows = [
            f'"{key}": {_QUOTED(v) if v.__class__ is str else _indented(v, step, deeper, fields)}' for key, v in held
        ]
        return f"{{{deeper}{f',{deeper}'.join(rows)}{end}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{deeper}{f',{deeper}'.join([_indented(held, step, deeper, fields) for held in value])}{end}]"
    if isinstance(value, dict) and value:
        rows = [f"{_QUOTED(key)}: {_indented(held, step, deeper, fields)}" for key, held in value.items()]
        return f"{{{deeper}{f',{deeper}'.join(rows)}{end}}}"
    return json.dumps(value.isoformat() if isinstance(value, dt.date) else value)


def one_line(text: str) -> str:
    r"""Words on one line: no control, no line's end of any kind, no mark of direction, one space between words.

    >>> one_line(" Pier\r\nBcc: a@b.example\x85closed ")
    'Pier Bcc: a@b.example closed'
    """
    return " ".join(_HALF.sub("\ufffd", _TURNING.sub("", _ACTING.sub(" ", text))).split())


def header(text: str) -> str:
    """Words as the value of a mail's header; encoded words (RFC 2047) are decoded first, then made one line.

    Python's own header classes decode them as well, after whoever set them has checked for line ends.

    >>> header("=?utf-8?q?Pier=0D=0ABcc:_a@b.example?=")
    'Pier Bcc: a@b.example'
    """
    from email.errors import MessageError  # what only writes to a terminal does without
    from email.header import decode_header, make_header

    words = one_line(text)
    for _ in range(_MOST_LAYERS):
        if "=?" not in words:
            return words
        try:
            words = one_line(str(make_header(decode_header(words))))
        except (MessageError, ValueError, LookupError):  # no encoded word after all, or one in an encoding nobody knows
            break
    # What still looks like one is parted, so that it is read as what it is.
    return words.replace("=?", "= ?")
