"""Which texts name the same label."""

import pytest

from search.names.table import Name, key, table


def name(slug, value, *aliases, facet="source"):
    """Return a name of a label."""
    return Name(facet=facet, slug=slug, value=value, aliases=aliases)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        pytest.param("ECONOMY", "economy", id="case"),
        pytest.param("sky-news", "Sky News", id="hyphen"),
        pytest.param("sky_news", "sky news", id="underscore"),
        pytest.param("العربيه", "العربيّة", id="vowels and teh marbuta"),
        pytest.param("الاقتصاديه", "الإقتصادية", id="hamza"),
        pytest.param(" نفط  وغاز ", "نفط وغاز", id="blanks"),
        pytest.param("ＢＢＣ", "BBC", id="wide letters"),
    ],
)
def test_spellings_of_a_label_are_one(typed, printed):
    """As spellings of a word are."""
    assert key(typed) == key(printed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("الجزيرة", "الجزيرة نت", id="another name"),
        pytest.param("أسواق", "أسواق المال", id="a part of it"),
        pytest.param("--", "..", id="signs alone"),
    ],
)
def test_other_labels_stay_apart(one, other):
    """Nothing is left out but case, vowels and what stands between words."""
    assert key(one) != key(other)


def test_a_label_is_found_by_whatever_it_is_called():
    """Slug, names and aliases, in any spelling; in its facet only."""
    names = table([Name(facet="source", slug="marfa", value="المرفأ", english="Al-Marfa")])
    for text in ("marfa", "MARFA", "المرفا", "al marfa"):
        assert names.find("source", text).value == "المرفأ"
    assert names.find("section", "marfa") is None


def test_an_editor_replaces_our_entry_and_keeps_the_others():
    """Table by table; what an editor claims is not ours any more."""
    ours = [name("a", "أ", "x"), name("b", "ب", "y")]
    names = table([name("a", "ألف", "y")], ours)
    assert names.find("source", "a").value == "ألف"
    assert names.find("source", "x") is None
    assert names.find("source", "y").value == "ألف"
    assert names.find("source", "b").value == "ب"
    assert names.digest != table(ours).digest


def test_a_label_is_called_one_thing():
    """A name that another has as an alias is that one: what is shown can be asked for again."""
    names = table([name("a", "أ", "ب"), name("b", "ب", "c"), name("d", "c", "e")])
    assert {names.find("source", text).value for text in ("a", "b", "c", "d", "e")} == {"أ"}
