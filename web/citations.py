"""An article as reference managers read it: RIS and BibTeX."""

from collections.abc import Iterator
from urllib.parse import quote

from search import Record
from web.addresses import PageOf, host_of
from web.plain import one_line

#: What TeX takes for a command. Braces count for BibTeX even behind a backslash.
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
#: Stand for themselves in an address; others, braces among them, are percent-encoded.
_IN_ADDRESSES = "!#$%&'()*+,-./:;=?@[]_~"


def ris(record: Record, page_of: PageOf) -> str:
    """Return record as RIS: a tag and its value a line, CRLF at their ends."""
    day = record.published.date().isoformat() if record.published else ""
    fields = {
        "TY": "NEWS",
        "ID": record.id,
        "TI": record.headline,
        "AU": record.author,
        "T2": record.source,
        "PB": record.source,
        "DA": day.replace("-", "/"),
        "PY": day[:4],
        "LA": "ar",
        "UR": address_of(record, page_of),
        "AB": record.lead,
    }
    lines = [f"{tag}  - {one_line(value)}\r\n" for tag, value in fields.items() if value]
    return "".join(lines) + "ER  - \r\n\r\n"


def bibtex(record: Record, page_of: PageOf) -> str:
    """Return record as a BibTeX entry; its key is of the article's id and stays."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _bibtex_fields(record, page_of))
    return f"@misc{{iqtisad-{record.id},\n{fields}}}\n"


def address_of(record: Record, page_of: PageOf) -> str:
    """Return where an article is to be read: with its publisher, else here."""
    return record.url.strip() if host_of(record.url) else page_of(record.id)


def _bibtex_fields(record: Record, page_of: PageOf) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_tex(record.headline)}}}"
    if record.author:
        yield "author", f"{{{_tex(record.author)}}}"  # braces: one name, whatever is in it
    if record.source:
        yield "howpublished", _tex(record.source)
    if record.published:
        yield "year", f"{{{record.published.year}}}"
        yield "month", _MONTHS[record.published.month - 1]
        yield "day", f"{{{record.published.day}}}"
    yield "url", f"{{{quote(address_of(record, page_of), safe=_IN_ADDRESSES)}}}"
    yield "language", "{arabic}"


def _tex(text: str) -> str:
    """Return text in braces, with what TeX would take for a command escaped."""
    return f"{{{one_line(text).translate(_TEX)}}}"
