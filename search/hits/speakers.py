"""Who speaks: the subject of a verb of saying, as it was printed.

    وقال رئيس الشركة فلان في تصريح أمس إن      أكدت الوزارة      وأضاف      قائلًا

It is what stands after the verb, up to a word that says when, where or to whom it was said, or that
what was said begins. Words decide, without knowledge of their grammar: what looks like no subject
is none, because it is worse to name a wrong speaker than to name none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: Verbs that begin what somebody says, those that go on with it, and participles that do: without
#: hamzas and marks, masculine.
_SAYS = (
    "قال اكد اوضح صرح ذكر اشار لفت اعلن افاد شدد اعتبر حذر علق كشف اعرب نوه راى اجاب يقول يوضح"
).split()
_GOES_ON = "اضاف تابع اردف استطرد يضيف يتابع".split()
_PARTICIPLES = "قايل مضيف موكد موضح مشدد معتبر مبين متابع محذر لافت مشير منوه معلن".split()
#: Words that no subject has: what was said begins, or when, where or to whom it was said.
_STOPS = frozenset(
    "ان انه انها انهم انهما اننا اني الى خلال عبر عقب اثناء على ضمن حسب بحسب وفق وفقا امس اليوم يوم"
    " مساء صباح قبل بعد ردا تعليقا معلقا حول بشان بخصوص بمناسبه عن من الذي التي الذين وهو وهي لدى"
    " حين عندما بينما كما ايضا مجددا الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد للصحافيين"
    " للصحفيين للصحيفه للقناه للوكاله للتلفزيون للاذاعه لوكاله لوكالات لقناه لصحيفه لرويترز لشبكه"
    " لبرنامج لموقع بان ب ل لـ امام نقلا سابقا لاحقا انذاك حينها فيما مع ليس لا"
    " لم لن قد سيتم تم هذا هذه ذلك هنا ما له لها عنه فيه فيها كل نحو حوالي بعض كان كانت هناك هو"
    " هي نحن انا هم اي بالقول بقوله معتذرا مازحا ساخرا قوله"
    " حديثه حديثها كلامه كلامها منه منها للموقع لبي".split()
)
#: After في these say where it was said; other words are part of an office: المحلل في بنك.
_OCCASIONS = tuple(
    (
        "تصريح بيان حديث مقابل موتمر كلم تغريد رسال لقاء تقرير مذكر وقت اشار حوار اتصال مقال هذا"
        " ختام افتتاح خطاب معرض تعليق رد اجتماع جلس منتدى ندو شهر يوم اطار اعقاب عام سياق ذات نفس"
        " حفل مداخل شان صدد بدا نهاي ملحق"
    ).split()
)
#: Words that follow a verb of saying as its object: أكدت أهمية التعاون.
_OBJECTS = tuple("اهمي ضرور وجود عدم استعداد حرص اسف ثق رغب نتائج نيت قلق امل نجاح التزام".split())
#: What begins a word to whom something was said: قال للمحققين.
_TO = "لل"
#: The most words of a name with its office, and of a name in quotation marks.
_LONGEST, _MARKED = 14, 4
_WORD = re.compile(r"[^\s\0«»\"“”،,:؛;.()\[\]]+|[^\s\w]")
_CONJUNCTIONS = ("و", "ف")
_COMMAS, _MARKS = frozenset("،,"), frozenset('"“”«»')
#: The marks that open a name, by the one that closes it.
_OPENING = {"»": "«", "”": "“", '"': '"'}
_FOLDED = str.maketrans("أإآٱةؤئ", "ااااهوي", "ًٌٍَُِّْٰ")


class Kind(NamedTuple):
    """The form of a verb of saying; goes_on tells whether it always goes on with what was said."""

    feminine: bool
    participle: bool
    goes_on: bool


class Saying(NamedTuple):
    """A verb of saying in a text: where it begins and ends, and its subject.

    subject is "" where none stands after the verb; end is where the subject ends, or the verb.
    goes_on tells whether a verb without a subject can have that of the verb before: الوزير أكد
    cannot.
    """

    start: int
    end: int
    subject: str
    kind: Kind
    goes_on: bool


def sayings(text: str) -> Iterator[Saying]:
    """Yield the verbs of saying in a text."""
    words = list(_WORD.finditer(text))
    folded = [word[0].translate(_FOLDED) or word[0] for word in words]
    for place, word in enumerate(words):
        kind = _kind(folded[place])
        if kind is None:
            continue
        first = place + 1
        last = place if kind.participle else _last_of_subject(folded, first)
        end = words[last].end()
        subject = _closed(text, words[first].start(), end) if last > place else ""
        goes_on = kind.goes_on or folded[place][0] in _CONJUNCTIONS
        yield Saying(word.start(), max(end, word.end()), subject, kind, goes_on)


def _closed(text: str, start: int, end: int) -> str:
    """Return a subject with the mark that closes a name at its end: شركة «أودي»."""
    closing = text[end : end + 1]
    opened = any(mark in text[start:end] for mark in _OPENING.get(closing, ""))
    return text[start : end + 1] if opened else text[start:end]


def _verbs() -> Iterator[tuple[str, Kind]]:
    for verb in (*_SAYS, *_GOES_ON):
        goes_on = verb in _GOES_ON
        yield verb, Kind(feminine=False, participle=False, goes_on=goes_on)
        woman = f"ت{verb[1:]}" if verb[0] == "ي" else f"{verb}ت"
        yield woman, Kind(feminine=True, participle=False, goes_on=goes_on)
    for participle in _PARTICIPLES:
        yield f"{participle}ا", Kind(feminine=False, participle=True, goes_on=True)
        yield f"{participle}ه", Kind(feminine=True, participle=True, goes_on=True)


_VERBS = dict(_verbs())


def _kind(folded: str) -> Kind | None:
    """Return what kind of a verb of saying a word is, None if it is none."""
    bare = folded[1:] if folded[0] in _CONJUNCTIONS else folded
    return _VERBS.get(folded) or _VERBS.get(bare)


def _last_of_subject(folded: Sequence[str], first: int) -> int:
    """Return the place of the last word of the subject that begins at first; first - 1 for none."""
    last, commas = first - 1, 0
    if first < len(folded) and (folded[first].startswith(_TO) or folded[first] == "في"):
        return last
    for place in range(first, len(folded)):
        word = folded[place]
        if word in _COMMAS:
            commas += 1
            if commas > 1 or last < first:
                return last
        elif word in _MARKS:
            if not _closes(folded, place, first):
                return last
        elif _ends_subject(folded, place):
            return last
        else:
            last = place
        if last - first >= _LONGEST:
            return first - 1
    return last


def _closes(folded: Sequence[str], place: int, first: int) -> bool:
    """Return whether a mark is one of two around a name in the words from first on."""
    near = [
        other
        for other in range(max(first, place - _MARKED - 1), min(place + _MARKED + 2, len(folded)))
        if other != place and folded[other] in _MARKS
    ]
    return bool(near)


def _ends_subject(folded: Sequence[str], place: int) -> bool:
    word = folded[place]
    if word in _STOPS or not word[0].isalpha() or _kind(word) or word.startswith(_OBJECTS):
        return True
    following = folded[place + 1] if place + 1 < len(folded) else ""
    return word == "في" and (not following or following.removeprefix("ال").startswith(_OCCASIONS))
