"""A house's own Word file put among the user's templates: its map, a picture of its head and foot, what it lacks."""

from __future__ import annotations

import io
from pathlib import Path

from briefing.cli import console
from briefing.errors import OutputError

SUFFIXES = (".docx", ".dotx")
#: Dots of the picture to an inch: as fine as an office printer draws letters well.
DPI = 200


def name_taken(place: Path) -> OutputError:
    """What is said where a template is to be written and another one stands."""
    said = "there is a template of that name already"
    return OutputError(said, where=str(place), next_step="Choose another name, or delete it.")


def cannot_be_written(place: Path, error: OSError) -> OutputError:
    """What is said where the folder of the templates takes no file."""
    said = f"the template cannot be written ({error.strerror})"
    return OutputError(said, where=str(place), next_step="Make the folder writable, or free some space.")


def add(path: Path, name: str, folder: Path) -> None:
    """Writes the template and what belongs to it, and says what was found in the file.

    Args:
        path: the Word file.
        name: of the template.
        folder: where the user keeps templates.

    Raises:
        TemplateError: a page cannot be put into the file.
        OutputError: there is a template of that name, or the folder cannot be written to.
    """
    from briefing.layout.template import letterheads

    house = letterheads.read({"file": path.name}, path.parent, str(path))
    text = letterheads.draft(path, name)
    picture = path.with_suffix(".png")
    drawn = picture.read_bytes() if picture.is_file() else drawing(house.docx)
    if drawn is None:
        text = text.replace("\npicture = ", "\n# picture = ")
    place = folder / f"{name}.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8") as file:
            file.write(text)
        (folder / f"{name}{path.suffix.lower()}").write_bytes(house.docx)
        if drawn is not None:
            (folder / f"{name}.png").write_bytes(drawn)
    except FileExistsError:
        raise name_taken(place) from None
    except OSError as error:
        raise cannot_be_written(place, error) from error
    console.place(place)
    places = ", ".join(house.places) or "none; the page goes behind what stands in the file"
    console.note(f"places: {places}.")
    if away := letterheads.missing(house):
        console.note(f"without a place, and not printed: {', '.join(away)}.")
    if not house.marked:
        console.note("no {{ mark }} at the head or foot: a page with a handling mark is refused.")
    for note in house.notes:
        console.note(f"note: {note.text}.")
    if drawn is None:
        console.note(
            "LibreOffice is not here to draw the head and foot for the PDF: "
            f"save an empty sheet of the letterhead as {name}.png beside the template, and name it under [letterhead]."
        )


def drawing(docx: bytes) -> bytes | None:
    """The head and foot of a letterhead as LibreOffice draws them, as a PNG of the whole sheet; ``None`` without it."""
    from briefing import programs
    from briefing.renderers.docx.letterhead import blank
    from briefing.renderers.packages import packed

    pdf = programs.converted(packed(blank(docx)), "docx", "pdf")
    return _picture(pdf) if pdf is not None else None


def _picture(pdf: bytes) -> bytes:
    """The first page, drawn."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=DPI / 72).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
