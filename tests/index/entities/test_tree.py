"""The tree of writings."""

from index.entities.gazetteer import Writing, read_entity
from index.entities.tree import Meaning, Tree, spelled


def meanings(tree, *words):
    """Return what folded words mean."""
    node = tree.node(words)
    return node.meanings if node and node.ends else ()


def test_writings_are_spelled_word_by_word():
    """The last word of an inflected one in all its forms; one word alone with ال, too."""
    assert ("بنك", "مصريه") in set(spelled(Writing("بنك مصري", inflected=True)))
    assert set(spelled(Writing("دولار"))) == {("دولار",), ("الدولار",)}
    assert list(spelled(Writing("KSA"))) == [("KSA",)]
    assert list(spelled(Writing("Saudi Aramco"))) == [("saudi", "aramco")]


def test_a_writing_of_two_entries_means_both():
    """Each as surely as its own line says; a sure writing outdoes an unsure one."""
    tree = Tree(
        [
            read_entity("country", "سلطنة عمان || | عمان? = عمان"),
            read_entity("country", "الأردن || | عمان?"),
        ]
    )
    assert set(meanings(tree, "عمان")) == {Meaning(0, sure=True), Meaning(1, sure=False)}


def test_a_phrase_in_which_a_writing_is_not_meant_means_nothing():
    """It ends like a writing, so that it is the longest; others may mean it."""
    tree = Tree(
        [
            read_entity("country", "قطر ||||نصف قطر = القطر"),
            read_entity("indicator", "نصف قطر"),
        ]
    )
    assert meanings(tree, "نصف", "قطر") == (Meaning(1, sure=True),)
    assert tree.node(["القطر"]).ends
    assert not meanings(tree, "القطر")
    assert meanings(tree, "قطر")


def test_a_word_is_looked_up_by_its_likeliest_form():
    """First as it stands; without clitics only if it is no word of its own."""
    tree = Tree([read_entity("country", "لبنان"), read_entity("country", "بنان")])
    nodes, inner = tree.look_up("لبنان")
    assert [node.meanings[0].entity for node in nodes] == [0, 1]
    assert inner == ""
    assert Tree([read_entity("country", "بنان")]).look_up("لبنان") == ([], "")
    assert Tree([read_entity("country", "بنان")]).look_up("وبنان")[0]
