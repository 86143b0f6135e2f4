"""``briefing mcp`` as an assistant meets it: started by the SDK's own client, asked over standard input and output."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from briefing.cli import demo, group

if os.environ.get("BRIEFING_DEMAND") is None:
    pytest.importorskip("mcp", reason="the SDK is not installed")

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("shelf") / "articles"
    place.mkdir()
    for name, data in demo.texts():
        (place / name).write_bytes(data)
    (place.parent / "secret.txt").write_text("The safe opens with 4711.")
    return place


def ask(folder: Path, work: Callable[[Client], Awaitable[None]]) -> None:
    async def talk() -> None:
        started = StdioServerParameters(
            command=sys.executable, args=["-m", "briefing", "mcp", str(folder)], env={"PYTHONPATH": str(ROOT)}, cwd=ROOT
        )
        async with Client(started) as client:
            await work(client)

    anyio.run(talk)


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, answer.content
    assert isinstance(answer.structured_content, dict)
    return answer.structured_content


async def refused(client: Client, tool: str, **arguments: Any) -> str:
    answer = await client.call_tool(tool, arguments)
    assert answer.is_error
    return " ".join(getattr(part, "text", "") for part in answer.content)


def test_an_assistant_reads_briefs_asks_for_evidence_and_checks_its_own_text(folder: Path) -> None:
    async def work(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {"list_articles", "read_article", "brief", "evidence", "verify_text"}
        assert "[1 ¶4]" in next(tool.description or "" for tool in tools if tool.name == "brief")
        assert all(tool.annotations is not None and tool.annotations.read_only_hint for tool in tools)

        names = (await call(client, "list_articles"))["articles"]
        assert names == [name for name, _ in demo.texts()]

        (article,) = (await call(client, "read_article", article=names[0]))["articles"]
        assert article["publisher"] == "The Calder Courier"
        assert article["paragraphs"][2]["text"].startswith("“We have waited")

        made = await call(client, "brief", articles=names, as_of=demo.AS_OF)
        line = next(one for one in made["lines"] if one["speaker"] == "Helena Marsh")
        assert line["source"].startswith("[3 ¶")
        assert any(one["printed"] for one in made["lines"])

        shown = await call(client, "evidence", articles=names, line=line["id"], as_of=demo.AS_OF)
        (place,) = shown["evidence"]
        assert place["source"]["publisher"] == "The Northern Ledger"
        assert line["text"].strip("“”") in place["sentences"][0]
        assert place["sentences"][0] in place["whole_paragraph"]

        text = "About 430,000 homes are affected. “Nobody asked us before our fields were cut off,” said Anton Greaves."
        told = await call(client, "verify_text", text=text, articles=names)
        assert [(c["kind"], c["verdict"]) for c in told["claims"]] == [
            ("number", "contradicted"),
            ("quotation", "found"),
            ("speaker", "right"),
        ]

    ask(folder, work)


def test_what_lies_outside_of_the_folder_and_addresses_are_refused_in_words(folder: Path) -> None:
    async def work(client: Client) -> None:
        outside = str(folder.parent / "secret.txt")
        for name in ("../secret.txt", outside, "https://example.org/a.html", "-", "nothing.txt", "a\0b"):
            told = await refused(client, "read_article", article=name)
            assert "4711" not in told
            assert "is not a file in the folders" in told or "is not a path" in told, told
        (folder / "link.txt").symlink_to(outside)
        assert "is not a file in the folders" in await refused(client, "read_article", article="link.txt")
        (folder / "link.txt").unlink()
        first = demo.texts()[0][0]
        assert "no line 'x9'" in await refused(client, "evidence", articles=[first], line="x9")
        assert "not a valid date" in await refused(client, "brief", articles=[first], as_of="Friday")
        assert "no article is named" in await refused(client, "verify_text", text="It rained.", articles=[])

    ask(folder, work)


def test_a_folder_that_is_none_is_told_before_anything_is_served(tmp_path: Path) -> None:
    done = CliRunner().invoke(group, ["mcp", str(tmp_path / "nowhere")])
    assert "is not a folder" in str(done.exception)
