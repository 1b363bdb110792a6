"""The application."""

import pytest

from tests.web.reading import text_of
from web import create_app
from web.settings.settings import Settings


def test_an_index_built_later_is_found(make_index, tmp_path):
    """The server notices the index without a restart."""
    app = create_app(Settings(index_dir=tmp_path / "index"))
    client = app.test_client()
    assert client.get("/search?q=نفط").status_code == 503
    make_index("نفط")
    assert "نتيجة واحدة" in text_of(client.get("/search?q=نفط"))
    app.extensions["searcher"].close()


@pytest.mark.parametrize(
    "path", ["/search/", "/help/", "/article/imf-2016-11-egypt/", "/api/v1/search/"]
)
def test_a_slash_at_the_end_changes_nothing(client, path):
    """People and programs add one."""
    assert client.get(path).status_code == 200


def test_bytes_that_are_no_text_are_shown_as_such(client):
    """An address may hold any bytes: what is not UTF-8 becomes the replacement character."""
    raw = client.get("/api/v1/search", environ_overrides={"QUERY_STRING": "q=\xffx"})
    assert raw.json["query"]["text"] == "\ufffdx"


def test_the_index_is_where_the_environment_says(sample_index, tmp_path, monkeypatch):
    """An application without an index directory reads IQTISAD_INDEX_DIR."""
    monkeypatch.setenv("IQTISAD_INDEX_DIR", str(sample_index))
    found = create_app()
    assert found.test_client().get("/readyz").status_code == 200
    found.extensions["searcher"].close()
    assert (
        create_app(Settings(index_dir=tmp_path / "nothing"))
        .test_client()
        .get("/readyz")
        .status_code
        == 503
    )


def test_applications_have_their_own_index(client_of, client):
    """Two of them in one process do not mix."""
    other = client_of("نفط")
    assert other.get("/api/v1/stats").json["articles"] == 1
    assert client.get("/api/v1/stats").json["articles"] > 1
