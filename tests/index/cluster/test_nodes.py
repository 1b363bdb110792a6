"""Nodes: certificates are verified, an answer that does not end is given up."""

import shutil
import ssl
import subprocess
from contextlib import closing

import pytest

from index.cluster.address import CA_FILE, Address, Credentials
from index.cluster.client import Cluster, UnreachableError
from tests.index.cluster.conftest import LONG, SHORT, asked
from tests.index.cluster.fake_nodes import FOUND, FakeNode, Reply, serving

OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(not OPENSSL, reason="no openssl here to make certificates with")
KEY = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout"
OK = Reply()


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Return a folder with an authority, another one, and certificates of the first."""
    folder = tmp_path_factory.mktemp("certificates")

    def openssl(command):
        subprocess.run(
            [OPENSSL, *command.split()], cwd=folder, check=True, capture_output=True, timeout=60
        )

    for name in ("ca", "stranger"):
        openssl(f"req -x509 {KEY} {name}.key -out {name}.pem -subj /CN={name} -days 2")
    for name, days, names in (
        ("good", 2, "DNS:localhost"),
        ("number", 2, "IP:127.0.0.1"),
        ("old", -1, "DNS:localhost"),
        ("other", 2, "DNS:other.example,IP:127.0.0.2"),
    ):
        (folder / f"{name}.ext").write_text(f"subjectAltName={names}")
        openssl(f"req {KEY} {name}.key -out {name}.csr -subj /CN={name}")
        openssl(
            f"x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial"
            f" -out {name}.pem -days {days} -extfile {name}.ext"
        )
    return folder


def node_with(certificates, name):
    """Return a node that speaks TLS with a certificate."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificates / f"{name}.pem", certificates / f"{name}.key")
    return FakeNode(OK, tls=tls)


def searched(node, host, ca=None, *, secure=True):
    """Return what a node answers to an account with a password."""
    address = Address(hosts=((host, node.server_port),), alias="news", user="web", secure=secure)
    credentials = Credentials(secret="geheim", ca=ca)  # noqa: S106
    with closing(Cluster(address, credentials, deadline=LONG)) as cluster:
        return cluster.search("news", {})


@needs_openssl
@pytest.mark.parametrize(
    ("name", "host"),
    [
        pytest.param("good", "localhost", id="name"),
        pytest.param("number", "127.0.0.1", id="number"),
    ],
)
def test_a_certificate_of_the_named_authority_is_trusted(certificates, name, host):
    """For the host that it names, in letters or numbers."""
    with serving(node_with(certificates, name)) as node:
        assert searched(node, host, certificates / "ca.pem") == FOUND


@needs_openssl
@pytest.mark.parametrize(
    ("name", "host", "ca", "sentence"),
    [
        pytest.param("good", "localhost", None, f"name the file .* in {CA_FILE}", id="of nobody"),
        pytest.param("good", "localhost", "stranger.pem", "not to be trusted", id="of another"),
        pytest.param("other", "localhost", "ca.pem", "for another host", id="another name"),
        pytest.param("other", "127.0.0.1", "ca.pem", "for another host", id="another number"),
        pytest.param("old", "localhost", "ca.pem", "has expired; renew it", id="expired"),
    ],
)
def test_other_certificates_are_refused(certificates, name, host, ca, sentence):
    """Nothing is sent, and the sentence says why; nothing turns this off."""
    with serving(node_with(certificates, name)) as node:
        with pytest.raises(UnreachableError, match=f"{host}:{node.server_port}: .*{sentence}"):
            searched(node, host, certificates / ca if ca else None)
        assert asked([node]) == [0]


@needs_openssl
def test_a_file_may_have_more_than_the_certificate(certificates, tmp_path):
    """Notes in Arabic, and the certificates of other authorities."""
    ca = tmp_path / "all.pem"
    texts = [(certificates / f"{name}.pem").read_text() for name in ("stranger", "ca")]
    ca.write_text("\n".join(["# شهادة", *texts]), "utf-8")
    with serving(node_with(certificates, "good")) as node:
        assert searched(node, "localhost", ca) == FOUND


def test_a_node_without_tls_is_told():
    """The password does not go to it."""
    with serving(FakeNode(OK)) as node:
        with pytest.raises(UnreachableError, match="does not speak TLS; see whether the port"):
            searched(node, "127.0.0.1")
        assert asked([node]) == [0]


@needs_openssl
def test_a_node_with_tls_that_is_asked_without_is_told(certificates):
    """What it says then is no answer."""
    with (
        serving(node_with(certificates, "good")) as node,
        pytest.raises(UnreachableError, match=f"127.0.0.1:{node.server_port}: the answer broke"),
    ):
        searched(node, "127.0.0.1", secure=False)


def test_an_answer_that_does_not_end_is_given_up(cluster_of):
    """A byte now and then would keep a reader waiting for ever."""
    cluster, nodes = cluster_of([Reply(pause=0.05)], deadline=SHORT)
    with pytest.raises(UnreachableError, match="no answer within"):
        cluster.search("news", {})
    assert asked(nodes) == [1]


def test_nothing_is_left_of_an_answer_that_broke_off(cluster_of):
    """The next one is read from its beginning."""
    cluster, _ = cluster_of([Reply(body=b'{"a', announced=90), Reply(body=b"{}", status=500), OK])
    with pytest.raises(Exception, match="does not answer as OpenSearch"):
        cluster.search("news", {})
    assert cluster.search("news", {}) == FOUND
