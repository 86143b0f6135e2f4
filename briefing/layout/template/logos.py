"""A template's logo: a whole picture of bounded size beside the template, or a message."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from briefing.errors import TemplateError
from briefing.model.blocks import Picture

MOST_BYTES = 5_000_000
#: A square inch at 1200 dpi is 1.4 million; a picture may be unpacked in any program that opens the page.
MOST_PIXELS = 20_000_000
_KINDS: Mapping[str, Literal["png", "jpeg"]] = {"PNG": "png", "JPEG": "jpeg"}
_NEXT = "Save the logo again as PNG or JPEG and put it beside the template."


def read(spec: Mapping[str, Any], folder: Path, at: str) -> Picture:
    """The picture beside the head; it must lie in the template's own folder.

    Args:
        spec: the template's table.
        folder: where the template lies.
        at: the place told with an error.

    Raises:
        TemplateError: the file is missing, lies elsewhere, is too large, or is no whole PNG or JPEG.
    """
    name = spec["file"]
    if Path(name).name != name:
        raise TemplateError("the logo must lie beside the template: give its bare file name", where=at, next_step=_NEXT)
    data = _bytes(folder / name, at)
    kind = _checked(data, at)
    return Picture(data, kind, float(spec["width"]), float(spec["height"]), spec.get("alt", ""))


def _bytes(path: Path, at: str) -> bytes:
    try:
        if path.resolve().parent != path.parent.resolve():
            raise TemplateError("the logo is a link that leads out of the template's folder", where=at, next_step=_NEXT)
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            raise TemplateError("the logo is not a file", where=at, next_step=_NEXT)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:  # a NUL in the name; links in a circle
        raise TemplateError(
            f"the logo cannot be read ({getattr(error, 'strerror', None) or error})", where=at, next_step=_NEXT
        ) from error
    if len(data) > MOST_BYTES:
        raise TemplateError(
            f"the logo has more than {MOST_BYTES:,} bytes", where=at, next_step="Save it smaller, as a PNG or JPEG."
        )
    return data


def _checked(data: bytes, at: str) -> Literal["png", "jpeg"]:
    """The kind of a picture that can be unpacked to its end."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow warns of is refused below, or does no harm
            with Image.open(io.BytesIO(data), formats=tuple(_KINDS)) as image:
                width, height = image.size  # out of the head; nothing is unpacked yet
                if width * height <= MOST_PIXELS:
                    image.load()
                    return _KINDS[image.format or ""]
    except UnidentifiedImageError as error:
        what = "is empty" if not data else "is neither PNG nor JPEG"
        raise TemplateError(f"the logo {what}", where=at, next_step=_NEXT) from error
    except Image.DecompressionBombError:  # more than Pillow itself lets through, whose size it does not tell
        pass
    except Exception as error:  # a damaged picture may end Pillow in any of its exceptions
        raise TemplateError(f"the logo is damaged ({error})", where=at, next_step=_NEXT) from error
    raise TemplateError(
        f"the logo has more than {MOST_PIXELS:,} pixels", where=at, next_step="Save it with fewer pixels."
    )
