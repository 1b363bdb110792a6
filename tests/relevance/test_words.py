"""What is found against what was meant: small cases, and printed forms judged by reading.

words/forms.tsv has for 120 query words the forms that an archive prints, each judged: S the same
word, N a near form (relational adjective or its base, masdar and verb), D another derivation, W
another word. words/counts.tsv.gz has how often each is printed. words/cases.jsonl has texts that a
query must find, or must not. All were written for this project.
"""

import gzip
import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from index.analysis import ArabicAnalyzer
from index.articles import Article
from index.indexer.build import index_articles
from search import Request, Searcher, Window

HERE = Path(__file__).parent / "words"
CASES = [json.loads(line) for line in (HERE / "cases.jsonl").read_text("utf-8").splitlines()]
#: The least share of S found, the least of S and N in what is found, the most of D and of W: by
#: occurrences, and as the mean of the words.
FLOORS = {"occurrences": (0.995, 0.98, 0.015, 0.004), "mean": (0.99, 0.965, 0.03, 0.005)}
#: A ligature of four words is one character: no word can begin inside.
BEYOND = "﷽ نبدأ"


CASE_PARAMS = [
    pytest.param(
        case,
        id=f"{case['kind']}-{'meet' if case['should_match'] else 'apart'}-{number}",
        marks=[pytest.mark.xfail(reason="one character")] if case["text"] == BEYOND else [],
    )
    for number, case in enumerate(CASES)
]


def article(text, number):
    """Return an article that has nothing but a body."""
    return Article(
        id=str(number),
        url="",
        title="",
        body=text,
        source="",
        section="",
        author="",
        published=None,
    )


def words_of(text):
    """Return the folded words of a text: of texts with the same ones the index keeps one."""
    return tuple(word.exact for word in ArabicAnalyzer().words(text))


@pytest.fixture(scope="module")
def find(tmp_path_factory):
    """Return a function: query -> the texts among all of cases and forms that it finds."""
    rows = [line.split("\t") for line in (HERE / "forms.tsv").read_text("utf-8").splitlines()[1:]]
    texts = list(dict.fromkeys([case["text"] for case in CASES] + [row[1] for row in rows]))
    directory = tmp_path_factory.mktemp("words")
    index_articles((article(text, number) for number, text in enumerate(texts)), directory)
    searcher = Searcher(directory)
    folded = dict(zip(texts, map(words_of, texts), strict=True))

    @cache
    def found(query):
        request = Request(text=query, window=Window(size=len(texts)), grouped=False)
        page = searcher.snapshot().search(request)
        hits = page.hits[: page.total_matching_all]
        held = {folded[texts[int(hit.headline.id)]] for hit in hits}
        return frozenset(text for text in texts if folded[text] in held)

    yield found
    searcher.close()


@pytest.mark.parametrize("case", CASE_PARAMS)
def test_a_case(find, case):
    """A text is found by what it holds, and not by what it does not."""
    assert (case["text"] in find(case["query"])) is case["should_match"]


def test_forms(find):
    """Of 2,101 printed forms nearly all of the same word are found, and hardly a stranger."""
    rows = [line.split("\t") for line in (HERE / "forms.tsv").read_text("utf-8").splitlines()[1:]]
    with gzip.open(HERE / "counts.tsv.gz", "rt", encoding="utf-8") as lines:
        printed = {word: int(count) for word, count in (line.split("\t") for line in lines)}
    by_query = defaultdict(Counter)
    for query, form, _, grade, *_ in rows:
        by_query[query][grade, form in find(query)] += printed.get(form, 1)
    of_all = sum(by_query.values(), Counter())
    each = [shares(counts) for counts in by_query.values()]
    measured = {
        "occurrences": shares(of_all),
        "mean": tuple(sum(column) / len(each) for column in zip(*each, strict=True)),
    }
    for name, (found, meant, derived, strange) in FLOORS.items():
        same, both, others, strangers = measured[name]
        print(f"{name}: S found {same:.3f}; S and N {both:.3f}, D {others:.3f}, W {strangers:.3f}")  # noqa: T201
        assert same >= found
        assert both >= meant
        assert others <= derived
        assert strangers <= strange


def shares(counts):
    """Return the share of S found, and the shares of S with N, of D and of W in what is found."""
    found = sum(counts[grade, True] for grade in "SNDW") or 1
    same = counts["S", True] / ((counts["S", True] + counts["S", False]) or 1)
    both = (counts["S", True] + counts["N", True]) / found
    return same, both, counts["D", True] / found, counts["W", True] / found
