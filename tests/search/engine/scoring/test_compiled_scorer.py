"""The cache of the compiled scorer."""

import gc
import weakref

from index.reader import open_reader
from search.engine.scoring.compiled import COMPILED
from search.engine.scoring.evaluator import Evaluator
from search.query.parser import parse_query


def test_a_reader_that_is_let_go_of_is_gone(sample_index):
    """The caches of a reader do not keep it alive."""
    reader = open_reader(sample_index)
    query = parse_query("أسعار النفط", reader.analyzer).query
    assert Evaluator(reader, kernels=COMPILED).matches(query).mask.any()
    gone = weakref.ref(reader)
    del reader
    gc.collect()
    assert gone() is None
