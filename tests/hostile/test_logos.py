"""A logo that is damaged, huge, none, or elsewhere is refused by the command; nothing is written."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from briefing.cli import group
from briefing.errors import TemplateError
from briefing.layout import template
from briefing.layout.template import logos

STORY = "The council voted on Monday to close the oldest of its four piers, the mayor said.\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("http://example.org/")</script></svg>'


def picture(form: str = "PNG", mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((120, 40)).convert(mode).save(out, form)
    return out.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, rows: bytes = b"", *before: bytes) -> bytes:
    """A PNG of grey dots that says how large it is, whatever it holds."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(before) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


#: What lies beside the template, and the words of the message.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut off": (lambda: picture()[:-200], "damaged"),
    "cut off in its head": (lambda: picture()[:20], "damaged"),
    "a JPEG cut off": (lambda: picture("JPEG")[:-200], "damaged"),
    "with a byte changed": (lambda: picture()[:120] + b"\xff" + picture()[121:], "damaged"),
    "4,000,000,000 dots in 200 bytes": (lambda: png(63_000, 63_000), "pixels"),
    "as many as a PNG can name": (lambda: png(2**31 - 1, 2**31 - 1), "pixels"),
    "144,000,000 dots, all there": (lambda: png(12_000, 12_000, bytes(12_001 * 12_000)), "pixels"),
    "without a dot": (lambda: png(0, 0), "logo"),
    "a text that unpacks to 200 MB": (
        lambda: png(8, 8, bytes(72), chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200_000_000), 9))),
        "damaged",
    ),
    "more bytes than any": (lambda: picture() + bytes(logos.MOST_BYTES), "bytes"),
    "a text": (lambda: b"This is no picture.", "neither PNG nor JPEG"),
    "no byte": (lambda: b"", "empty"),
    "an SVG with a script": (lambda: SVG, "neither PNG nor JPEG"),
    "a GIF": (lambda: picture("GIF", "P"), "neither PNG nor JPEG"),
    "only the mark of a PNG": (lambda: b"\x89PNG\r\n\x1a\nseal", "neither PNG nor JPEG"),
}


def make(folder: Path, name: str = "seal.png", *, width: str = "60", height: str = "20") -> Result:
    (folder / "own.toml").write_text(
        f'extends = "policy-brief"\n[logo]\nfile = "{name}"\nwidth = {width}\nheight = {height}\nalt = "Seal"\n'
    )
    (folder / "story.txt").write_text(STORY)
    typed = ["make", str(folder / "story.txt"), "--template", str(folder / "own.toml"), "--engine", "rules"]
    return CliRunner().invoke(group, [*typed, "--as-of", "2026-03-14", "-o", str(folder / "out")])


def told(done: Result, folder: Path) -> str:
    """The message: what is wrong, on which line, and what to do; and nothing was written."""
    assert isinstance(done.exception, TemplateError), done.exception
    assert not (folder / "out").exists()
    assert "own.toml, line " in (done.exception.where or "")
    assert done.exception.next_step
    return str(done.exception)


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_a_logo_that_cannot_be_printed_is_refused(data: Callable[[], bytes], words: str, tmp_path: Path) -> None:
    (tmp_path / "seal.png").write_bytes(data())
    assert words in told(make(tmp_path), tmp_path)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../secret.png", "seal.png", "none.png", ".", "", "a\\u0000b", "s" * 300]
)
def test_a_template_reads_no_file_but_one_beside_it(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(picture())
    (inside / "seal.png").symlink_to(tmp_path / "secret.png")  # beside it by its name only
    assert "logo" in told(make(inside, name), inside)


@pytest.mark.parametrize("place", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path)])
def test_what_is_no_file_is_not_waited_for(place: Callable[[Path], None], tmp_path: Path) -> None:
    place(tmp_path / "seal.png")
    assert "logo" in told(make(tmp_path), tmp_path)


@pytest.mark.parametrize("size", ["0", "-5", "nan", "inf", "1e300", "3", "251"])
def test_a_logo_is_given_a_size_that_has_room(size: str, tmp_path: Path) -> None:
    (tmp_path / "seal.png").write_bytes(picture())
    assert "width" in told(make(tmp_path, width=size), tmp_path)
    assert "height" in told(make(tmp_path, height=size), tmp_path)


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("JPEG", "L"), ("JPEG", "CMYK")]
)
def test_a_whole_logo_is_printed(form: str, mode: str, tmp_path: Path) -> None:
    (tmp_path / "seal.png").write_bytes(picture(form, mode))
    done = make(tmp_path)
    assert done.exit_code == 0, done.exception
    assert sorted(path.name for path in (tmp_path / "out").glob("[!.]*")) == ["story.docx", "story.pdf"]


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.png").write_bytes(picture())
    (tmp_path / "seal.png").symlink_to("real.png")
    assert make(tmp_path).exit_code == 0


def test_a_logo_as_large_as_it_may_be_is_read(tmp_path: Path) -> None:
    (tmp_path / "seal.png").write_bytes(png(5_000, 4_000, bytes(5_001 * 4_000)))
    (tmp_path / "own.toml").write_text(
        'extends = "policy-brief"\n[logo]\nfile = "seal.png"\nwidth = 250\nheight = 250.0\n'
    )
    assert template.load(tmp_path / "own.toml").logo is not None
