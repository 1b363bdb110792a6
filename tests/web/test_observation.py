"""What a process tells of its requests, and that it is the same of what is remembered."""

import json

import pytest

from tests.web.server.asking import ask
from web import create_app
from web.metrics.link import Link
from web.observation import observation
from web.server.door.door import Door, Hooks
from web.settings.settings import Limits, Log, Settings

OIL, NOTHING = "q=%D9%86%D9%81%D8%B7", "q=%D8%BA%D8%BA%D8%BA%D8%BA"


def test_nothing_is_observed_unless_it_is_asked_for():
    """No log, no report."""
    observed = observation(Settings(), None)
    assert observed.observers == ()
    observed.beat()
    observed.end()


@pytest.fixture
def asked(app, tmp_path):
    """Return a function that asks a door for some pages and returns the lines of its log."""
    settings = Settings(log=Log(access=str(tmp_path / "log"), format="json", log_queries=True))

    def asked(*targets, **options):
        observed = observation(settings, None)
        hooks = Hooks(made_from=lambda: 1, observers=observed.observers)
        door = Door(remembering(app), Limits(), hooks)
        for target in targets:
            ask(door, target, **options)
        observed.end()
        return [json.loads(line) for line in (tmp_path / "log").read_text("utf-8").splitlines()]

    return asked


def remembering(app):
    """Return an application whose answers are all made from the same."""

    def answer(environ, start):
        body = app(environ, start)
        if exchange := environ.get("iqtisad.exchange"):
            exchange.made_from = exchange.made_from and 1
        return body

    return answer


@pytest.mark.parametrize(
    ("target", "route", "texts", "found"),
    [
        (f"/search?{OIL}", "pages.results", ["نفط"], True),
        (f"/search?{NOTHING}", "pages.results", ["غغغغ"], False),
        ("/search", "pages.results", [], True),
        (f"/api/v1/search?{OIL}", "api.search", ["نفط"], True),
        (f"/search.jsonl?{OIL}", "downloads.jsonl", ["نفط"], True),
        (f"/search.csv?{NOTHING}", "downloads.csv", ["غغغغ"], False),
        (f"/search.atom?{OIL}", "downloads.atom", ["نفط"], True),
        (f"/trends?{OIL}&{NOTHING}", "trends.page", ["نفط", "غغغغ"], True),
        (f"/trends.csv?{NOTHING}", "trends.csv", ["غغغغ"], False),
    ],
    ids=["page", "nothing", "all", "API", "lines", "table", "feed", "trends", "trends table"],
)
def test_results_and_texts_are_told(asked, target, route, texts, found):
    """The first time and when the answer is remembered, which a stream is not."""
    made, again = asked(target, target)
    assert made["route"] == route
    assert made["texts"] == texts
    assert (made["results"] > 0) == found
    told = ("route", "texts", "results", "index", "suggested", "status")
    assert [again[name] for name in told] == [made[name] for name in told]


def test_the_version_is_told(asked, app):
    """That which answered."""
    (told,) = asked(f"/search?{OIL}")
    assert told["index"] == app.extensions["searcher"].snapshot().index.id


def test_a_remembered_page_is_told_from_one_that_was_made(asked):
    """It costs nothing."""
    made, again = asked(f"/search?{OIL}", f"/search?{OIL}")
    assert (made["remembered"], again["remembered"]) == (False, True)
    assert made["cpu"] > again["cpu"] == 0
    assert made["whole"]
    assert again["whole"]


def test_a_suggestion_is_told(asked):
    """A search that finds nothing as it is, and something in other words."""
    (told,) = asked(f"/search?{OIL}&from=1900&to=1901")
    assert (told["results"], told["suggested"]) == (0, True)


def test_a_page_without_a_search_found_nothing_to_tell(asked):
    """Not no results: none were looked for."""
    alive, about, missing = asked("/healthz", "/about", "/nothing")
    assert [each["results"] for each in (alive, about, missing)] == [None] * 3
    assert [each["route"] for each in (alive, about, missing)] == ["pages.alive", "pages.about", ""]
    assert [each["status"] for each in (alive, about, missing)] == [200, 200, 404]


@pytest.mark.parametrize(
    "name", ["q", "from", "source", "not_section", "lang", "digits", "unit", "as"]
)
def test_the_names_of_parameters_are_told(sample_index, tmp_path, name):
    """All that the pages have; not their values, and no other words."""
    log = Log(access=str(tmp_path / "log"), format="json")
    observed = observation(Settings(log=log), None)
    door = Door(
        create_app(Settings(index_dir=sample_index)), Limits(), Hooks(observers=observed.observers)
    )
    ask(door, f"/search?{name}=secret&secret")
    observed.end()
    text = (tmp_path / "log").read_text("utf-8")
    assert "secret" not in text
    assert json.loads(text)["query"] == f"{name}&*"


def test_what_is_going_on_is_reported(app):
    """With what was asked."""
    link = Link()
    observed = observation(Settings(), link)
    door = Door(app, Limits(response_cache_mb=0), Hooks(observers=observed.observers))
    observed.report_on(door)
    ask(door, f"/search?{OIL}")
    observed.beat()
    told = next(link.messages())
    link.close()
    assert told.state == {"queue": 0, "making": 0, "streams": 0, "cached": 0, "cache_bytes": 0}
    assert [each.route for each in told.asked] == ["pages.results"]
