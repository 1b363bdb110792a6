"""Certificates are checked; one that is not valid is a fault that says why."""

import shutil
import socket
import ssl
import subprocess
import threading

import pytest

from index.fetching.request.client import Client
from index.fetching.request.faults import FetchError
from tests.index.fetching.sites import answer

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(not OPENSSL, reason="no openssl here to make certificates with")
EC = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Return a folder with an authority, and certificates of it and of nobody."""
    folder = tmp_path_factory.mktemp("certificates")

    def openssl(command):
        subprocess.run(
            [OPENSSL, *command.split()], cwd=folder, check=True, capture_output=True, timeout=60
        )

    (folder / "localhost.ext").write_text("subjectAltName=DNS:localhost")
    (folder / "other.ext").write_text("subjectAltName=DNS:other.example")
    openssl(f"req -x509 {EC} authority.key -out authority.pem -subj /CN=authority -days 2")
    openssl(f"req -x509 {EC} nobody.key -out nobody.pem -subj /CN=localhost -days 2")
    for name, days, names in (
        ("good", 2, "localhost"),
        ("old", -1, "localhost"),
        ("other", 2, "other"),
    ):
        openssl(f"req {EC} {name}.key -out {name}.csr -subj /CN={name}")
        openssl(
            f"x509 -req -in {name}.csr -CA authority.pem -CAkey authority.key -CAcreateserial"
            f" -out {name}.pem -days {days} -extfile {names}.ext"
        )
    return folder


@pytest.fixture
def serve(certificates):
    """Return a function that serves one answer with a certificate, and returns its address."""
    servers = []

    def serve(name):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificates / f"{name}.pem", certificates / f"{name}.key")
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)
        threading.Thread(target=_answer_one, args=(server, context), daemon=True).start()
        return f"https://localhost:{server.getsockname()[1]}/"

    yield serve
    for server in servers:
        server.close()


def _answer_one(server, context):
    connection, _ = server.accept()
    try:
        with context.wrap_socket(connection, server_side=True) as secured:
            secured.recv(65536)
            secured.sendall(answer(body="نعم"))
    except OSError:
        pass  # the client does not trust us
    finally:
        connection.close()


@pytest.fixture
def client(certificates):
    """Return a client that trusts the authority, of this machine."""
    tls = ssl.create_default_context(cafile=certificates / "authority.pem")
    local = [(socket.AF_INET, socket.SOCK_STREAM, 6, "")]
    return Client(
        "iqtisad/test",
        allow_local=True,
        tls=tls,
        resolve=lambda _host, port, **_: [(*local[0], ("127.0.0.1", port))],
    )


def test_a_valid_certificate_is_trusted(serve, client):
    """The others are refused for their faults alone."""
    assert client.get(serve("good")).body.decode() == "نعم"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("nobody", "self-signed", id="of nobody"),
        pytest.param("old", "expired", id="expired"),
        pytest.param("other", "not valid for 'localhost'", id="of another name"),
    ],
)
def test_a_certificate_that_is_not_valid_is_a_fault(serve, client, name, says):
    """It names the host, the reason and the way out, and nothing of OpenSSL's code."""
    with pytest.raises(FetchError) as raised:
        client.get(serve(name))
    told = str(raised.value)
    assert told.startswith("the certificate of localhost is not valid (")
    assert says in told
    assert "tell its operator" in told
    assert "_ssl.c" not in told


def test_what_speaks_no_tls_is_a_fault(client):
    """A port of http asked with https."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak():
            connection, _ = server.accept()
            with connection:
                connection.sendall(answer("400 Bad Request"))
                connection.recv(65536)

        threading.Thread(target=speak, daemon=True).start()
        with pytest.raises(FetchError, match="no secure connection to localhost"):
            client.get(f"https://localhost:{server.getsockname()[1]}/")
