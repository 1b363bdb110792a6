"""Which entries a reader means."""

import pytest

from index.entities.directory import Directory
from index.entities.gazetteer import read_entity
from tests.index.entities.conftest import ENTITIES

MORE = [
    read_entity("company", "البنك الأهلي المصري || | الأهلي? = الأهلي المصري"),
    read_entity("company", "البنك الأهلي السعودي || | الأهلي?"),
    read_entity("company", "غوغل | Google"),
    *(read_entity("company", f"بنك {name}") for name in "أول ثان ثالث رابع خامس سادس سابع".split()),
]


@pytest.fixture(scope="module")
def directory():
    """Return a directory of a few entries."""
    return Directory([*ENTITIES, *MORE])


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("مصر", "country", ["مصر"], id="name"),
        pytest.param("القاهره", "country", ["مصر"], id="another-writing-in-another-spelling"),
        pytest.param("سعودية", "country", ["السعودية"], id="without-the-article"),
        pytest.param("egypt", "country", ["مصر"], id="english"),
        pytest.param("ksa", "country", ["السعودية"], id="abbreviation-in-small-letters"),
        pytest.param("جوجل", "company", ["غوغل"], id="by-its-sound"),
        pytest.param("أرامكو", "company", ["أرامكو السعودية"], id="short-name"),
        pytest.param("مورغان", "company", ["جي بي مورغان"], id="part-of-a-name"),
        pytest.param(
            "الأهلي",
            "company",
            ["البنك الأهلي المصري", "البنك الأهلي السعودي"],
            id="ambiguous",
        ),
        pytest.param("عمان", "country", ["سلطنة عمان"], id="ambiguous-of-one"),
        pytest.param("بنك", "company", [], id="part-of-many-names"),
        pytest.param("نارنيا", "country", [], id="unknown"),
        pytest.param("مصر", "company", [], id="of-another-kind"),
        pytest.param("", "country", [], id="empty"),
    ],
)
def test_what_a_reader_means(directory, text, kind, expected):
    """By any writing in any spelling, or by a part of one."""
    assert [entity.name for entity in directory.meant(text, kind)] == expected


def test_the_name_itself_stands_alone(directory):
    """Though it is a writing of others."""
    assert [each.name for each in directory.called("الرياض")] == ["السعودية"]
    assert [each.name for each in directory.called("بنك الرياض")] == ["بنك الرياض"]
    assert directory.named("مصر").english == "Egypt"
    assert directory.named("القاهرة") is None
