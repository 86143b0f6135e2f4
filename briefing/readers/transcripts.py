"""Subtitles as text: SRT, WebVTT and YouTube's SBV, the speakers kept, the times and what repeats left out.

Sources: the SubRip form; WebVTT (W3C, 2019).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.errors import InputError
from briefing.model.text import Document
from briefing.readers.decode import decode
from briefing.readers.ids import identifier

#: So many seconds without a word part two paragraphs.
PAUSE_S = 2.5
#: A paragraph of one voice goes on to the end of the sentence in which it has so many words.
LONGEST_WORDS = 90

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_TIMES = re.compile(rf"(?P<start>{_CLOCK})\s*-->\s*(?P<end>{_CLOCK})(?:\s.*)?")
#: The times of SBV, which nothing but a comma parts.
_BARE_TIMES = re.compile(r"(?P<start>\d{1,3}:\d\d:\d\d\.\d{3}),(?P<end>\d{1,3}:\d\d:\d\d\.\d{3})")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+(?P<name>[^<>]{1,80})>")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>|<\d[\d:.]{4,20}>|\{\\[^{}]{0,80}\}", re.IGNORECASE)
_SPEAKER = re.compile(r"(?:>>+\s*|[-–—]\s*)?(?P<name>[A-ZÀ-Þ][\w.’' -]{1,50}?)\s*:\s+(?=\S)")
_CHANGE = re.compile(r"(?:>>+|[-–—](?=\s?[A-ZÀ-Þ“\"]))\s*")
_SOUND = re.compile(r"[\[(♪][^\])♪]{0,80}[\])♪]|♪+")


def is_timed(head: str) -> bool:
    """Whether a text begins like subtitles."""
    plain = head.lstrip("\ufeff \t\n")
    if re.match(r"WEBVTT(?:[ \t\n]|$)", plain):
        return True
    first = plain.split("\n", 1)[0].strip()[:80]
    if _BARE_TIMES.fullmatch(first) or _TIMES.fullmatch(first):
        return True
    return bool(re.match(r"\d{1,6}\s*\n", plain)) and bool(_TIMES.match(plain.split("\n", 1)[1].strip()[:80]))


def read(data: bytes, name: str) -> Document:
    """What is said, a paragraph for each turn, with ``Name:`` before it where the subtitles name the speaker.

    Raises:
        InputError: nothing is said in it.
    """
    paragraphs: list[str] = []
    speaker, ended = "", None
    for start, end, words, voice, turns in _cues(decode(data, name=name)):
        new = turns or (voice and voice != speaker) or ended is None or start - ended > PAUSE_S
        full = bool(paragraphs) and len(paragraphs[-1].split()) > LONGEST_WORDS and paragraphs[-1][-1:] in '.!?”"'
        if new or full:
            said = voice and voice != speaker
            paragraphs.append(f"{voice}: {words}" if said else words)
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {words}"
        speaker, ended = voice or ("" if turns else speaker), end
    if not paragraphs:
        raise InputError("the subtitles hold no words", where=name, next_step="Check the file.")
    return Document(identifier(name), "\n\n".join(paragraphs), kind="subtitles")


def _cues(text: str) -> Iterator[tuple[float, float, str, str, bool]]:
    """Start, end, words, speaker and whether another begins to speak, of each cue; words that roll up come once."""
    before: list[str] = []
    for match, lines in _blocks(text.replace("\r\n", "\n").split("\n")):
        shown = [" ".join(_TAG.sub("", _VOICE.sub("", line)).split()) for line in lines]
        voice = _VOICE.search("\n".join(lines))
        kept = [line for line in shown if line and line not in before]
        before = shown or before
        words = " ".join(_SOUND.sub(" ", " ".join(kept)).split())
        if not words:
            continue
        turns = bool(_CHANGE.match(words))
        named = _SPEAKER.match(words)
        name = voice["name"].strip() if voice else ""
        if named and not voice and len(named["name"].split()) <= 5:
            name = _cased(named["name"])
            words, turns = words[named.end() :], True
        yield _seconds(match["start"]), _seconds(match["end"]), _CHANGE.sub("", words, count=1), name, turns


def _blocks(lines: Sequence[str]) -> Iterator[tuple[re.Match[str], list[str]]]:
    """The times of each cue, and the lines below them to the next blank one; some tools leave that out."""
    times: re.Match[str] | None = None
    shown: list[str] = []
    for line in [*(line.strip() for line in lines), ""]:
        begun = (_TIMES.fullmatch(line) or _BARE_TIMES.fullmatch(line)) if line[:1].isdigit() else None
        if begun is None and line:
            shown.append(line)
            continue
        if times is not None:
            # The number of the next cue stands above its times.
            yield times, shown[:-1] if begun is not None and shown and shown[-1].isdigit() else shown
        times, shown = begun, []


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name


def _seconds(clock: str) -> float:
    parts = [float(part) for part in clock.replace(",", ".").split(":")]
    return sum(part * (1.0, 60.0, 3600.0)[i] for i, part in enumerate(reversed(parts)))
