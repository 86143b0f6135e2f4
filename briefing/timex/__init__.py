"""Time expressions: where they are (recognise) and what they mean (normalise)."""
