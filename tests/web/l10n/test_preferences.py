"""The preferences of a reader."""

import pytest
from werkzeug.datastructures import MultiDict

from web.l10n.preferences import CHOICES, Preferences, chosen, read_preferences, unknown_choices
from web.parameters import ParameterFault


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param({}, Preferences(), id="nothing"),
        pytest.param({"lang": "en"}, Preferences(lang="en"), id="language"),
        pytest.param({"lang": " en ", "digits": ""}, Preferences(lang="en"), id="blanks"),
        pytest.param(
            {"digits": "arab", "months": "levant"},
            Preferences(digits="arab", months="levant"),
            id="digits-and-months",
        ),
        pytest.param({"lang": "xx", "months": "egypt"}, Preferences(), id="what-there-is-not"),
    ],
)
def test_an_address_chooses(arguments, expected):
    """Each on its own; what cannot be chosen is the default."""
    assert read_preferences(MultiDict(arguments)) == expected
    assert read_preferences(MultiDict(chosen(expected))) == expected


@pytest.mark.parametrize(
    ("name", "value"), [(n, v) for n, values in CHOICES.items() for v in values]
)
def test_every_choice_can_be_chosen(name, value):
    """It is read from an address and written into others."""
    preferred = read_preferences(MultiDict({name: value}))
    assert getattr(preferred, name) == value
    assert read_preferences(MultiDict(chosen(preferred))) == preferred
    assert not list(unknown_choices(MultiDict({name: value})))


def test_choices_that_do_not_exist_are_named():
    """All of them; a blank one is as if it were not there."""
    asked = MultiDict({"lang": "fr", "digits": "", "months": "may", "q": "نفط"})
    assert list(unknown_choices(asked)) == [
        ParameterFault("lang", "fr", "ar or en"),
        ParameterFault("months", "may", "egypt or levant or algeria or morocco"),
    ]
