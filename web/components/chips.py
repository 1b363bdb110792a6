"""The parts of a query in the words of a reader: the company, the year, more than a billion."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from search import NAMED_FACETS, Chip, Part
from web.context import gettext, label_name, preferences
from web.l10n import labels
from web.l10n.catalog import WRITTEN, noted
from web.l10n.formats import in_digits, long_date, span
from web.urls.links import ActiveFilter

#: What a part is about, before what it says.
_ABOUT = {
    **labels.FACETS,
    "title": noted("في العنوان"),
    "body": noted("في النص"),
    "money": noted("المبلغ"),
    "percent": noted("النسبة"),
    "quantity": noted("الكمية"),
}
_NAMES = frozenset(facet.name for facet in NAMED_FACETS)
_AMOUNTS = frozenset(("money", "percent", "quantity"))
_WORDS = frozenset(("word", "phrase", "prefix"))
_SCALES = (
    (Decimal(10**12), noted("تريليون")),
    (Decimal(10**9), noted("مليار")),
    (Decimal(10**6), noted("مليون")),
)
#: The decimals up to which a scale shortens a value. Set by hand, as in the echo.
_DECIMALS = 3
_TWO = 2
_DECEMBER = 12


def in_words(part: Part) -> str:
    """Return a part of a query as a reader of the current request says it."""
    if part.negated:
        is_label = part.kind in labels.FACETS
        return gettext("بلا: %(what)s") % {"what": _said(part) if is_label else _whole(part)}
    return _whole(part)


def filter_in_words(active: ActiveFilter) -> str:
    """Return a filter as a reader of the current request says it."""
    name, value = active.name, active.value
    if isinstance(value, date):
        return f"{gettext(labels.LIMITS[name])} {long_date(value, preferences())}"
    if name in labels.SWITCHES:
        return gettext(labels.SWITCHES[name])
    if name in labels.FACETS:
        return f"{gettext(labels.FACETS[name])}: {label_name(value, name)}"
    return gettext("بلا: %(what)s") % {"what": label_name(value, name)}


def is_plain(chips: Sequence[Chip]) -> bool:
    """Return whether a query is one word or phrase, wanted or not: its echo says as much."""
    return len(chips) == 1 and chips[0].part.kind in _WORDS


def are_two_words(chips: Sequence[Chip]) -> bool:
    """Return whether a query is two words: most of them is one."""
    wanted = [chip.part for chip in chips if chip.part.kind == "word" and not chip.part.negated]
    return len(wanted) == len(chips) == _TWO


def have_words(chips: Sequence[Chip]) -> bool:
    """Return whether a query asks for words, and not for days, names or amounts alone."""
    return any(_has_words(chip.part) for chip in chips)


def _has_words(part: Part) -> bool:
    return part.kind in _WORDS or any(map(_has_words, part.parts))


def _whole(part: Part) -> str:
    """Return what a part says, after what it is about."""
    about = _ABOUT.get(part.kind)
    return f"{gettext(about)}: {_said(part)}" if about else _said(part)


def _said(part: Part) -> str:
    if part.kind == "date":
        return _days(part.since, part.until)
    if part.kind in _AMOUNTS:
        return _amounts(part)
    if part.kind in _NAMES:
        return label_name(part.value, part.kind)
    between = gettext(" أو ") if part.kind == "any" else " "
    return between.join(map(in_words, part.parts)) if part.parts else part.value


def _days(since: date | None, until: date | None) -> str:
    how = preferences()
    if since is None or until is None:
        text = gettext("منذ %(day)s") if since else gettext("حتى %(day)s")
        return text % {"day": long_date(since or until or date.min, how)}
    days = span(since, until, how)
    if (since, until) == (date(since.year, 1, 1), date(since.year, _DECEMBER, 31)):
        return gettext("سنة %(year)s") % {"year": days}
    first, last = since.replace(day=1), monthrange(since.year, since.month)[1]
    is_one = since == until or (since, until) == (first, since.replace(day=last))
    return days if is_one else gettext("من %(days)s") % {"days": days}


def _amounts(part: Part) -> str:
    if part.low is not None and part.high is not None:
        return _between(part.low, part.high, part)
    if part.low is not None:
        text = gettext("%(amount)s على الأقل") if part.at_low else gettext("أكثر من %(amount)s")
        return text % {"amount": _amount(part.low, part)}
    text = gettext("%(amount)s على الأكثر") if part.at_high else gettext("أقل من %(amount)s")
    return text % {"amount": _amount(part.high or 0.0, part)}


def _between(low: float, high: float, part: Part) -> str:
    """Return two limits with their unit once, and with their scale once if they share it."""
    if low == high:
        return _amount(low, part)
    first, scale = _scaled(low, part)
    _, other = _scaled(high, part)
    begin = first if scale == other else _joined(first, scale)
    return gettext("%(low)s إلى %(high)s") % {"low": begin, "high": _amount(high, part)}


def _amount(value: float, part: Part) -> str:
    number, scale = _scaled(value, part)
    if part.kind == "percent":
        return in_digits(f"{number}%", preferences())
    unit = part.unit if preferences().lang == WRITTEN else part.unit_english
    return _joined(number, scale, unit)


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))


def _scaled(value: float, part: Part) -> tuple[str, str]:
    """Return a value in digits and its scale in words; "" for none, as percentages have it."""
    exact = Decimal(repr(value))
    for scale, word in _SCALES if part.kind != "percent" else ():
        shortened = (exact / scale).normalize()
        if exact >= scale and -int(shortened.as_tuple().exponent) <= _DECIMALS:
            return _digits(shortened), gettext(word)
    return _digits(exact), ""


def _digits(number: Decimal) -> str:
    return in_digits(f"{number.normalize():,f}", preferences())
