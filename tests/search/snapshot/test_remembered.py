"""What is made once for each version."""

from search import IndexInfo
from search.snapshot.remembered import Remembered


def version(name, names=""):
    """Return a version of a name, with the digest of what its labels are called."""
    return IndexInfo(id=name, articles=1, names=names)


def test_a_value_is_made_once_for_each_version():
    """Another version, or the same one with other names of labels, makes its own."""
    remembered, made = Remembered(), iter(range(9))
    asked = [version("a"), version("b"), version("b", "other"), version("b", "other")]
    values = [remembered.once(each, "front", lambda: next(made)) for each in asked]
    assert values == [0, 1, 2, 2]
    assert remembered.once(asked[-1], "archive", lambda: "whole") == "whole"


def test_the_last_two_versions_are_remembered():
    """One may answer while the next is warmed; what was before them is let go."""
    remembered, made = Remembered(), iter(range(9))
    asked = [version(name) for name in "abab"] + [version("c"), version("b"), version("a")]
    values = [remembered.once(each, "front", lambda: next(made)) for each in asked]
    assert values == [0, 1, 0, 1, 2, 1, 3]


def test_what_is_good_for_nobody_else_is_made_anew():
    """A value that is not to be kept is made again the next time, until one is."""
    remembered, made, index = Remembered(), [], version("a")

    def make():
        made.append(len(made))
        return made[-1]

    kept = [remembered.once(index, "front", make, kept=lambda: len(made) > 2) for _ in range(5)]
    assert kept == [0, 1, 2, 2, 2]
