"""Bytes become the text that was meant, or a fault."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.articles.files.encoding import EncodingError, charset_of, decode, decode_file

TEXT = "ارتفعت أسعار النفط 3.5% في السوق.\nوقال الوزير: «نعم»\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="utf-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16-le without mark"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16-be without mark"),
        pytest.param(TEXT.encode("cp1256"), id="windows-1256"),
    ],
)
def test_every_encoding_of_the_archives_is_read(data):
    """The same text from each."""
    assert decode_file(data) == TEXT


@pytest.mark.parametrize(
    ("charset", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-16-be", "utf-16-be"),
        ("cp1256", "cp1256"),
        ("iso8859-6", "iso8859-6"),
    ],
)
@pytest.mark.parametrize("printed", ["", "utf-8", "iso-8859-1", "x-none"])
def test_the_start_of_a_text_says_its_charset(charset, found, printed):
    """It may end inside a character, and damage does not make UTF-8 another encoding."""
    letters = "قال الوزير إن النفط في السوق العالمية أغلى"
    start = letters.encode(charset)
    assert charset_of(start, printed) == found
    if charset == "utf-8":
        assert charset_of(start[:-1], printed) == found
        assert charset_of(start[:9] + b"\xff" + start[9:], printed) == found


def test_a_declaration_that_gives_arabic_is_believed():
    """Of what is not UTF-8."""
    start = "النفط في السوق".encode("cp1256")
    assert charset_of(start, "windows-1256") == "windows-1256"
    with pytest.raises(EncodingError):
        charset_of(b"PK\3\4\xff\0\1\2\3\4\5\6\7")


def test_a_short_text_of_an_old_site_is_windows_1256():
    """Detectors take it for Japanese."""
    assert decode("النفط".encode("cp1256")) == "النفط"


def test_a_stray_control_does_not_make_binary():
    """It is dropped later; an end-of-file mark of DOS as well."""
    assert decode(f"{TEXT}\0".encode()) == f"{TEXT}\0"
    assert decode(f"{TEXT}\x1a".encode("cp1256")) == f"{TEXT}\x1a"


def test_a_zero_byte_does_not_make_utf_16():
    """Only bytes that are a newspaper's text when read as UTF-16 do."""
    text = "a" * 40 + "\0" + "b" * 41
    assert decode_file(text.encode()) == text


def test_the_last_character_may_be_cut():
    """A packed file that gave out ends anywhere."""
    assert decode(TEXT.rstrip().encode()[:-1]) == TEXT.rstrip()[:-1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\xff", "binary", id="picture"),
        pytest.param(bytes(range(128)), "binary", id="controls"),
        pytest.param(bytes(100), "binary", id="zeros"),
        pytest.param(TEXT.encode("cp1256") + b"\x01", "binary", id="control in windows-1256"),
        pytest.param(TEXT.encode().replace(b"\xd9", b"\xff", 1), "damaged UTF-8", id="damaged"),
        pytest.param(codecs.BOM_UTF8 + b"\xff", "UTF-8", id="utf-8 by its mark only"),
        pytest.param(codecs.BOM_UTF16_LE + b"\0\xd8", "UTF-16-LE", id="utf-16 by its mark only"),
    ],
)
def test_what_is_no_text_is_a_fault(data, reason):
    """Windows-1256 would take it, and print nonsense."""
    with pytest.raises(EncodingError, match=reason):
        decode_file(data)


@given(st.binary(max_size=200))
@example(b"\0")
def test_no_bytes_raise_anything_else(data):
    """Text or an EncodingError."""
    with suppress(EncodingError):
        assert decode_file(data).encode().decode() == decode_file(data)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_is_never_taken_for_anything_else(text):
    """Strict UTF-8 comes before Windows-1256."""
    assert decode(text.encode()) == text
