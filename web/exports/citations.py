"""An article as reference managers read it: RIS and BibTeX."""

from collections.abc import Iterator
from urllib.parse import quote

from search import Record
from web.text import one_line
from web.urls.builder import PageOf

#: The characters that TeX interprets. BibTeX counts braces even after a backslash.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "%&#_$"},
    }
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
#: Characters that need no escape in an address; others, braces included, are percent-encoded.
_IN_ADDRESSES = "!#$%&'()*+,-./:;=?@[]_~"


def ris(record: Record, page_of: PageOf) -> str:
    """Return record as RIS: lines of a tag and its value, each ended by CRLF."""
    headline = record.headline
    day = headline.published.date().isoformat() if headline.published else ""
    fields = {
        "TY": "NEWS",
        "ID": headline.id,
        "TI": record.title,
        "AU": headline.author,
        "T2": headline.source,
        "PB": headline.source,
        "DA": day.replace("-", "/"),
        "PY": day[:4],
        "LA": "ar",
        "UR": address_of(record, page_of),
        "AB": record.lead,
    }
    lines = [f"{tag}  - {one_line(value)}\r\n" for tag, value in fields.items() if value]
    return "".join(lines) + "ER  - \r\n\r\n"


def bibtex(record: Record, page_of: PageOf) -> str:
    """Return record as a BibTeX entry; its key is made of the article's id and never changes."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _bibtex_fields(record, page_of))
    return f"@misc{{iqtisad-{record.headline.id},\n{fields}}}\n"


def address_of(record: Record, page_of: PageOf) -> str:
    """Return where an article can be read: at its publisher's, else here."""
    return record.headline.url or page_of(record.headline.id)


def _bibtex_fields(record: Record, page_of: PageOf) -> Iterator[tuple[str, str]]:
    headline = record.headline
    yield "title", f"{{{_tex(record.title)}}}"
    if headline.author:
        yield "author", f"{{{_tex(headline.author)}}}"  # in braces it is one name
    if headline.source:
        yield "howpublished", _tex(headline.source)
    if headline.published:
        yield "year", f"{{{headline.published.year}}}"
        yield "month", _MONTHS[headline.published.month - 1]
        yield "day", f"{{{headline.published.day}}}"
    yield "url", f"{{{quote(address_of(record, page_of), safe=_IN_ADDRESSES)}}}"
    yield "language", "{arabic}"


def _tex(text: str) -> str:
    """Return text in braces, with the characters that TeX interprets escaped."""
    return f"{{{one_line(text).translate(_TEX)}}}"
