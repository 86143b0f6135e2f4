"""News articles in, a one-page policy briefing out."""

__version__ = "0.1.0"
