"""The preferences of a reader: language, digits, names of months.

    lang=ar|en   digits=latn|arab   months=egypt|levant|algeria|morocco

There is no cookie: the addresses that a page links to contain its preferences.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from types import MappingProxyType

from werkzeug.datastructures import MultiDict

from web.parameters import ParameterFault, values_of


@dataclass(frozen=True, slots=True)
class Preferences:
    """The preferences of a reader; digits are named as in CLDR, months after a country."""

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
    """Return the preferences that the parameters of an address choose, else the defaults."""
    wanted = {name: value for name, value in _named(arguments) if value in CHOICES[name]}
    return Preferences(**wanted)


def unknown_choices(arguments: MultiDict[str, str]) -> Iterator[ParameterFault]:
    """Yield each parameter that chooses something that does not exist."""
    for name, value in _named(arguments):
        if value not in CHOICES[name]:
            yield ParameterFault(name, value, " or ".join(CHOICES[name]))


def _named(arguments: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    for name in CHOICES:
        for value in values_of(arguments, name)[:1]:
            yield name, value


@cache
def chosen(preferences: Preferences) -> Mapping[str, str]:
    """Return the parameters that choose preferences, without those at their defaults.

    >>> dict(chosen(Preferences(lang="en")))
    {'lang': 'en'}
    """
    default = asdict(DEFAULT)
    given = {name: value for name, value in asdict(preferences).items() if value != default[name]}
    return MappingProxyType(given)
