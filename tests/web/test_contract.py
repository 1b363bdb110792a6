"""The description of the API held against answers, by requests that Schemathesis makes of it."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from tests.conftest import examples
from web.api.openapi import description

#: Through WSGI, Schemathesis unpacks nothing.
UNPACKED = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
def described(app):
    """Return what Schemathesis makes of the description that the application gives."""
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        pytest.param(path, mode, id=f"{path} {mode.value}")
        for path, item in description()["paths"].items()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        if item["get"]["parameters"] or mode is GenerationMode.POSITIVE
    ],
)
def test_requests_are_answered_as_described(described, path, mode):
    """No 500; status, type, headers and body as described; what is allowed is answered.

    What is not allowed need not be refused: unknown parameters are ignored, blank ones too.
    """

    @given(case=described[path]["GET"].as_strategy(generation_mode=mode))
    @settings(
        max_examples=examples(100),
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def check(case):
        if mode is GenerationMode.POSITIVE and case.query:
            case.query.pop("after", None)  # no schema says which cursors there are
        case.call_and_validate(headers=UNPACKED, excluded_checks=[negative_data_rejection])

    check()
