"""The JSON Schema of a brief's record, made from the model itself.

Source: JSON Schema, draft 2020-12.
"""

from __future__ import annotations

from typing import Any

from briefing.model.brief import Brief
from briefing.model.record import SCHEMA, Printed


def schema() -> dict[str, Any]:
    """What ``--format json`` writes and what delivered pages carry, as a JSON Schema."""
    from pydantic import TypeAdapter

    made = TypeAdapter(Brief).json_schema(ref_template="#/$defs/{model}")
    printed = TypeAdapter(Printed).json_schema(ref_template="#/$defs/{model}")
    defs: dict[str, Any] = {**made.pop("$defs"), **printed.pop("$defs", {})}
    # A line is written with its words joined, for readers that need no pieces; a field that is a word of Python's ends
    # in an underscore there only.
    defs["Line"]["properties"] = {"text": {"title": "Text", "type": "string"}, **defs["Line"]["properties"]}
    defs["Line"]["required"] = ["text", *defs["Line"]["required"]]
    properties = {key.rstrip("_"): value for key, value in made["properties"].items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:briefing:brief:{SCHEMA}",
        "title": "A brief with every candidate line and its evidence, and what was printed of it",
        "type": "object",
        "properties": {"schema": {"const": SCHEMA}, **properties, "printed": {**printed, "title": "Printed"}},
        "required": ["schema", *made["required"]],
        "$defs": dict(sorted(defs.items())),
    }
