"""A delivered file and its detached signature: who signed it, and that nothing of it was altered since."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from briefing import signatures
from briefing.cli import group
from briefing.errors import BriefingError, InputError, OutputError, UsageError, VerifyError

WORDS = "open, please"
ARTICLE = str(Path(__file__).parents[2] / "examples/harbour-ferries.txt")


def run(*typed: str) -> Result:
    return CliRunner().invoke(group, list(typed))


def told(result: Result, kind: type[BriefingError]) -> BriefingError:
    assert isinstance(result.exception, kind), (result.output, result.exception)
    return result.exception


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page in three forms, two pairs of keys, and a signature of each page by the first."""
    folder = tmp_path_factory.mktemp("signed")
    forms = "docx,pdf,json"
    made = run("make", ARTICLE, "--as-of", "2026-06-10", "--engine", "rules", "--format", forms, "-o", str(folder))
    assert made.exit_code == 0, made.output
    for name in ("desk", "other"):
        assert run("sign", "--new-key", str(folder / name)).exit_code == 0
    signed = run("sign", *(str(path) for path in pages(folder)), "--key", str(folder / "desk.key"))
    assert signed.exit_code == 0, signed.output
    return folder


@pytest.fixture
def folder(delivered: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(delivered, tmp_path / "signed"))


def pages(folder: Path) -> list[Path]:
    return [folder / f"harbour-ferries.{form}" for form in ("docx", "pdf", "json")]


def test_a_signed_file_is_as_it_was_signed(folder: Path) -> None:
    public = signatures.public_key((folder / "desk.pub").read_bytes(), name="desk.pub")
    for page in pages(folder):
        signature = page.with_name(f"{page.name}.sig").read_bytes()
        assert len(signature) == signatures.LENGTH
        result = run("verify", str(page), ARTICLE, "--key", str(folder / "desk.pub"))
        assert result.exit_code == 0, result.output
        assert f"signed by the key {signatures.fingerprint(public)}" in result.output


def test_another_key_is_told(folder: Path) -> None:
    for page in pages(folder):
        result = run("verify", str(page), ARTICLE, "--key", str(folder / "other.pub"))
        assert "its signature is not valid" in told(result, VerifyError).what
        assert "is not a signature of this file by the key" in result.output


@pytest.mark.parametrize("form", ["docx", "pdf", "json"])
def test_each_byte_of_a_page_and_its_record_counts(folder: Path, form: str) -> None:
    page = folder / f"harbour-ferries.{form}"
    data = page.read_bytes()
    for at in range(0, len(data), len(data) // 40):
        page.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        told(run("verify", str(page), ARTICLE, "--key", str(folder / "desk.pub")), VerifyError)
    page.write_bytes(data + b"\n")
    told(run("verify", str(page), ARTICLE, "--key", str(folder / "desk.pub")), VerifyError)


def test_a_page_and_record_that_were_made_of_another_article_are_told(folder: Path, tmp_path: Path) -> None:
    """What agrees with itself and with an article of the forger's: the signature alone tells it."""
    forged = tmp_path / "forged.txt"
    forged.write_text(Path(ARTICLE).read_text(encoding="utf-8").replace("Vance", "Quist"), encoding="utf-8")
    made = run(
        "make", str(forged), "--as-of", "2026-06-10", "--engine", "rules", "-o", str(tmp_path), "--format", "pdf"
    )
    assert made.exit_code == 0
    page = folder / "harbour-ferries.pdf"
    shutil.copy(tmp_path / "forged.pdf", page)
    assert run("verify", str(page), str(forged)).exit_code == 0
    told(run("verify", str(page), str(forged), "--key", str(folder / "desk.pub")), VerifyError)


def test_a_file_whose_signature_does_not_hold_is_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object, **__: object) -> None:
        raise AssertionError("was opened")

    monkeypatch.setattr("briefing.cli.output.is_ours", opened)
    result = run("verify", "--json", str(folder / "harbour-ferries.pdf"), "--key", str(folder / "other.pub"))
    told(result, VerifyError)
    found = json.loads(result.output.partition("\n}")[0] + "}")
    assert found["signed_by"] is None
    assert [fault["kind"] for fault in found["faults"]] == ["signature"]


def test_the_answer_for_programs_tells_the_key(folder: Path) -> None:
    result = run("verify", "--json", str(folder / "harbour-ferries.pdf"), ARTICLE, "--key", str(folder / "desk.pub"))
    public = signatures.public_key((folder / "desk.pub").read_bytes(), name="desk.pub")
    assert json.loads(result.output)["signed_by"] == signatures.fingerprint(public)
    without = run("verify", "--json", str(folder / "harbour-ferries.pdf"), ARTICLE)
    assert json.loads(without.output)["signed_by"] is None


@pytest.mark.parametrize("signature", [None, b"", b"x" * 63, b"x" * 64, b"x" * 65, b"x" * 10_000])
def test_no_signature_and_what_is_none_are_told(folder: Path, signature: bytes | None) -> None:
    page = folder / "harbour-ferries.pdf"
    beside = folder / "harbour-ferries.pdf.sig"
    beside.unlink()
    if signature is not None:
        beside.write_bytes(signature)
    result = run("verify", str(page), "--key", str(folder / "desk.pub"))
    told(result, VerifyError)
    assert ("there is no signature in" if signature is None else "is not a signature") in result.output


def test_the_signature_of_another_file_is_told(folder: Path) -> None:
    at = str(folder / "harbour-ferries.docx.sig")
    key = str(folder / "desk.pub")
    told(run("verify", str(folder / "harbour-ferries.pdf"), "--key", key, "--signature", at), VerifyError)
    moved = folder / "moved.sig"
    shutil.move(folder / "harbour-ferries.pdf.sig", moved)
    page = str(folder / "harbour-ferries.pdf")
    assert run("verify", page, ARTICLE, "--key", key, "--signature", str(moved)).exit_code == 0


def test_anybodys_text_can_be_signed(folder: Path) -> None:
    memo = folder / "memo.txt"
    memo.write_text("The order will stay in force until at least June 30.")
    assert run("sign", str(memo), "--key", str(folder / "desk.key")).exit_code == 0
    assert run("verify", str(memo), ARTICLE, "--key", str(folder / "desk.pub")).exit_code == 0
    memo.write_text("The order will stay in force until at least June 20.")
    told(run("verify", str(memo), ARTICLE, "--key", str(folder / "desk.pub")), VerifyError)


def test_a_private_key_is_its_owners_alone(folder: Path) -> None:
    assert stat.S_IMODE((folder / "desk.key").stat().st_mode) == 0o600
    told(run("sign", "--new-key", str(folder / "desk")), OutputError)
    (folder / "half.pub").write_text("somebody's")
    told(run("sign", "--new-key", str(folder / "half")), OutputError)
    assert not (folder / "half.key").exists()


def test_a_signature_is_made_anew_and_a_strange_file_stays(folder: Path) -> None:
    page = folder / "harbour-ferries.pdf"
    page.write_bytes(page.read_bytes() + b"\n%")
    assert run("sign", str(page), "--key", str(folder / "other.key")).exit_code == 0
    beside = folder / "harbour-ferries.docx.sig"
    beside.write_bytes(b"a note of mine")
    told(run("sign", str(folder / "harbour-ferries.docx"), "--key", str(folder / "desk.key")), OutputError)
    assert beside.read_bytes() == b"a note of mine"
    assert (
        run("sign", str(folder / "harbour-ferries.docx"), "--key", str(folder / "desk.key"), "--force").exit_code == 0
    )


def _private(encryption: serialization.KeySerializationEncryption) -> bytes:
    key = ed25519.Ed25519PrivateKey.generate()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)


def _of_another_kind() -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)


def test_what_is_no_key_is_told() -> None:
    private = _private(serialization.NoEncryption())
    other = _of_another_kind()
    for pem, what in ((b"", "no private key"), (b"\x00\xff", "no private key"), (other, "not an Ed25519 key")):
        with pytest.raises(InputError, match=what):
            signatures.private_key(pem, name="a.key")
    public = b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
    for pem, what in (
        (private, "a private key"),
        (other, "a private key"),
        (public, "no public key"),
        (b"x", "no pub"),
    ):
        with pytest.raises(InputError, match=what):
            signatures.public_key(pem, name="a.pub")


def test_an_encrypted_key_opens_with_its_passphrase_alone(folder: Path) -> None:
    pem = _private(serialization.BestAvailableEncryption(WORDS.encode()))
    assert signatures.private_key(pem, name="a.key", passphrase=WORDS)
    with pytest.raises(InputError, match="passphrase"):
        signatures.private_key(pem, name="a.key", passphrase=WORDS.upper())
    (folder / "closed.key").write_bytes(pem)
    # Nobody sits at a terminal here.
    result = run("sign", str(folder / "harbour-ferries.pdf"), "--key", str(folder / "closed.key"))
    assert "there is no terminal" in told(result, InputError).what


@pytest.mark.parametrize(
    "typed",
    [
        ["sign"],
        ["sign", "a.pdf"],
        ["sign", "--key", "a.key"],
        ["sign", "a.pdf", "--new-key", "a"],
        ["sign", "a.pdf", "--key", "a.key", "--new-key", "a"],
        ["verify", ARTICLE, "--signature", "a.sig"],
    ],
)
def test_half_a_command_is_told(typed: list[str]) -> None:
    told(run(*typed), UsageError)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_openssl_checks_a_signature_and_makes_keys(folder: Path) -> None:
    page = folder / "harbour-ferries.pdf"
    check = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "desk.pub", "-in", page.name]
    done = subprocess.run([*check, "-sigfile", f"{page.name}.sig"], cwd=folder, capture_output=True, text=True)
    assert "Signature Verified Successfully" in done.stdout, done.stderr
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", "own.key"], cwd=folder, check=True)
    subprocess.run(["openssl", "pkey", "-in", "own.key", "-pubout", "-out", "own.pub"], cwd=folder, check=True)
    assert run("sign", str(page), "--key", str(folder / "own.key")).exit_code == 0
    assert run("verify", str(page), ARTICLE, "--key", str(folder / "own.pub")).exit_code == 0


def test_the_library_is_imported_for_signatures_alone() -> None:
    code = "import sys, briefing.cli.verify, briefing.cli.sign; sys.exit('cryptography' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
