"""The months and weekdays as Arabic newspapers print them, from Iraq to Mauritania.

The names are those of CLDR for every Arabic country, all at once, because an archive does not say
where it was printed. No name means different months in different countries. Newspapers print a
few more, which are listed here.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from index.text.lookup import plain

_MORE_NAMES = {
    1: "كانون ثاني, كانون ثان, كانون الثان",
    2: "فيبراير, فبرائر",
    4: "ابرايل",
    5: "مايس, مايوه",
    6: "يونيه, يونية, جوين",
    7: "يوليه, يولية, جويليا",
    8: "اغشت, اوغسطس",
    9: "شتمبر, سيبتمبر, سبتنبر",
    10: "تشرين اول, اوكتوبر, كتوبر",
    11: "تشرين ثاني, تشرين ثان, تشرين الثان, نوفنبر",
    12: "كانون اول, ديسامبر, دجنبر",
}
#: The Hijri months in every spelling: recognised so that they are never misread.
_HIJRI = (
    "محرم, المحرم, محرم الحرام, صفر, ربيع الأول, ربيع أول, ربيع الثاني, ربيع ثاني, ربيع الآخر,"
    " جمادى الأولى, جمادى الأول, جمادى أول, جماد الأول, جماد أول, جمادى الآخرة, جمادى الآخر,"
    " جمادى الثانية, جمادى الثاني, جماد الآخر, جماد الثاني, جماد ثاني, رجب, شعبان, رمضان, شوال,"
    " ذو القعدة, ذي القعدة, ذو الحجة, ذي الحجة"
)


@cache
def month_numbers() -> Mapping[str, int]:
    """Return the number of each month by its names, in the spelling of lookup.plain.

    >>> month_numbers()["شباط"], month_numbers()["شتنبر"], month_numbers()["may"]
    (2, 9, 5)
    """
    return {
        plain(name): number for names in (*_cldr_months(), _more_months()) for number, name in names
    }


@cache
def weekday_numbers() -> Mapping[str, int]:
    """Return the number of each weekday by its names, 0 for Monday, spelled as by lookup.plain.

    >>> weekday_numbers()["الاحد"], weekday_numbers()["mon"]
    (6, 0)
    """
    from babel import Locale  # noqa: PLC0415  only reading dates needs CLDR

    return {
        plain(name): number
        for language in ("ar", "en")
        for width in ("wide", "abbreviated")
        for number, name in Locale(language).days["format"][width].items()
    }


@cache
def hijri_months() -> frozenset[str]:
    """Return the names of the Hijri months, in the spelling of lookup.plain."""
    return frozenset(plain(name) for name in _HIJRI.split(","))


def arabic_locales() -> list[str]:
    """Return every Arabic locale of CLDR."""
    from babel import localedata  # noqa: PLC0415

    return sorted(
        name for name in localedata.locale_identifiers() if name.partition("_")[0] == "ar"
    )


def _cldr_months() -> Iterator[Iterator[tuple[int, str]]]:
    from babel import Locale  # noqa: PLC0415

    for locale in (*arabic_locales(), "en"):
        months = Locale.parse(locale).months
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                yield iter(months[use][width].items())


def _more_months() -> Iterator[tuple[int, str]]:
    return ((number, name) for number, names in _MORE_NAMES.items() for name in names.split(","))
