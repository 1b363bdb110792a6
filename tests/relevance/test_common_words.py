"""What the table of synonyms adds to the words that an archive prints oftenest, signed by reading.

A wrong line costs most where the word is common. common-words.tsv has each of the 6,000 commonest
words that has other names, by its lexemes, with these; whoever changes the table or the lexicon
reads what changes here, and signs it by writing it down.
"""

from itertools import islice
from pathlib import Path

from index.analysis import terms
from index.reader import open_reader
from search.query.parser import parse_query
from search.rewrite.synonyms import expand, expansions
from search.weights import WEIGHTS

SIGNED = Path(__file__).parent / "common-words.tsv"
COMMONEST = 6_000


def added(reader):
    """Return the other names of the commonest words of an archive, by their stems."""
    in_order = sorted(reader.vocabulary, key=lambda row: (-row[2], row[0]))
    content = (printed for _, printed, _ in in_order if printed.isalpha() and terms(printed).stem)
    found = {}
    for word in islice(content, COMMONEST):
        query = expand(parse_query(word, reader.analyzer).query, reader.analyzer, WEIGHTS)
        for each in expansions(query):
            found.setdefault(terms(word).stem[1:], set()).update(each.others)
    return found


def test_the_commonest_words(economic_news_built):
    """Nothing is added to a common word that nobody has read."""
    _, directory = economic_news_built
    lines = (line.split("\t") for line in SIGNED.read_text("utf-8").splitlines())
    signed = {stem: set(others.split(", ")) for stem, others in lines}
    assert added(open_reader(directory)) == signed
