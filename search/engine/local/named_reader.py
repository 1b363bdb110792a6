"""An opened version whose labels are called by their names.

Codes are given anew once, when a version is opened: everything behind counts and filters merged
labels and knows no others.
"""

from dataclasses import replace

import numpy as np

from index.labels import Labels
from index.postings import Locate
from index.reader import ArticleReader
from index.stored_article import Headline
from index.versions.store import OpenIndex
from search.names.labels import LabelNames
from search.names.table import NAMED, NameTable


class NamedReader(ArticleReader):
    """One opened index version, with the names of its labels."""

    def __init__(self, opened: OpenIndex, names: NameTable, locating: Locate | None = None) -> None:
        super().__init__(opened, locating)
        printed = {facet: self.labels(facet) for facet in NAMED}
        counts = {facet: column.counts() for facet, column in printed.items()}
        self.names = LabelNames(names, counts)
        for facet, column in printed.items():
            if isinstance(column, Labels):
                shown = [self.names.shown(facet, value) for value in column.values]
                self._columns[facet] = renamed(column, shown)

    def identical(self, article_id: str) -> list[Headline]:
        """Return the identical articles that were left out of the index beside the one of an id."""
        return [
            replace(
                copy,
                source=self.names.shown("source", copy.source),
                section=self.names.shown("section", copy.section),
            )
            for copy in super().identical(article_id)
        ]


def renamed(labels: Labels, shown: list[str]) -> Labels:
    """Return a column with other values, those that are equal now made one.

    shown has what each of the values is called. The values are in order, as those of a column are.
    """
    if shown == list(labels.values):
        return labels
    values, codes = np.unique(np.array(shown, object), return_inverse=True)
    return Labels(tuple(values.tolist()), codes.astype(np.int32)[labels.codes])
