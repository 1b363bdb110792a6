"""What a reader gets of an index directory: every kind of answer, or the sentence of a refusal.

    look([index_dir])

prints a line of JSON: by question what was answered, as a digest, or {"refused": sentence}. An
error that is no refusal is raised.
"""

import json
import re
import sys
from datetime import date
from hashlib import blake2b
from pathlib import Path

from index.versions.manifest import IndexUnavailableError
from search import Filters, Label, Request, Searcher, Sort

#: What pickles may do when they are read. None may be read.
_PICKLES = {"pickle.find_class", "os.system", "subprocess.Popen"}
#: What differs from one run to the next.
_TIME = re.compile(r"\btook_ms=[\d.e-]+")
_ID = "n7"
_OIL = Request(text="أسعار النفط في بيروت")
_LIST = Request(text="", sort=Sort.NEWEST)
_NARROWED = Request(
    text="الذهب",
    filters=Filters(since=date(2024, 1, 5), included=(Label("source", "صحيفة تونس"),)),
)
#: The questions by name. Each finds something in the archive of damages, or is repaired to it.
QUESTIONS = {
    "words": lambda snapshot: snapshot.search(_OIL),
    "list": lambda snapshot: snapshot.search(_LIST),
    "phrase": lambda snapshot: snapshot.search(Request(text='"أسعار الذهب"')),
    "prefix": lambda snapshot: snapshot.search(Request(text="الأسمن*")),
    "narrowed": lambda snapshot: snapshot.search(_NARROWED),
    "amount": lambda snapshot: snapshot.search(Request(text="12 ليرة")),
    "misspelled": lambda snapshot: snapshot.search(Request(text="النحااس")),
    "article": lambda snapshot: snapshot.article(_ID, _OIL),
    "surroundings": lambda snapshot: snapshot.surroundings(_ID, _OIL),
    "completions": lambda snapshot: snapshot.complete("أسع"),
    "trends": lambda snapshot: snapshot.trends(["النفط", "الذهب"], _LIST),
    "values": lambda snapshot: snapshot.values(_LIST, "source"),
    "front": lambda snapshot: snapshot.front(),
    "archive": lambda snapshot: snapshot.archive(),
    "entities": lambda snapshot: snapshot.entities(),
    "export": lambda snapshot: list(snapshot.export(_LIST).records),
    "catalogue": lambda snapshot: list(snapshot.catalogue(0, 1000)),
    "other id": lambda snapshot: snapshot.current_id("copy"),
}


def look(arguments):
    """Print the answers of an index directory to all questions."""
    sys.addaudithook(_refuse_pickles)
    searcher = Searcher(Path(arguments[0]))
    print(json.dumps({name: _answer(searcher, name) for name in QUESTIONS}))  # noqa: T201


def _answer(searcher, name):
    try:
        answer = QUESTIONS[name](searcher.snapshot())
    except IndexUnavailableError as error:
        return {"refused": str(error)}
    told = _TIME.sub("", repr(answer))
    return blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _refuse_pickles(event, arguments):
    if event in _PICKLES:
        print(f"PICKLE {event} {arguments}", flush=True)  # noqa: T201
