"""Hostile requests to the archive of a cluster: no query that comes of them is ever refused.

A service gets them as it gets them over a directory; a Searcher gets the payloads themselves, in
every place where a reader may write something.
"""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from itertools import islice
from typing import NamedTuple

from index.cluster.address import Address
from index.schema import FACETS
from search import Filters, Label, Request, Searcher, Sort, Window
from tests.trials.cluster.editions import ALIAS, cluster_of, send
from tests.trials.mounts import in_memory
from tests.trials.service.archives import build
from tests.trials.service.hostile.payloads import KINDS
from tests.trials.service.hostile.trial import KNOWN_HOSTS, UNSAID, attack
from tests.trials.service.running import serving

ARTICLES, THREADS = 300, 4
#: How a service tells what OpenSearch did not take.
_REFUSED = re.compile(r".*\((?:\w+, )?status \d{3}\);.*")
_WORDS = (
    "النفط أسعار الغاز الذهب مليار 5% صندوق-النقد 2024 oil «البنك المركزي» ليرة* عنوان:مصر".split()
)
_JOINTS = (" ", " أو ", " -", " OR ", "* ", '" "', ") (", "~3 ", "، ")
_DAYS = (date.min, date(2015, 7, 1), date(2024, 2, 29), date.max)
_PAGES = (1, 2, 30, 1000, 10**9)


class Question(NamedTuple):
    """What a reader asks: the name of a kind of question, and what may stand in it."""

    name: str
    text: str
    other: str
    request: Request
    facet: str


#: The kinds of questions.
QUESTIONS = {
    "page": lambda snapshot, asked: snapshot.search(asked.request),
    "article": lambda snapshot, asked: snapshot.article(asked.text, asked.request),
    "surroundings": lambda snapshot, asked: snapshot.surroundings(asked.text, asked.request),
    "other id": lambda snapshot, asked: snapshot.current_id(asked.text),
    "completion": lambda snapshot, asked: snapshot.complete(asked.text),
    "trends": lambda snapshot, asked: snapshot.trends([asked.text, asked.other], asked.request),
    "values": lambda snapshot, asked: snapshot.values(asked.request, asked.facet),
    "export": lambda snapshot, asked: list(islice(snapshot.export(asked.request).records, 20)),
    "entity": lambda snapshot, asked: snapshot.entity(asked.text),
}
#: Half of all are pages: they have the most parts.
_NAMES = (*QUESTIONS, *["page"] * len(QUESTIONS))


def _question(chance):
    facet = chance.choice(FACETS).name
    texts = _text(chance), _text(chance)
    return Question(chance.choice(_NAMES), *texts, _request(chance), facet)


def _text(chance):
    """Return a payload, or a long row of words, or a mixture."""
    payloads = [text for kind in KINDS.values() for text in kind]
    parts = [chance.choice(payloads), chance.choice(payloads)]
    words = chance.choices(_WORDS, k=chance.choice((1, 5, 40, 300)))
    parts.append(chance.choice(_JOINTS).join(words))
    return chance.choice((*parts, " ".join(parts), f'"{parts[2]}"', f"({parts[2]}) {parts[0]}"))


def _request(chance):
    labels = [
        Label(facet.name, chance.choice((_text(chance), "رويترز", "")))
        for facet in chance.choices(FACETS, k=chance.choice((0, 0, 1, 5, 200)))
    ]
    since, until = chance.choice(_DAYS), chance.choice(_DAYS)
    half = len(labels) // 2
    filters = Filters(
        since=chance.choice((since, None)),
        until=chance.choice((until, None)),
        included=tuple(labels[:half]),
        excluded=tuple(labels[half:]),
    )
    return Request(
        text=_text(chance),
        filters=chance.choice((filters, Filters())),
        sort=chance.choice((*Sort,)),
        exact=chance.random() < 0.3,
        grouped=chance.random() < 0.7,
        window=Window(page=chance.choice(_PAGES), size=chance.choice((1, 10, 50))),
    )


def _ask(searcher, local, question):
    """Return why a question has no answer, "" if it has one, or has none here, either."""
    if not (error := _error(searcher, question)) or error == _error(local, question):
        return ""
    return f"{error[:600]} after {question!r:.1000}"


def _error(searcher, question):
    try:
        QUESTIONS[question.name](searcher.snapshot(), question)
    except Exception as error:  # noqa: BLE001  whatever it is, a reader would see it
        return f"{question.name}: {type(error).__name__}: {error}"
    return ""


def _attack(service, tally, times, chance):
    asyncio.run(attack(service, tally, times, chance, UNSAID))
    said = service.said()
    if "Traceback" in said:
        tally.wrong.append(f"an error that nobody expected: {said[-900:]}")
    tally.wrong += [f"refused: {line[:400]}" for line in _REFUSED.findall(said)]


def trial(tally, times, chance, given=None):
    """Send so many hostile requests, half of them to a Searcher."""
    with in_memory() as folder, cluster_of(given) as cluster:
        index_dir = build(folder, ARTICLES)
        send(cluster, index_dir)
        address, cached = cluster.address(ALIAS), folder / "cache"
        with serving(address, "--cache-dir", cached, *KNOWN_HOSTS) as service:
            _attack(service, tally, times // 2, chance)
        with (
            closing(Searcher(Address.parse(address), cache_dir=cached)) as searcher,
            closing(Searcher(index_dir)) as local,
        ):
            questions = [_question(chance) for _ in range(times - times // 2)]
            with ThreadPoolExecutor(THREADS) as threads:
                faults = threads.map(lambda each: _ask(searcher, local, each), questions)
            tally.wrong += filter(None, faults)
            tally.tried["asked of a Searcher"] += len(questions)
