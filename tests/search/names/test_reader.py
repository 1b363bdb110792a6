"""names.toml: what is read of it, and what is said of its faults."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.names.reader import SHIPPED, read_names, shipped
from tests.oddities import ODDITIES, in_place_of

WHOLE = """\
# what we call them
[source.marfa]
name = "جريدة المرفأ"
english = "Al-Marfa"
aliases = [
  "المرفأ",
  "marfa.example",
]
country = "لبنان"
home = "https://marfa.example/"

[section."oil and gas"]
name = "طاقة ونفط"
"""


@pytest.fixture
def read(tmp_path):
    """Return a function from the text of a file to what is read of it."""

    def read(text, **options):
        path = tmp_path / "names.toml"
        path.write_text(text, "utf-8")
        return read_names(path, **options)

    return read


def test_a_file_is_read_whole(read):
    """Everything that an entry may hold, beside the names that we ship."""
    names = read(WHOLE)
    marfa = names.table.find("source", "marfa.example")
    assert (marfa.value, marfa.english, marfa.country) == ("جريدة المرفأ", "Al-Marfa", "لبنان")
    assert marfa.home == "https://marfa.example/"
    assert names.table.find("section", "Oil_and_Gas").value == "طاقة ونفط"
    assert names.table.find("section", "Finance").value == "اقتصاد"
    assert names.faults == ()


@pytest.mark.parametrize(
    ("part", "line", "said"),
    [
        pytest.param('[source.b]\nname "ب"', 15, "not TOML", id="no TOML"),
        pytest.param('[sources.b]\nname = "ب"', 14, "unknown part 'sources'", id="unknown part"),
        pytest.param('[author.b]\nname = "ب"', 14, "write [source.SLUG]", id="a facet without"),
        pytest.param('[source.b]\nenglish = "B"', 14, "source.b has no name", id="no name"),
        pytest.param('[source.b]\nname = ""', 15, "source.b has no name", id="blank name"),
        pytest.param("[source.b]\nname = 7", 15, "source.b has no name", id="a number"),
        pytest.param("[source]\nb = 7", 14, "source.b has no name", id="no table"),
        pytest.param(
            '[source.b]\nname = "ب"\nenglsh = "B"', 16, "unknown key 'englsh'", id="unknown key"
        ),
        pytest.param(
            '[source.b]\nname = "ب"\nhome = "b.example"', 16, "begin with https://", id="no address"
        ),
        pytest.param(
            '[source.b]\nname = "ب"\nhome = "http://[::1"', 16, "no address", id="half IPv6"
        ),
        pytest.param('[source.b]\nname = "ب"\nhome = "http://"', 16, "no address", id="no host"),
        pytest.param("[source.b]\naliases = " + "[" * 3000, 14, "brackets", id="brackets"),
        pytest.param('[source.b]\nname = "ب"\ncountry = 7', 16, "country is no text", id="no text"),
        pytest.param('[source.b]\nname = "ب"\naliases = "x"', 16, "no list", id="no list"),
        pytest.param('[source.b]\nname = "ب"\naliases = [7]', 16, "alias 7 is no text", id="alias"),
        pytest.param(
            '[source.b]\nname = "ب"\naliases = [\n["x"],\n  [\n"y"\n],\n"z"]',
            16,
            "alias ['x'] is no text",
            id="a list in a list",
        ),
        pytest.param(
            '[source.b]\naliases = [\n["x"\n],\n[1]\n]\nname = 7',
            20,
            "source.b has no name",
            id="after a list in a list",
        ),
        pytest.param(
            '[source.b]\nname = "ب"\nenglish = """\n[source.c]\nname = 7\n"""',
            16,
            "english is no text of one line",
            id="a header in a text",
        ),
        pytest.param(
            '[source.b]\nname = "ب"\naliases = [\n"x",\n# ]', 18, "not TOML", id="an open list"
        ),
        pytest.param(
            '[source.b]\nname = "ب"\naliases = [\n["x",', 17, "not TOML", id="two open lists"
        ),
        pytest.param('[source.b]\nname = "ب"\nenglish = """\nB', 17, "not TOML", id="an open text"),
        pytest.param(
            '[source.b]\nname = "المرفأ"', 14, "that of the table in line 2 already", id="claimed"
        ),
        pytest.param(
            '[source.marfa]\nname = "ب"', 14, "'marfa' is that of the table in line 2", id="twice"
        ),
    ],
)
def test_a_fault_has_its_line_and_costs_nothing_else(read, part, line, said):
    """File, line and way out are told; every other table holds."""
    names = read(f'{WHOLE}{part}\n[source.last]\nname = "الأخير"\n')
    fault = names.faults[0]
    assert {each.line for each in names.faults} == {line}
    assert said in str(fault)
    assert str(fault).startswith(f"{fault.path}:{line}: ")
    assert names.table.find("source", "marfa").value == "جريدة المرفأ"
    assert names.table.find("source", "last").value == "الأخير"


def test_a_key_that_is_wrong_costs_only_itself(read):
    """The entry holds with the rest of what it says."""
    names = read('[source.b]\nname = "ب"\nhome = "javascript:x"\nenglish = "B"\n')
    found = names.table.find("source", "b")
    assert (found.value, found.english, found.home) == ("ب", "B", "")


def test_a_file_that_is_not_there_is_a_fault_if_it_was_named(tmp_path):
    """Beside an index there may be one; where an operator names one, there must be."""
    nowhere = tmp_path / "nowhere.toml"
    assert read_names(nowhere).faults == ()
    (fault,) = read_names(nowhere, needed=True).faults
    assert "cannot be read (No such file or directory)" in str(fault)


@pytest.mark.parametrize("oddity", ODDITIES)
@pytest.mark.usefixtures("permissions_hold")
def test_whatever_lies_in_its_place_leaves_our_names(tmp_path, oddity):
    """Nothing is waited for, nothing raised."""
    path = tmp_path / "names.toml"
    path.write_text(WHOLE, "utf-8")
    with in_place_of(path, oddity):
        names = read_names(path, needed=True)
    assert len(names.faults) == 1
    assert "cannot be read" in str(names.faults[0])
    assert names.table.find("section", "economy").value == "اقتصاد"


def test_a_file_that_cannot_be_read_leaves_our_names(tmp_path):
    """Bytes that are no UTF-8, or a folder."""
    (tmp_path / "latin.toml").write_bytes('[source.a]\nname = "é"'.encode("latin-1"))
    for path in (tmp_path / "latin.toml", tmp_path):
        names = read_names(path)
        assert len(names.faults) == 1
        assert names.table.find("section", "economy").value == "اقتصاد"


@given(st.text() | st.text('[]source."ab\n = ', max_size=60))
def test_whatever_a_file_holds_nothing_is_raised(tmp_path_factory, text):
    """Faults are values."""
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    names = read_names(path)
    assert names.table.find("section", "economy")


def test_what_we_ship_has_no_fault(read):
    """No text is claimed twice, every home is an address, every entry has an English name."""
    assert read(SHIPPED.read_text("utf-8")).faults == ()
    assert all(name.english for name in shipped())
    assert len({(name.facet, name.value) for name in shipped()}) == len(shipped())
