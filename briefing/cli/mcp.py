"""``briefing mcp``: the Model Context Protocol over standard input and output, for assistants; it only reads.

Source: modelcontextprotocol.io; the official Python SDK (``mcp``, MIT) speaks it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing import __version__
from briefing.cli import console, options
from briefing.errors import BriefingError, UsageError

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from briefing.cli.shelf import Shelf

_INSTRUCTIONS = """\
Reads news articles and makes sourced briefs of them. Every line of a brief has an id and leads to its sentence: ask for
its evidence before you cite it, and cite it with its source, such as [1 ¶4]. Lines are the articles' own words; what
stands in [square brackets] was added. Before you hand over a text of your own that is based on the articles, check it
with verify_text, and mend or mark what is not borne out. A verdict says what the articles bear out, not what is true.
"""


@click.command("mcp", short_help="Serve articles, briefs and checks to assistants (MCP).")
@click.argument("folders", nargs=-1, metavar="[FOLDER...]")
@options.engine
@options.longest
@options.day_first
def command(folders: tuple[str, ...], engine: str, longest: int, day_first: bool) -> None:
    """Serve articles, briefs and checks to assistants over standard input and output (Model Context Protocol).

    Only files in FOLDER (by default the current folder) are read, nothing is written, and nothing is fetched. An
    assistant starts this command itself; it needs pip install 'policy-briefing[mcp]'.
    """
    from briefing.cli.shelf import Shelf

    shelf = Shelf([Path(name) for name in folders or (".",)], engine=engine, longest=longest, day_first=day_first)
    console.step(f"serving {', '.join(folders or ('.',))}")
    server(shelf).run("stdio")


def server(shelf: Shelf) -> MCPServer:
    """The server with its tools.

    Raises:
        UsageError: the SDK is not installed.
    """
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp_types import ToolAnnotations
    except ImportError as error:
        raise UsageError(
            "the MCP SDK is not installed", next_step="Install it with: pip install 'policy-briefing[mcp]'"
        ) from error
    made: MCPServer = MCPServer("briefing", instructions=_INSTRUCTIONS, version=__version__, log_level="WARNING")
    hints = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

    def offer(tool: Callable[..., dict[str, Any]]) -> None:
        @wraps(tool)
        def answer(*args: Any, **named: Any) -> dict[str, Any]:
            try:
                return tool(*args, **named)
            except BriefingError as error:
                raise ToolError(str(error)) from error

        made.tool(annotations=hints)(answer)

    for tool in (shelf.list_articles, shelf.read_article, shelf.brief, shelf.evidence, shelf.verify_text):
        offer(tool)
    return made
