"""Lines of tags: they differ in their words, but one word begins them all.

«سمات النفط الأسعار» ends the articles of one source, «كلمات مفتاحية» those of another: as a
paragraph, or after the last sentence. The word begins nothing else there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.articles.repetition.paragraphs import Paragraph
from index.text.spans import Span

#: The share of a source's articles that must end so, how many at least, and the most beginnings
#: elsewhere for each. Set by hand: the one source with glued tags has 80 % and 0.5 %, no word of
#: any other source begins the end of more than 12 % and so little else.
_SHARE, _FEWEST, _ELSEWHERE = 0.3, 20, 0.05
#: The most words of a line of tags, and of words that are counted for a source. Set by hand.
_LONGEST, _COUNTED = 25, 32

_BEGINNING = re.compile(r"(?:\A|[\n.!؟?…»”\"])\s*(?P<word>[^\W\d_]{2,})")
_ENDS_SENTENCE = (".", "!", "؟", "?", "…")


@dataclass(slots=True)
class TagLines:
    """Counts, for one source, the words that begin the ends of its articles, and other sentences.

    counts has for each word how many articles it ends, and in how many it begins something else.
    """

    counts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def count(self, body: str, last: Paragraph) -> None:
        """Count the words of one more article."""
        words = [match["word"] for match in _BEGINNING.finditer(body)]
        ending = dict.fromkeys(word for word, _ in _endings(last))
        for word in ending:
            ends, elsewhere = self.counts.get(word, (0, 0))
            self.counts[word] = ends + 1, elsewhere
        for word in set(words):
            if word in self.counts and words.count(word) > (word in ending):
                ends, elsewhere = self.counts[word]
                self.counts[word] = ends, elsewhere + 1
        while len(self.counts) > _COUNTED:
            del self.counts[min(self.counts, key=lambda word: self.counts[word][0])]

    def halve(self) -> None:
        """Let what was counted count half from now on, so that a source may change."""
        halved = {word: (ends // 2, other // 2) for word, (ends, other) in self.counts.items()}
        self.counts = {word: counts for word, counts in halved.items() if counts[0]}

    def span(self, last: Paragraph, articles: int) -> Span | None:
        """Return where the line of tags stands in the last paragraph, None if there is none.

        articles is the number of articles that were counted.
        """
        for word, at in _endings(last):
            ends, elsewhere = self.counts.get(word, (0, 0))
            if ends >= max(_FEWEST, _SHARE * articles) and elsewhere <= _ELSEWHERE * ends:
                return last.start + at, last.end
        return None


def _endings(last: Paragraph) -> Iterator[tuple[str, int]]:
    """Yield the words that may begin a line of tags in the last paragraph, and where.

    They are the first word of the paragraph, and of what follows its last sentence.
    """
    if last.text.endswith(_ENDS_SENTENCE):
        return
    beginnings = list(_BEGINNING.finditer(last.text))
    for match in dict.fromkeys([*beginnings[:1], *beginnings[-1:]]):
        at = match.start("word")
        if len(last.text[at:].split()) <= _LONGEST:
            yield match["word"], at
