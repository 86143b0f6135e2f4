"""Words as they stand in XML. The standard library's own functions for it bring a web client and TLS along.

Source: XML 1.0, 2.4 (character data) and 3.3.3 (white space in attributes).
"""

from __future__ import annotations

_WHITE_SPACE = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def content(words: str) -> str:
    """Words as the content of an element.

    >>> content("1 < 2 & 3")
    '1 &lt; 2 &amp; 3'
    """
    # A table of all three takes ten times as long over a record: few of its letters are any of them.
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(words: str) -> str:
    r"""Words as an attribute's value, between quotation marks that they do not hold themselves.

    >>> quoted('the "Aurora"')
    '\'the "Aurora"\''
    """
    value = content(words).translate(_WHITE_SPACE)
    if '"' not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else '"' + value.replace('"', "&quot;") + '"'
