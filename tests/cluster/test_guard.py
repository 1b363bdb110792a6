"""TLS and accounts before the nodes: who is let in, and who is not."""

import ssl

import httpx
import pytest

from tests.cluster.guard import Account, Guard, certificate
from tests.cluster.harness import LIMIT, Addresses, free_ports

WRITER = Account("writer", "كلمة سر", may_write=True)
READER = Account("reader", "another")
BEARER = Account("", "a-token")


@pytest.fixture(scope="module")
def guard(opensearch, tmp_path_factory):
    """Return a guard before the shared cluster, and the certificate that clients are to trust."""
    trusted = certificate(tmp_path_factory.mktemp("certificate"))
    with Guard(opensearch, trusted, WRITER, READER, BEARER) as guard:
        yield guard, ssl.create_default_context(cafile=trusted.authority)


def _ask(guard, account, method, path, node=0, **options):
    door, context = guard
    headers = {"Authorization": account.authorization} if account else {}
    url = f"https://127.0.0.1:{door.ports[node]}/{path}"
    return httpx.request(method, url, verify=context, headers=headers, timeout=LIMIT, **options)


@pytest.mark.parametrize("account", [WRITER, READER, BEARER], ids=["writer", "reader", "bearer"])
@pytest.mark.parametrize("node", range(3))
def test_an_account_is_let_in_at_every_node(guard, account, node):
    """The answer is the node's own."""
    answer = _ask(guard, account, "GET", "", node)
    assert answer.json()["name"] == f"node-{node + 1}"


@pytest.mark.parametrize(
    "account",
    [None, Account("writer", "wrong"), Account("", "wrong")],
    ids=["nobody", "wrong password", "wrong token"],
)
def test_strangers_are_not(guard, account):
    """They are told that an account is needed."""
    assert _ask(guard, account, "GET", "").status_code == httpx.codes.UNAUTHORIZED


def test_who_reads_cannot_write(guard):
    """The refusal is the one of the security plugin; a search is allowed."""
    document = "guarded/_doc/1"
    assert _ask(guard, WRITER, "PUT", document, json={}).status_code == httpx.codes.CREATED
    refused = _ask(guard, READER, "PUT", document, json={})
    assert refused.status_code == httpx.codes.FORBIDDEN
    assert refused.json()["error"]["type"] == "security_exception"
    assert _ask(guard, READER, "POST", "guarded/_search", json={}).status_code == httpx.codes.OK
    _ask(guard, WRITER, "DELETE", "guarded")


def test_a_certificate_of_another_authority_is_not_trusted(guard, tmp_path):
    """Whoever trusts another authority gets no answer."""
    other = ssl.create_default_context(cafile=certificate(tmp_path).authority)
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        _ask((guard[0], other), WRITER, "GET", "")


def test_a_certificate_of_another_name_is_not_trusted(opensearch, tmp_path):
    """The name of the certificate must be that of the node."""
    named = certificate(tmp_path, "DNS:elsewhere.example")
    context = ssl.create_default_context(cafile=named.authority)
    with Guard(opensearch, named, WRITER) as guard, pytest.raises(httpx.ConnectError):
        _ask((guard, context), WRITER, "GET", "")


def test_a_guard_before_a_dead_node_closes_the_connection(tmp_path):
    """A client sees what it would see of a node that is gone."""
    trusted = certificate(tmp_path)
    context = ssl.create_default_context(cafile=trusted.authority)
    nobody = Addresses(free_ports(1))
    with Guard(nobody, trusted, WRITER) as guard, pytest.raises(httpx.RemoteProtocolError):
        _ask((guard, context), WRITER, "GET", "")
