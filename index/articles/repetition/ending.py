"""The ending of one article: which of its last paragraphs other articles hold."""

from collections import Counter
from collections.abc import Callable, Sequence
from zlib import crc32

from index.articles.article import Article
from index.articles.repetition.paragraphs import Paragraph, key_of
from index.articles.repetition.sightings import Sightings

#: The last paragraphs that are looked at. Set by hand: a list of teasers and a notice.
_LAST = 8
#: The words of a paragraph that two articles seldom share by chance, and those of a line that may
#: stand between boilerplate: a time, a heading. Set by hand.
_LONG, _SHORT = 8, 4


class Ending:
    """What the articles before hold of the paragraphs of one, by their indexes.

    Articles that share its first paragraph, or a long one above the ending, are related to it,
    versions of one story: what they hold says nothing, and strangers are those that others hold.
    run is where the last paragraphs begin that strangers hold, row where the long ones among them
    do. mark and own stand for the article; keys and words are those of its first and its last
    paragraphs, head is that of the first in that place.
    """

    def __init__(self, article: Article, paragraphs: Sequence[Paragraph], seen: Sightings) -> None:
        self.paragraphs = paragraphs
        self.mark = crc32(article.id.encode("utf-8", "surrogatepass")) or 1
        self.own = key_of(article.id, "article")
        self.head = key_of(paragraphs[0].text, article.source, "first")
        first = max(1, len(paragraphs) - _LAST)
        self.keys = {
            at: key_of(paragraphs[at].text, article.source)
            for at in (0, *range(first, len(paragraphs)))
        }
        self.words = {at: paragraphs[at].count_words() for at in self.keys}
        self.boilerplate = {at for at, key in self.keys.items() if seen.is_boilerplate(key)}
        self._heads = {*seen.articles(self.head)} - {self.mark}
        self._held = {at: {*seen.articles(key)} - {self.mark} for at, key in self.keys.items()}
        related = self._related(is_told=seen.is_boilerplate(self.head))
        self.strangers = self.boilerplate | self._held_by(lambda mark, _: not related[mark])
        self.run = self._run(self.strangers)
        #: To count: those of the last paragraphs that no version of the story was counted for.
        ending = {at for at in self.strangers if at >= self.run}
        self.counted = ending - self._held_by(lambda mark, _: related[mark] > 0)
        #: Text: those above that are all that some article shares with this one.
        self.alone = self._held_by(lambda mark, at: related[mark] <= self._is_long(at))
        self.alone -= {0, *ending}
        self.row = len(paragraphs)
        while self.row - 1 in self.strangers and self._is_long(self.row - 1):
            self.row -= 1

    @property
    def shares_only_head(self) -> bool:
        """Return whether the articles with the same first paragraph share no other long one."""
        others = [at for at in self.keys if at and at not in self.boilerplate]
        texts = [at for at in others if self._is_long(at)] or others
        return self._heads.isdisjoint(mark for at in texts for mark in self._held[at])

    def _related(self, *, is_told: bool) -> Counter[int]:
        """Return how much every article shares above the ending.

        is_told says that the first paragraph is boilerplate, and shared by strangers.
        """
        run = self._run({at for at, held in self._held.items() if held})
        above = [at for at in self.keys if at < run and at not in self.boilerplate]
        related = Counter(mark for at in above if self._is_long(at) for mark in self._held[at])
        related.update(() if is_told else self._heads)
        return related

    def _held_by(self, which: Callable[[int, int], bool]) -> set[int]:
        """Return the paragraphs that some article holds of which a function of it says yes."""
        return {at for at, held in self._held.items() if any(which(mark, at) for mark in held)}

    def _run(self, held: set[int]) -> int:
        """Return where the last paragraphs begin that are held, apart from short ones."""
        begin = run = len(self.paragraphs)
        while begin - 1 in self.keys and begin > 1:
            begin -= 1
            if begin in held:
                run = begin
            elif self.words[begin] > _SHORT:
                break
        return run

    def _is_long(self, at: int) -> bool:
        return self.words[at] >= _LONG
