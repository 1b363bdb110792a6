"""Long questions: the words of one need not all be in an article."""

from index.analysis import fold
from search.query.english import stop_words
from search.query.tree import All, Any, Phrase, Query, Word

#: A query of this many words is a question. Set by hand: nDCG@10 on known-item is .811 at 5, .800
#: at 6 and .791 at 7, but at 5 a reader who types five words gets articles without some of them.
LONG_QUERY = 6
#: A query that begins with one of these is one too: it does not name what it asks for. Without
#: them nDCG@10 on arcd is .002 lower, on xquad-ar .0002 higher.
QUESTION_WORDS = frozenset(
    map(fold, "ما ماذا متى أين كم كيف هل لماذا من أي أية بماذا علام".split())
)


def as_question(query: Query) -> Query:
    """Return query with OR for AND if it is a question of many words, else query itself.

    A pasted headline or question may contain quotes and a stray أو: its phrases count for
    themselves and word by word. Groups, fields and exclusions show that the reader knows what
    must match.
    """
    row = query.parts if isinstance(query, All | Any) else ()
    parts = [p for part in row for p in (part.parts if isinstance(part, All) else (part,))]
    bare = [part for part in parts if isinstance(part, Word | Phrase)]
    words = [w for part in bare for w in (part.words if isinstance(part, Phrase) else (part,))]
    if len(bare) < len(parts) or not words:
        return query
    phrases = [part for part in bare if isinstance(part, Phrase) and len(part.words) > 1]
    long = len(words) - sum(stop_words([word.exact for word in words])) >= LONG_QUERY
    is_question = long or words[0].exact in QUESTION_WORDS
    return Any((*words, *phrases)) if is_question else query
