"""What a user may type: examples for the help of each command, and the commands in groups."""

from __future__ import annotations

from collections.abc import Mapping

#: Heading of the help → its commands, in order.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Make": ("make", "watch", "demo"),
    "Review": ("review", "extract", "render"),
    "Check": ("show", "read", "verify", "sign", "explain"),
    "For programs": ("annotate", "batch", "mcp", "schema"),
    "Set up": ("templates", "config", "completion"),
}

#: Command → lines that run as they stand, were the files there.
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "make": (
        "briefing make ferries.html",
        "briefing make monday.html tuesday.pdf -o strait.pdf --open",
        "briefing make https://example.org/ferries --as-of 2026-06-10 --format docx,eml",
    ),
    "watch": (
        "briefing watch inbox/ https://example.org/feed.xml --every 30",
        "briefing watch --stories stories/ -o standing/ --once -j 8",
    ),
    "demo": ("briefing demo --open",),
    "review": ("briefing review ferries.html", "briefing review out/ferries.yaml --since out/monday.pdf"),
    "extract": ("briefing extract ferries.html -o story.yaml", "briefing extract second.html -o story.yaml"),
    "render": ("briefing render story.yaml", "briefing render story.yaml --since out/monday.pdf --format pdf"),
    "show": ("briefing show ferries.html", "briefing show ferries.html --actor 'Ada Brenn'"),
    "read": ("briefing read export.docx", "briefing read ferries.html --json"),
    "verify": ("briefing verify out/ferries.pdf ferries.html", "briefing verify draft.docx ferries.html"),
    "sign": ("briefing sign --new-key desk", "briefing sign out/ferries.pdf --key desk.key"),
    "explain": (
        "briefing explain 'The council met last Monday.' --date 2026-06-10",
        "pbpaste | briefing explain -",
    ),
    "annotate": ("briefing annotate docs.jsonl -o annotations.jsonl", "briefing annotate - --chronology < docs.jsonl"),
    "batch": ("briefing batch 'archive/*.html' -o annotations.jsonl", "briefing batch docs.jsonl.gz -o parts -j 4"),
    "mcp": ("briefing mcp articles/",),
    "schema": ("briefing schema > brief.schema.json",),
    "templates": ("briefing templates list", "briefing templates new ours"),
    "config": ("briefing config", "briefing config --json"),
    "completion": ("briefing completion bash",),
}


def epilog(name: str) -> str:
    """The examples of a command as the end of its help; each on a line of its own."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in EXAMPLES.get(name, ()))))
