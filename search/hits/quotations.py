"""What an article quotes, and who said it: sentences in quotation marks with their speaker.

Newspapers print «…», “…” and "…", and titles and single terms in them too. A quotation has several
words, and a verb of saying introduces it or follows at once. Without a speaker it is left out.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.hits.speakers import Saying, sayings
from search.results import Fragment, Quotation

#: The fewest words of a quotation: fewer are titles and terms. Set by hand.
_FEWEST = 4
#: A quotation: from a mark that begins a word to one that ends one. The straight ones look alike,
#: and many papers print one of the curved for both: what is beside them tells which is which.
_QUOTED = re.compile(
    r"«(?P<angled>[^«»]+)»|(?<!\w\w)[\"“”](?=[^\s.،,:])(?P<other>[^\"“”«»]+)(?<=\S)[\"“”](?!\w)"
)
#: What begins reported speech: a quotation further on in it is a fragment of it.
_REPORTED = re.compile(r"(?<!\w)[بو]?[إأا]ن(?:ه|ها|هم|هما|نا|ني)?(?!\w)")
#: What a name in quotation marks follows, which is no quotation: رئيس منظمة «…».
_NAMED = re.compile(
    r"(?:معهد|منظمة|شركة|صحيفة|موقع|وكالة|بنك|مصرف|مؤسسة|مجموعة|مركز|مبادرة|برنامج|حملة|قناة|مجلة"
    r"|مشروع|جمعية|هيئة|مؤشر|صندوق|حزب|فريق|نظام|كتاب|فيلم|بعنوان|في)$"
)
_SENTENCE_END = re.compile(r"[.!؟?](?!\d)")
#: What may stand between a quotation and the verb that follows it.
_AT_ONCE = re.compile(r"\s*[،,]?\s*(?:كما|هكذا|حسبما|بحسب ما|وفق ما|على حد ما)?\s*")
#: The most characters between a speaker and a quotation: where, when and to whom it was said.
_FARTHEST = 120
#: What takes the place of quotations while verbs are looked for.
_HIDDEN = "\0"


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who spoke last, and in which paragraph."""

    name: str
    feminine: bool
    paragraph: int


def quotations(paragraphs: Sequence[Fragment]) -> tuple[Quotation, ...]:
    """Return what the paragraphs of an article quote with a speaker, in their order."""
    reading = _Reading()
    return tuple(
        quotation
        for number, paragraph in enumerate(paragraphs, 1)
        for quotation in reading.paragraph(paragraph.text, number)
    )


class _Reading:
    """Reads an article from its beginning: who spoke in one paragraph goes on in the next."""

    def __init__(self) -> None:
        self._speaker: _Speaker | None = None
        #: Whether the last paragraph ends with a colon: what it introduces begins the next.
        self._opened = False

    def paragraph(self, text: str, number: int) -> Iterator[Quotation]:
        """Yield the quotations of the next paragraph that have a speaker."""
        quoted = [match for match in _QUOTED.finditer(text) if _is_long(match)]
        outside = _hidden(text, quoted)
        said = deque(sayings(outside))
        end = 0
        for match in quoted:
            while said and said[0].start < match.start():
                end = self._next(said.popleft(), outside, end, number)
            speaker = self._introducing(outside, end, match.start())
            if name := speaker or _following(said, outside, match.end()):
                inside = (match["angled"] or match["other"]).strip()
                yield Quotation(text=inside, speaker=name, paragraph=number)
        for saying in said:
            end = self._next(saying, outside, end, number)
        self._opened = outside.rstrip().endswith(":")

    def _introducing(self, outside: str, end: int, start: int) -> str:
        """Return who says what begins at start, "" if what stands since the last verb denies it.

        end is where that verb ends with its subject, 0 for none in the paragraph.
        """
        between = outside[end:start]
        if _NAMED.search(outside[:start].rstrip()):
            return ""
        introduced = _introduces(between) if end else self._opened and not between.strip()
        return self._speaker.name if introduced and self._speaker else ""

    def _next(self, saying: Saying, outside: str, end: int, paragraph: int) -> int:
        """Hear the next verb after the one that ends at end, 0 for none; return where it ends."""
        between = outside[end : saying.start]
        same = bool(end) and not _SENTENCE_END.search(between)
        self._hear(saying, paragraph, same_sentence=same)
        return max(end, saying.end)

    def _hear(self, saying: Saying, paragraph: int, *, same_sentence: bool) -> None:
        """Remember who speaks: the subject of a verb or, where it goes on, who spoke last."""
        last = self._speaker
        if saying.subject:
            self._speaker = _Speaker(saying.subject, saying.kind.feminine, paragraph)
        elif last and saying.goes_on and saying.kind.feminine == last.feminine:
            near = same_sentence if saying.kind.participle else paragraph - last.paragraph <= 1
            self._speaker = replace(last, paragraph=paragraph) if near else None
        else:
            self._speaker = None


def _is_long(match: re.Match[str]) -> bool:
    return len(match[0].split()) >= _FEWEST


def _hidden(text: str, quoted: Iterable[re.Match[str]]) -> str:
    """Return a text with signs that are no words in the place of what is quoted."""
    for match in quoted:
        text = text[: match.start()] + _HIDDEN * len(match[0]) + text[match.end() :]
    return text


def _introduces(between: str) -> bool:
    """Return whether what stands between a speaker and a quotation introduces it."""
    if _HIDDEN in between or _SENTENCE_END.search(between) or len(between) > _FARTHEST:
        return False
    reported = list(_REPORTED.finditer(between))
    if len(reported) > 1 or (reported and between[reported[0].end() :].strip(" :")):
        return False
    return bool(reported) or between.rstrip().endswith(":") or not between.strip(" ،,")


def _following(said: Iterable[Saying], outside: str, end: int) -> str:
    """Return the subject of the verb that follows a quotation at once, "" if none does."""
    match = _AT_ONCE.match(outside, end)
    at = match.end() if match else end
    return next((each.subject for each in said if each.start == at and _is_alone(outside, at)), "")


def _is_alone(outside: str, at: int) -> bool:
    """Return whether a verb has no و before it: with it, it goes on to something else."""
    return outside[at] not in ("و", "ف")
