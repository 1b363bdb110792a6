"""A fault names the thing, what is wrong with it and the way out."""

from pathlib import Path

from index.articles import Fault
from index.articles.fault import UnreadableError


def test_a_fault_is_a_sentence():
    """Whoever reads it can go to the line."""
    assert str(Fault(Path("a.jsonl"), 3, "no text", "add one")) == "a.jsonl:3: no text; add one"


def test_a_fault_of_a_whole_file_names_no_line():
    """Line 0 is no line."""
    assert str(UnreadableError("is empty", "leave it out").at(Path("a"))) == (
        "a: is empty; leave it out"
    )


def test_a_file_name_that_is_no_text_can_be_printed():
    """File systems take any bytes as a name; terminals do not."""
    printed = str(Fault(Path("a\udcff.txt"), 0, "no text", "add one"))
    assert printed.encode() == "a\ufffd.txt: no text; add one".encode()
