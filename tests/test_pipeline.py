"""The stations in order: what they do together that none does alone."""

from __future__ import annotations

import pytest

from briefing import pipeline

SPANISH = (
    "El consejo votó el lunes 2026-03-12 para cerrar el más viejo de sus muelles, y las tripulaciones se irán.\n\n"
    "«No había otra salida», dijo Ana Ruiz, que preside el consejo desde hace años, según el diario de la ciudad."
)


@pytest.mark.parametrize("engine", ["rules", "auto"])
def test_a_text_in_a_language_without_rules_gives_its_numeric_dates_and_a_note(engine: str) -> None:
    found = pipeline.annotate(pipeline.read(SPANISH.encode(), name="muelle.txt"), engine=engine)
    assert [t.value for t in found.timexes] == ["2026-03-12"]
    assert (found.actors, found.attributions, found.events, found.figures) == ((), (), (), ())
    assert "no-rules" in [n.code for n in found.notes]
