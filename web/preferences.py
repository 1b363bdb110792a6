"""How a reader wants the pages: their language, their digits, their names of months.

    lang=ar|en   digits=latn|arab   months=egypt|levant|algeria|morocco

No cookie remembers it: every page links to others by addresses that hold what was chosen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from types import MappingProxyType

from werkzeug.datastructures import MultiDict

from web.parameters import Fault, values_of


@dataclass(frozen=True, slots=True)
class Preferences:
    """What was chosen; digits are called as Unicode's CLDR does, months after their country."""

    lang: str = "ar"
    digits: str = "latn"
    months: str = "egypt"


DEFAULT = Preferences()
CHOICES = {
    "lang": ("ar", "en"),
    "digits": ("latn", "arab"),
    "months": ("egypt", "levant", "algeria", "morocco"),
}


def read_preferences(arguments: MultiDict[str, str]) -> Preferences:
    """Return what the parameters of an address choose; what none can choose is the default."""
    wanted = {name: value for name, value in _named(arguments) if value in CHOICES[name]}
    return Preferences(**wanted)


def unknown_choices(arguments: MultiDict[str, str]) -> Iterator[Fault]:
    """Yield each parameter that chooses what there is not."""
    for name, value in _named(arguments):
        if value not in CHOICES[name]:
            yield Fault(name, value)


def _named(arguments: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    for name in CHOICES:
        for value in values_of(arguments, name)[:1]:
            yield name, value


@cache
def chosen(preferences: Preferences) -> Mapping[str, str]:
    """Return the parameters that choose preferences, those at their defaults left out.

    >>> dict(chosen(Preferences(lang="en")))
    {'lang': 'en'}
    """
    default = asdict(DEFAULT)
    given = {name: value for name, value in asdict(preferences).items() if value != default[name]}
    return MappingProxyType(given)
