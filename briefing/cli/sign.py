"""``briefing sign``: detached signatures of files, and the keys that make them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli import console, disk, written
from briefing.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


@click.command("sign", short_help="Sign delivered files, or make the keys for it.")
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option("--key", metavar="KEY", help="The private key, a PEM file.")
@click.option("--new-key", "name", metavar="NAME", help="Make a pair of keys: NAME.key to sign, NAME.pub to check.")
@click.option("--force", is_flag=True, help="Write over a signature that briefing did not write.")
def command(files: tuple[str, ...], key: str | None, name: str | None, force: bool) -> None:
    """Sign delivered files, or make the keys for it.

    The signature of each FILE is written next to it as FILE.sig (Ed25519, 64 bytes); FILE itself is not changed.
    Anybody with NAME.pub can check it with "briefing verify FILE --key NAME.pub", or with openssl.
    """
    if (key is None) == (name is None) or bool(files) != (key is not None):
        raise UsageError(
            "takes files with --key, or --new-key on its own",
            next_step="briefing sign --new-key NAME, then: briefing sign FILE --key NAME.key",
        )
    if name is not None:
        _new(name)
        return
    from briefing import signatures

    signer = private(str(key))
    signed = [(Path(file), signature(signer, _bytes(Path(file)))) for file in dict.fromkeys(files)]
    for path, made in signed:
        beside = path.with_name(path.name + signatures.SUFFIX)
        # What it is about is the file itself: its next signature may replace this one.
        about = frozenset({f"signature of {path.name}"})
        for remark in written.write([(beside, made)], about, inputs=[path, Path(str(key))], force=force):
            console.note(f"note: {remark}.")
        console.place(beside)


def _new(name: str) -> None:
    from briefing import signatures

    private_path, public_path = Path(f"{name}.key"), Path(f"{name}.pub")
    for path in (private_path, public_path):
        if path.exists() or path.is_symlink():
            raise OutputError(
                "already exists, and a key is never overwritten", where=str(path), next_step="Choose another NAME."
            )
    secret, public = signatures.new()
    disk.write(private_path, secret, private=True)
    disk.write(public_path, public)
    console.place(private_path)
    console.place(public_path)
    fingerprint = signatures.fingerprint(signatures.public_key(public, name=str(public_path)))
    console.note(f"note: the key is {fingerprint}. Keep {private_path} to yourself; give {public_path} away.")


def private(file: str) -> Ed25519PrivateKey:
    """The private key in a file; its passphrase is asked for where it has one.

    Raises:
        InputError: there is no such file, or it is no such key.
    """
    from briefing import signatures

    pem = _bytes(Path(file), signatures.MOST_BYTES)
    passphrase = None
    if signatures.encrypted(pem):
        if not sys.stdin.isatty():
            raise InputError(
                "is encrypted, and there is no terminal on which to ask for its passphrase",
                where=file,
                next_step="Sign in a terminal, or with a key that is not encrypted.",
            )
        passphrase = click.prompt(f"Passphrase of {file}", hide_input=True, err=True)
    return signatures.private_key(pem, name=file, passphrase=passphrase)


def signature(key: Ed25519PrivateKey, data: bytes) -> bytes:
    """The signature of some bytes, held against them once."""
    from briefing import signatures

    made = key.sign(data)
    assert signatures.holds(key.public_key(), made, data)  # noqa: S101 - no faulty signature leaves the house
    return made


def public(file: str) -> Ed25519PublicKey:
    """The public key in a file.

    Raises:
        InputError: there is no such file, or it is no such key.
    """
    from briefing import signatures

    return signatures.public_key(_bytes(Path(file), signatures.MOST_BYTES), name=file)


def fault(data: bytes, key: Ed25519PublicKey, beside: str) -> str | None:
    """What is wrong with a file's signature; ``None`` where it holds.

    Args:
        data: the file as it is.
        key: of whoever should have signed it.
        beside: the file of the signature.
    """
    from briefing import signatures

    try:
        with Path(beside).open("rb") as file:
            signature = file.read(signatures.LENGTH + 1)
    except (OSError, ValueError):
        return f"there is no signature in {beside}"
    if len(signature) != signatures.LENGTH:
        return f"{beside} is not a signature: an Ed25519 one has {signatures.LENGTH} bytes"
    if not signatures.holds(key, signature, data):
        return f"{beside} is not a signature of this file by the key {signatures.fingerprint(key)}"
    return None


def _bytes(path: Path, most: int | None = None) -> bytes:
    try:
        if not path.is_file():
            raise InputError("there is no such file", where=str(path), next_step="Check the path.")
        with path.open("rb") as file:
            return file.read(-1 if most is None else most)
    except (OSError, ValueError) as error:
        raise InputError(
            f"cannot be read ({getattr(error, 'strerror', None) or error})",
            where=str(path).replace("\0", "?"),
            next_step="Check its name and its permissions.",
        ) from error
