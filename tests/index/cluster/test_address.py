"""Addresses of clusters: what is typed is one, or a sentence; secrets come from elsewhere."""

import os
import ssl
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cluster.address import (
    CA_FILE,
    SECRET,
    SECRET_FILE,
    Address,
    AddressError,
    Credentials,
    is_address,
)
from tests.permissions import held_to_permissions

NAMES = st.from_regex(r"[a-z]([a-z0-9-]{0,10}[a-z0-9])?(\.[a-z]{2,5})?", fullmatch=True)
FAR = NAMES | st.ip_addresses(v=4).map(str) | st.ip_addresses(v=6).map(str)
NEAR = st.sampled_from(["localhost", "127.0.0.1", "127.9.9.9", "::1"])
PORTS = st.integers(1, 65_535)
USERS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=":/"), max_size=12)


@st.composite
def addresses(draw):
    """Return any address."""
    secure = draw(st.booleans())
    servers = st.tuples(FAR if secure else NEAR, PORTS)
    return Address(
        hosts=tuple(draw(st.lists(servers, min_size=1, max_size=4, unique=True))),
        alias=draw(st.from_regex(r"[a-z0-9][a-z0-9._-]{0,199}", fullmatch=True)),
        user=draw(USERS),
        secure=secure,
    )


@given(addresses())
def test_an_address_is_printed_as_it_is_read(address):
    """What a log or a process list says of a cluster can be typed again."""
    assert Address.parse(str(address)) == address
    assert is_address(str(address))


PIECES = st.sampled_from(
    "opensearch+ https :// http @ : / , [ ] ::1 localhost 9200 a % ? # \\ é نفط \ud800 ١".split()
)


@given(st.text() | st.lists(PIECES | st.text(max_size=2), max_size=12).map("".join))
def test_anything_typed_is_an_address_or_told(text):
    """No text that an operator types ends in a stack trace."""
    try:
        address = Address.parse(text)
    except AddressError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017
    else:
        assert Address.parse(str(address)) == address


@pytest.mark.parametrize(
    ("typed", "hosts"),
    [
        pytest.param("https://a.example/news", [("a.example", 9200)], id="the port of OpenSearch"),
        pytest.param("https://A.Example:443/news", [("a.example", 443)], id="capitals"),
        pytest.param("https://a,b:1,a/news", [("a", 9200), ("b", 1)], id="once each"),
        pytest.param("https://[2001:DB8::1]:1/news", [("2001:db8::1", 1)], id="version 6"),
        pytest.param(
            "http://localhost,[::1]/news", [("localhost", 9200), ("::1", 9200)], id="here"
        ),
        pytest.param("https://مصر.example/news", [("xn--wgbh1c.example", 9200)], id="Arabic"),
    ],
)
def test_hosts_are_read_in_one_spelling(typed, hosts):
    """A node is one whatever the writing of its name."""
    assert Address.parse(f"opensearch+{typed}").hosts == tuple(hosts)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        pytest.param("opensearch://a/news", "scheme", id="no scheme"),
        pytest.param("opensearch+ftp://a/news", "scheme", id="another scheme"),
        pytest.param("opensearch+https://a", "alias", id="no alias"),
        pytest.param("opensearch+https://a/", "alias has", id="empty alias"),
        pytest.param("opensearch+https://a/News", "alias has", id="capital alias"),
        pytest.param("opensearch+https://a/_all", "alias has", id="alias of all"),
        pytest.param("opensearch+https://a/a/b", "alias has", id="a path"),
        pytest.param("opensearch+https://a/news?x=1", "alias has", id="parameters"),
        pytest.param("opensearch+https://a/" + "n" * 201, "200 at most", id="long alias"),
        pytest.param("opensearch+https://a:0/news", "port is a number", id="port zero"),
        pytest.param("opensearch+https://a:65536/news", "port is a number", id="high port"),
        pytest.param("opensearch+https://a:x/news", "hosts are", id="letters for a port"),
        pytest.param("opensearch+https://a,,b/news", "hosts are", id="no host"),
        pytest.param("opensearch+https://1.2.3/news", "hosts are", id="a number that is none"),
        pytest.param("opensearch+https://[fe80::1%25eth0]/news", "hosts are", id="a zone"),
        pytest.param("opensearch+https://@a/news", "user", id="no user"),
        pytest.param("opensearch+http://a.example/news", "a.example: http is for", id="in clear"),
        pytest.param("opensearch+http://localhost,b/news", "b: http is for", id="one in clear"),
    ],
)
def test_what_is_no_address_is_told(typed, fault):
    """The sentence says what an address has, and that of which it is not."""
    with pytest.raises(AddressError, match=fault):
        Address.parse(typed)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("opensearch+https://editor:geheim@a/news", id="in its place"),
        pytest.param("opensearch+https://editor:ge/heim@a/news", id="with a slash"),
        pytest.param("opensearch+https://editor:ge@heim@a/news", id="with an at"),
        pytest.param("opensearch+https://editor%3Ageheim@a/news", id="quoted"),
        pytest.param("opensearch+https://editor:geheim/news", id="without a host"),
        pytest.param("opensearch+https://a/news?password=geheim", id="as a parameter"),
        pytest.param("opensearch:editor:geheim@a/news", id="without slashes"),
        pytest.param("opensearch+http://editor:geheim@a.example/news", id="in clear"),
    ],
)
def test_a_secret_in_an_address_is_refused_and_not_repeated(typed):
    """It would stand in lists of processes; the message would carry it into a log."""
    with pytest.raises(AddressError) as told:
        Address.parse(typed)
    assert "heim" not in str(told.value)


def test_an_address_shows_no_secret():
    """Neither do credentials, wherever they are printed."""
    credentials = Credentials(secret="geheim", ca=Path("ca.pem"))  # noqa: S106
    assert "geheim" not in f"{credentials} {credentials!r} {credentials!s}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("opensearch+https://a/news", True, id="one"),
        pytest.param("opensearch://a/news", True, id="without a scheme"),
        pytest.param("OpenSearch+HTTPS://a/news", True, id="capitals"),
        pytest.param("opensearch", False, id="a directory"),
        pytest.param("data/opensearch:1", False, id="a directory below"),
        pytest.param("C:\\opensearch", False, id="a drive"),
    ],
)
def test_what_is_meant_as_an_address_is_no_directory(text, meant):
    """A typing error in an address is told as one, and makes no directory of that name."""
    assert is_address(text) is meant


def test_an_account_has_a_password():
    """Arabic letters and colons are as good as others."""
    header = Credentials(secret="سر:x").authorization("محرر")  # noqa: S106
    assert b64decode(header.removeprefix("Basic ")).decode() == "محرر:سر:x"


def test_without_a_user_the_secret_is_a_token():
    """Without a secret nobody is named."""
    assert Credentials(secret="abc.def").authorization("") == "Bearer abc.def"  # noqa: S106
    assert Credentials().authorization("") == ""


@pytest.mark.parametrize(
    ("user", "secret", "fault"),
    [
        pytest.param("editor", "", "no password for the user", id="no password"),
        pytest.param("", "two words", "no bearer token", id="a blank"),
        pytest.param("", "سر", "no bearer token", id="Arabic"),
        pytest.param("", "a\r\nb", "no bearer token", id="another header"),
    ],
)
def test_accounts_that_cannot_be_are_told(user, secret, fault):
    """The sentence names the variable, and never the secret."""
    with pytest.raises(AddressError, match=fault) as told:
        Credentials(secret=secret).authorization(user)
    assert SECRET in str(told.value)
    assert not secret or secret not in str(told.value)


def test_the_environment_names_secret_and_authority(tmp_path):
    """A file is read without the end of its line."""
    file = tmp_path / "secret"
    file.write_text("geheim\n")
    assert Credentials.from_environment({SECRET: "a", CA_FILE: "ca"}) == Credentials(
        secret="a",  # noqa: S106
        ca=Path("ca"),
    )
    assert Credentials.from_environment({SECRET_FILE: str(file)}).secret == "geheim"  # noqa: S105
    assert Credentials.from_environment({}) == Credentials()


def test_a_secret_in_two_places_is_refused(tmp_path):
    """Which of them is meant cannot be known."""
    with pytest.raises(AddressError, match="both set"):
        Credentials.from_environment({SECRET: "a", SECRET_FILE: str(tmp_path)})


def lay(path, kind):
    """Put something that is no good file into the place of one."""
    match kind:
        case "folder":
            path.mkdir()
        case "empty":
            path.write_text("\n")
        case "pipe":
            os.mkfifo(path)
        case "unreadable":
            path.write_text("x")
            path.chmod(0)


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "pipe", "unreadable"])
@pytest.mark.parametrize("variable", [SECRET_FILE, CA_FILE])
def test_files_that_are_none_are_told(tmp_path, variable, kind):
    """A sentence names the file and the variable."""
    path = tmp_path / "named"
    lay(path, kind)
    with held_to_permissions(), pytest.raises(AddressError, match="named: ") as told:
        Credentials.from_environment({variable: str(path)}).tls()
    assert variable in str(told.value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("\x00\x01 نفط", "no certificate in PEM", id="no text"),
        pytest.param(
            "-----BEGIN PRIVATE KEY-----\nAA\n-----END PRIVATE KEY-----", "no certificate", id="key"
        ),
        pytest.param(
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "damaged", id="damaged"
        ),
        pytest.param(
            "-----BEGIN CERTIFICATE-----\nنفط\n-----END CERTIFICATE-----",
            "no certificate",
            id="Arabic",
        ),
    ],
)
def test_authorities_that_are_none_are_told(tmp_path, text, fault):
    """Whoever named another file of a certificate's is told so, before anything is sent."""
    path = tmp_path / "ca.pem"
    path.write_text(text, "utf-8")
    with pytest.raises(AddressError, match=fault):
        Credentials(ca=path).tls()


def test_certificates_are_verified_without_a_word():
    """Without a file of a CA, those of the system count; host names are always verified."""
    tls = Credentials().tls()
    assert (tls.verify_mode, tls.check_hostname) == (ssl.CERT_REQUIRED, True)
