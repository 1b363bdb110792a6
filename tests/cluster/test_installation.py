"""What a node runs with: where it cannot be had, one sentence says what to do."""

import pytest

from tests.cluster import installation
from tests.cluster.fixtures import VARIABLE, needs_opensearch
from tests.cluster.installation import NotInstalledError, installed


def test_a_machine_without_java_is_told_what_to_install(monkeypatch):
    """Every tool that is missing is named, and the packages that bring them."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotInstalledError) as raised:
        installed()
    assert str(raised.value) == (
        "OpenSearch needs a JDK and Maven, and here is no java, no javac, no jar, no mvn;"
        " on Debian: apt-get install default-jdk-headless maven"
    )


def test_tests_skip_without_java_and_fail_where_they_are_required(monkeypatch):
    """A developer's machine may be without; the one that decides may not."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(pytest.skip.Exception, match="java"):
        needs_opensearch()
    monkeypatch.setenv(VARIABLE, "required")
    with pytest.raises(NotInstalledError):
        needs_opensearch()


def test_a_download_that_fails_says_why_and_is_tried_again(monkeypatch, tmp_path):
    """Nothing half made is taken for whole the next time."""
    monkeypatch.setattr(installation, "CACHE", tmp_path / "cache")
    for tool in ("java", "javac", "jar", "mvn"):
        (tmp_path / tool).write_text("#!/bin/sh\necho 'no such host' >&2; exit 1\n")
        (tmp_path / tool).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    for _ in range(2):
        with pytest.raises(NotInstalledError, match="mvn could not make OpenSearch: no such host"):
            installed()
