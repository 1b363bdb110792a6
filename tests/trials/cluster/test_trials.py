"""The trials of a cluster in their short form, and whether they would notice."""

from functools import partial

import pytest

from tests.trials.cluster import node_kills, send_kills, update_kills
from tests.trials.cluster.editions import ALIAS, live
from tests.trials.forks import Forks
from tests.trials.report import carry_out, table
from tests.web.server.running import on_linux


@on_linux
@pytest.mark.parametrize(
    ("trial", "times"),
    [
        pytest.param(send_kills.trial, 2, id="sendings that are killed"),
        pytest.param(update_kills.trial, 2, id="updates that are killed"),
        pytest.param(node_kills.asked_alone, 1, id="a node that is killed"),
    ],
)
def test_nothing_is_lost_or_wrong(trial, times, own_opensearch):
    """It was tried, and everything was as it must be."""
    tally = carry_out("short", partial(trial, given=own_opensearch), times, seed=7)
    assert not tally.failed, table([tally])
    assert tally.total >= times


def leave_an_index(cluster):
    """Do not clean up."""
    about = cluster.ask("GET", f"{ALIAS}/_mapping")
    (mapping,) = (each["mappings"] for each in about.values())
    cluster.ask("PUT", f"{ALIAS}-20200101t000000000000", {"mappings": mapping})


def lose_articles(cluster):
    """Remove an article from what is live."""
    (index,) = live(cluster)
    cluster.ask("DELETE", f"{index}/_doc/n30", refresh="true")


def touch_what_is_of_others(cluster):
    """Write into an index that is none of ours."""
    cluster.ask("PUT", f"{ALIAS}-2/_doc/2", {"letter": "another"}, refresh="true")


def lead_elsewhere(cluster):
    """Let the alias lead to two indices."""
    add = {"add": {"alias": ALIAS, "index": f"{ALIAS}-x"}}
    cluster.ask("POST", "_aliases", {"actions": [add]})


@on_linux
@pytest.mark.parametrize(
    "spoil", [leave_an_index, lose_articles, touch_what_is_of_others, lead_elsewhere]
)
def test_a_trial_notices(spoil, own_opensearch, monkeypatch):
    """Whatever goes wrong while a sending is killed is in the table."""

    class Spoiling(Forks):
        def run(self, job):
            ended = super().run(job)
            if live(own_opensearch):
                spoil(own_opensearch)
            return ended

    monkeypatch.setattr(send_kills, "Forks", Spoiling)
    assert carry_out("spoilt", partial(send_kills.trial, given=own_opensearch), 1, seed=7).failed
