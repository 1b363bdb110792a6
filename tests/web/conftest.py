"""The application over the index of the sample archive, and a client of it."""

import pytest

from web import create_app


@pytest.fixture(scope="session")
def app(sample_index):
    """Return the application that readers of the sample archive are served by."""
    app = create_app(sample_index)
    yield app
    app.extensions["searcher"].close()


@pytest.fixture
def client(app):
    """Return a client that sends requests to the application."""
    return app.test_client()


@pytest.fixture
def client_without_index(tmp_path):
    """Return a client of an application whose index is not built yet."""
    return create_app(tmp_path / "nothing").test_client()


@pytest.fixture
def client_of(make_index, tmp_path):
    """Return a function that indexes the given articles and returns a client of them."""
    opened = []

    def client(*articles):
        make_index(*articles)
        app = create_app(tmp_path / "index")
        opened.append(app)
        return app.test_client()

    yield client
    for app in opened:
        app.extensions["searcher"].close()
