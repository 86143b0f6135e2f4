"""Where the user keeps settings and templates."""

from __future__ import annotations

import os
from pathlib import Path


def user() -> Path:
    """The user's folder for this program. Source: XDG Base Directory Specification 0.8."""
    config = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(config) if Path(config).is_absolute() else Path.home() / ".config") / "briefing"
