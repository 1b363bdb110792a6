"""A look that fails is a fault, and what it had found before is kept."""

from web.operation.finding import Finding, State, looked, ok
from web.settings.settings import Settings


def test_whatever_a_look_raises_is_told():
    """In one line."""

    def disk(_):
        yield ok("disk", "turns")
        raise KeyError("two\nlines")

    found = looked(disk, Settings())
    assert found[0] == Finding("disk", State.OK, "turns")
    assert found[1].state is State.FAULT
    assert found[1].thing == "disk"
    assert "KeyError" in found[1].says
    assert "\n" not in found[1].says
