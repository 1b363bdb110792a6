"""The phrases around an article are data, in one file."""

from index.articles.boilerplate import boilerplate


def test_the_phrases_are_of_the_three_kinds():
    """The data file is read as its comments say."""
    phrases = boilerplate()
    assert "زر الذهاب الي الاعلي" in phrases.lines
    assert "اقرا ايضا" in phrases.beginnings
    assert phrases.labels["المصدر"] == "source"
    assert not any("#" in phrase or "{" in phrase for phrase in phrases.lines)
