"""The table of synonyms."""

from search.rewrite.groups import are_same, groups_of, key_of_text, read_groups


def test_the_table():
    """The table has hundreds of lines, each with at least two names, none twice in a line."""
    groups = read_groups()
    assert len(groups) >= 300
    assert any(group.near for group in groups)
    assert all(len(set(group.members)) == len(group.members) > 1 for group in groups)


def test_a_line_is_found_by_any_form_of_a_name():
    """Articles, clitics and endings tell no names apart, order and number of words do."""
    (group,) = groups_of(key_of_text("وللبنك الدولي"))
    assert "World Bank" in group.members
    assert are_same(key_of_text("البنوك الدولية"), key_of_text("البنك الدولي"))
    assert not are_same(key_of_text("الدولي البنك"), key_of_text("البنك الدولي"))
    assert not groups_of(key_of_text("زقزقة"))
