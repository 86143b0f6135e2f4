"""An article by its address: one careful request at a time, and never into a private network unasked."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefing import __version__
from briefing.cli.sources import MOST_BYTES
from briefing.errors import NetworkError, UnknownFormatError

if TYPE_CHECKING:
    import httpx

#: Redirects followed before an address is given up.
MOST_HOPS = 5
#: Seconds for a connection, for the next piece of an answer, and for the whole of it.
CONNECT_S, READ_S, WHOLE_S = 10.0, 20.0, 60.0

_AGENT = f"briefing/{__version__} (reads single news articles for a reader at a desk)"
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5"
_SAVE = "Open it in a browser, save the page, and give the saved file."
#: What servers answer where a person would be let in, and a program is not.
_REFUSED = {401, 402, 403, 406, 429, 451}

#: A password where an address has none by rule: "https:ann:secret@…", or with a slash in it.
_ODD_SECRET = re.compile(r"\A(?P<scheme>[A-Za-z][\w+.-]{0,30}:[/\\]*)[^?#:…]*:[^?#…]*@")

Resolve = Callable[[str, int], Sequence[str]]


class Fetched(NamedTuple):
    """An answer."""

    address: str
    """Where it came from in the end, after redirects."""
    data: bytes


def fetch(
    address: str,
    *,
    allow_private: bool = False,
    transport: httpx.BaseTransport | None = None,
    resolve: Resolve | None = None,
) -> Fetched:
    """What an address answers with.

    Only http and https are asked, without cookies, proxies or credentials. The host is looked up once a hop, every
    answer must be a public address, and the request goes to exactly the address that was checked; a redirect is
    checked in the same way before it is followed.

    Args:
        address: an http or https address.
        allow_private: let private, loopback and link-local addresses through.
        transport: instead of the network, for tests.
        resolve: instead of the system's name service, for tests: host and port → IP addresses.

    Raises:
        NetworkError: the address may not be asked, does not answer, refuses, or answers with too much.
        UnknownFormatError: it answers with a picture, a film or sound.
    """
    answer: list[Fetched] = []
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            answer.append(
                _fetch(address, allow_private=allow_private, transport=transport, resolve=resolve or _resolve)
            )
        except BaseException as error:  # noqa: BLE001 - it is raised again below, in the thread that asked
            errors.append(error)

    # One deadline for all of it: names, connections, headers and bodies that come byte by byte, redirects. What still
    # runs then ends with the program.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(WHOLE_S)
    if errors:
        raise errors[0]
    if not answer:
        raise NetworkError("the site did not answer in time", where=_shown(address), next_step=_SAVE)
    return answer[0]


def _fetch(address: str, *, allow_private: bool, transport: httpx.BaseTransport | None, resolve: Resolve) -> Fetched:
    import httpx

    deadline = time.monotonic() + WHOLE_S
    timeout = httpx.Timeout(READ_S, connect=CONNECT_S)
    at = address
    with httpx.Client(timeout=timeout, transport=transport, trust_env=False, follow_redirects=False) as client:
        for _ in range(MOST_HOPS + 1):
            try:
                request = _request(client, at, allow_private=allow_private, resolve=resolve)
            except UnicodeError as error:  # a host's name that says it is in Punycode, and is not
                raise NetworkError(
                    "this is not a web address", where=_shown(at), next_step="Check the address."
                ) from error
            try:
                response = client.send(request, stream=True)
                try:
                    if response.is_redirect:
                        at = _redirected(at, response)
                        continue
                    _accepted(response, at)
                    return Fetched(at, _text_as_utf8(_read(response, at, deadline), response))
                finally:
                    response.close()
            except httpx.TimeoutException as error:
                raise NetworkError("the site did not answer in time", where=at, next_step=_SAVE) from error
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                what = f"the site cannot be reached ({_shown(str(error))})"
                raise NetworkError(what, where=at, next_step=_SAVE) from error
    raise NetworkError(f"it redirects more than {MOST_HOPS} times", where=_shown(address), next_step=_SAVE)


def _redirected(at: str, response: httpx.Response) -> str:
    """Where a redirect leads."""
    target = response.headers.get("location")
    if not target:
        raise NetworkError("the site redirects without saying where", where=at, next_step=_SAVE)
    try:
        return str(_url(at).join(target))
    except (ValueError, UnicodeError) as error:
        raise NetworkError(
            "the site redirects to something that is not a web address", where=at, next_step=_SAVE
        ) from error


def _shown(address: str) -> str:
    """An address as it may be told: without a name and a password, also where it is written so that it is none."""
    return _ODD_SECRET.sub(r"\g<scheme>…@", re.sub(r"//[^/?#\s]*@", "//…@", address))


def _url(address: str) -> httpx.URL:
    import httpx

    try:
        return httpx.URL(address)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise NetworkError(
            "this is not a web address", where=_shown(address), next_step="Check the address."
        ) from error


def _request(client: httpx.Client, address: str, *, allow_private: bool, resolve: Resolve) -> httpx.Request:
    """The request for an address, sent to the very IP address that was checked; TLS still checks the host's name."""
    url = _url(address)
    # As the name service knows it: a name that says it is in Punycode need not be.
    name = url.raw_host.decode("ascii")
    if url.scheme not in {"http", "https"} or not name:
        raise NetworkError(
            "only http and https addresses are fetched", where=_shown(address), next_step="Check the address."
        )
    if url.userinfo:
        raise NetworkError(
            "an address with a user name or password in it is not fetched",
            where=_shown(address),
            next_step="Remove the user name and the password.",
        )
    ips = resolve(name, url.port or (443 if url.scheme == "https" else 80))
    if not allow_private and not all(is_public(ip) for ip in ips):
        raise NetworkError(
            "the address is in a private network",
            where=address,
            next_step="Use --allow-private if you trust it.",
        )
    host = url.netloc.decode("ascii")
    return client.build_request(
        "GET",
        url.copy_with(host=ips[0]),
        headers={
            "Host": host,
            "User-Agent": _AGENT,
            "Accept": _ACCEPT,
            "Accept-Language": "en,*;q=0.5",
            "Accept-Encoding": "gzip",
        },
        extensions={"sni_hostname": name},
    )


def _resolve(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, in the system's order."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NetworkError(
            f"the host {host} is not known", where=host, next_step="Check the address and the connection."
        ) from error
    return [str(answer[4][0]) for answer in answers]


def is_public(ip: str) -> bool:
    """Whether an IP address belongs to the open internet, also by what is wrapped in it.

    >>> is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("93.184.215.14")
    (False, False, True)
    """
    address = ipaddress.ip_address(ip.partition("%")[0])
    inner: ipaddress.IPv4Address | None = None
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if any(address in ipaddress.ip_network(net) for net in _NEVER):
            return False
        if address in ipaddress.ip_network("64:ff9b::/96"):  # NAT64, RFC 6052
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return all(a.is_global and not a.is_multicast for a in (address, inner) if a is not None) or (
        inner is not None and address in ipaddress.ip_network("::ffff:0:0/96") and inner.is_global
    )


#: Site-local (RFC 3879), NAT64 of one's own network (RFC 8215), IPv4 wrapped in ways no longer in use (RFC 4291, 2765).
_NEVER = ("fec0::/10", "64:ff9b:1::/48", "::/96", "::ffff:0:0:0/96")
#: How a packed piece begins.
_GZIP = b"\x1f\x8b"
#: Packed twice, 64 KB from the network may become gigabytes before they can be counted; packed once, 64 MB.
_UNPACKED = frozenset(("", "identity", "gzip", "x-gzip", "deflate"))


def _accepted(response: httpx.Response, address: str) -> None:
    status = response.status_code
    if status in _REFUSED:
        raise NetworkError(f"the site refuses it ({status})", where=address, next_step=_SAVE)
    if status in {404, 410}:
        raise NetworkError(f"there is no such page ({status})", where=address, next_step="Check the address.")
    if status not in {200, 203}:  # of others, such as 206, not all is there
        raise NetworkError(f"the site answers with an error ({status})", where=address, next_step="Try again later.")
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in _UNPACKED:
        raise NetworkError(
            f"the answer is compressed in a way that is not supported ({packed})", where=address, next_step=_SAVE
        )
    kind = response.headers.get("content-type", "").partition("/")[0].strip().lower()
    if kind in {"image", "video", "audio", "font"}:
        raise UnknownFormatError(
            f"the address leads to {kind}, not to an article", where=address, next_step="Give the article's address."
        )


def _read(response: httpx.Response, address: str, deadline: float) -> bytes:
    content = bytearray()
    packed = response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity")
    unpacking = zlib.decompressobj(wbits=47) if packed else None  # gzip, or deflate with its header
    # httpx unpacks, too, and says nothing where the end is missing.
    pieces = response.iter_raw(64 * 1024) if packed else response.iter_bytes(64 * 1024)
    for raw in pieces:
        rest = raw
        while rest:
            try:
                piece = rest if unpacking is None else unpacking.decompress(rest, MOST_BYTES + 1 - len(content))
            except zlib.error as error:
                raise NetworkError("the answer is damaged", where=address, next_step=_SAVE) from error
            content += piece
            rest = b""
            if unpacking is not None and unpacking.unused_data.startswith(_GZIP) and len(content) <= MOST_BYTES:
                rest, unpacking = unpacking.unused_data, zlib.decompressobj(wbits=47)  # RFC 1952: one behind another
        if len(content) > MOST_BYTES:
            raise NetworkError(
                f"the answer is larger than {MOST_BYTES // 2**20} MB",
                where=address,
                next_step="Save the article on its own and give that file.",
            )
        if time.monotonic() > deadline:
            raise NetworkError("the site did not answer in time", where=address, next_step=_SAVE)
    if unpacking is not None and not unpacking.eof:
        raise NetworkError("the answer was cut off", where=address, next_step=_SAVE)
    return bytes(content)


def _text_as_utf8(data: bytes, response: httpx.Response) -> bytes:
    """The answer, marked as UTF-8 where only the server's header says which encoding it is in."""
    from briefing.readers.decode import is_known  # with all readers, which a command's help does without

    charset = response.charset_encoding
    if charset is not None and not is_known(charset):
        return data  # the header is wrong; the reader tries what the page itself says
    kind = response.headers.get("content-type", "").lower()
    if charset is None or not kind.startswith("text/") or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return b"\xef\xbb\xbf" + data.decode(charset).encode("utf-8")
        except UnicodeError:  # also of half characters, which UTF-16 written wrongly may hold
            return data
    return data
