"""How close articles are to a question: the cosine of their vectors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedding.passage import key_of, passage
from index.embedding.vectors import Vectors, cosines
from search.engine.meaning.questions import Questions
from search.engine.protocol import Documents


@dataclass(frozen=True, slots=True)
class Closeness:
    """Compares articles with questions by vectors that are kept somewhere. Threads may share it."""

    vectors: Vectors
    questions: Questions

    @property
    def possible(self) -> bool:
        """Return whether there are vectors of articles, and a model for those of questions."""
        return self.vectors.has_some and self.questions.possible

    def of(
        self, documents: Documents, numbers: NDArray[np.int64], question: str
    ) -> NDArray[np.float32] | None:
        """Return how close each of some documents is to a question, float32.

        It is NaN for one without a vector. None stands for a question without one: it has no words,
        or the model cannot be loaded.
        """
        asked = self.questions.vector(question)
        if asked is None:
            return None
        articles = map(documents.stored, numbers.tolist())
        keys = [key_of(passage(each.headline.title, each.text)) for each in articles]
        return cosines(self.vectors.of(keys), asked)
