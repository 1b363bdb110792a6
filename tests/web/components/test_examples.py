"""Examples that find something."""

import pytest

from web.components.examples import working


@pytest.mark.parametrize(
    ("queries", "found"),
    [
        pytest.param(("النفط",), "النفط", id="finds"),
        pytest.param(("زقزقة", "النفط", "الغاز"), "النفط", id="the first that finds"),
        pytest.param(("زقزقة",), "", id="none"),
        pytest.param(("زقزقة نفط",), "", id="only most of its words"),
        pytest.param((), "", id="nothing to try"),
    ],
)
def test_an_example_finds_articles(client_of, queries, found):
    """All of its words do: what most of them find would show something else."""
    client = client_of("أسعار النفط والغاز")
    with client.application.test_request_context():
        assert working(queries) == found


def test_another_archive_has_other_examples(make_index, client_of):
    """They are tried again when another version answers."""
    client = client_of("أسعار النفط")
    with client.application.test_request_context():
        assert working(("القمح", "النفط")) == "النفط"
    make_index("محصول القمح")
    client.application.extensions["searcher"].refresh()
    with client.application.test_request_context():
        assert working(("القمح", "النفط")) == "القمح"
