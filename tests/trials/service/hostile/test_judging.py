"""A judge finds what is wrong with an answer, and nothing in what is right."""

import gzip

import pytest

from tests.trials.service.hostile.judging import Judge, repeated
from tests.trials.service.hostile.payloads import MARK, PRODUCT, SECRET
from tests.trials.service.wire import Reply

OURS = (
    '<!doctype html><title>a</title><p id="b"><a href="/c?d=e">f</a><input value="g"><mark>h</mark>'
)


def reply(body, kind="text/html; charset=utf-8", status=200, **headers):
    """Return an answer with a body, as bytes or as a text."""
    sent = body if isinstance(body, bytes) else body.encode()
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Reply(status, [(b"content-type", kind.encode()), *named], sent, kept=True)


@pytest.fixture
def judge():
    """Return a judge who has seen our pages."""
    judge = Judge(as_browsers=2)
    judge.learn(reply(OURS))
    return judge


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"{OURS}<script>{MARK}()</script>", id="script"),
        pytest.param(f'{OURS}<script src="//{MARK}.example"></script>', id="script of others"),
        pytest.param(f"{OURS}<{MARK}>", id="element"),
        pytest.param(f'{OURS}<a href="/" onclick="{MARK}()">a</a>', id="handler"),
        pytest.param(f'{OURS}<input value="a" {MARK}="b">', id="attribute"),
        pytest.param(f'{OURS}<a href="javascript:{MARK}()">a</a>', id="address"),
        pytest.param(
            f'{OURS}<a href="&#1;java&#9;script:{MARK}()">a</a>', id="address with blanks"
        ),
        pytest.param(f'{OURS}<p style="a">', id="style"),
        pytest.param(f"{OURS}{PRODUCT}", id="counted"),
        pytest.param(f"{OURS}{SECRET}", id="a file"),
    ],
)
def test_what_comes_alive_is_told(judge, body):
    """Packed or not, read as browsers do or not."""
    assert list(judge.faults(reply(body)))
    assert list(judge.faults(reply(body)))
    assert body.endswith((PRODUCT, SECRET)) or list(
        judge.faults(reply(gzip.compress(body.encode()), content_encoding="gzip"))
    )


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"{OURS}&lt;script&gt;{MARK}()&lt;/script&gt;", id="escaped"),
        pytest.param(f'{OURS}<input value="&quot; onclick={MARK}() a=&quot;">', id="in a value"),
        pytest.param(f'{OURS}<a href="/?q=javascript:{MARK}()">a</a>', id="in an address"),
    ],
)
def test_what_is_only_shown_is_right(judge, body):
    """A page may say again what was typed."""
    assert list(judge.faults(reply(body))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(reply(OURS, status=500), id="error"),
        pytest.param(reply(OURS, set_cookie=f"{MARK}=1"), id="new header"),
        pytest.param(reply(OURS, link="a\r\nb"), id="header of two lines"),
        pytest.param(reply('{"a": "b"', "application/json"), id="half"),
        pytest.param(reply('{"a": NaN}', "application/problem+json"), id="no number"),
        pytest.param(reply('{"a": 1}\n{"b"}\n', "application/x-ndjson"), id="second line"),
        pytest.param(reply("<feed><a></feed>", "application/atom+xml"), id="no XML"),
        pytest.param(reply(f"<feed><{MARK}/></feed>", "application/atom+xml"), id="XML of others"),
    ],
)
def test_what_is_not_well_formed_is_told(judge, wrong):
    """Status, headers, JSON and XML, each by its own rules."""
    assert list(judge.faults(wrong))


def test_a_client_can_be_told_to_come_again(judge):
    """503 is a true answer."""
    assert list(judge.faults(reply(OURS, status=503, retry_after="3"))) == []


def test_what_is_repeated_is_quoted():
    """Of body and headers; a problem may quote what is wrong."""
    assert MARK in repeated(reply(f"{OURS} {MARK}"))
    assert MARK in repeated(reply(OURS, link=f"<https://{MARK}.example>"))
    assert not repeated(reply(f'{{"detail": "{MARK}"}}', "application/problem+json", status=400))
