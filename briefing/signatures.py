"""Detached signatures of delivered files: Ed25519 over a file's bytes, with keys in PEM as OpenSSL writes them.

A signature is 64 bytes in a file of its own, so that the page stays as it is; `openssl pkeyutl -verify -rawin` checks
it, too. Source: RFC 8032 (Ed25519), RFC 8410 (its keys).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefing.errors import InputError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

#: Bytes of a signature.
LENGTH = 64
#: What the name of a signature adds to that of its file.
SUFFIX = ".sig"
#: Larger than any key.
MOST_BYTES = 2**16
_MAKE = "Make a pair with: briefing sign --new-key NAME"


def new() -> tuple[bytes, bytes]:
    """A new pair of keys in PEM: the private one (PKCS #8, not encrypted), and the public one that checks it."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private, _pem(key.public_key())


def encrypted(pem: bytes) -> bool:
    """Whether a private key needs its passphrase."""
    return b"-----BEGIN ENCRYPTED PRIVATE KEY-----" in pem


def private_key(pem: bytes, *, name: str, passphrase: str | None = None) -> Ed25519PrivateKey:
    """A private key.

    Args:
        pem: the file as it is.
        name: its name.
        passphrase: of an encrypted one.

    Raises:
        InputError: it is no private Ed25519 key, or the passphrase is wrong.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = passphrase.encode() if passphrase is not None and encrypted(pem) else None
    try:
        key = serialization.load_pem_private_key(pem, secret)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        what = "the passphrase does not open it" if encrypted(pem) else "holds no private key in PEM"
        raise InputError(what, where=name, next_step=_MAKE) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError("holds a private key that is not an Ed25519 key", where=name, next_step=_MAKE)
    return key


def public_key(pem: bytes, *, name: str) -> Ed25519PublicKey:
    """A public key.

    Raises:
        InputError: it is no public Ed25519 key.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if b"PRIVATE KEY-----" in pem:
        raise InputError(
            "holds a private key, which only its signer should have", where=name, next_step="Give the file NAME.pub."
        )
    try:
        key = serialization.load_pem_public_key(pem)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InputError("holds no public key in PEM", where=name, next_step=_MAKE) from error
    if not isinstance(key, Ed25519PublicKey):
        raise InputError("holds a public key that is not an Ed25519 key", where=name, next_step=_MAKE)
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """What two people compare to know that they have the same key: 32 hexadecimal digits in groups of four.

    The first half of the SHA-256 of the key in DER, as `openssl pkey -pubin -outform DER | sha256sum` begins.
    """
    from cryptography.hazmat.primitives import serialization

    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    digits = hashlib.sha256(der).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def holds(key: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    """Whether a signature is that of these bytes by the holder of a key."""
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def _pem(key: Ed25519PublicKey) -> bytes:
    from cryptography.hazmat.primitives import serialization

    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
