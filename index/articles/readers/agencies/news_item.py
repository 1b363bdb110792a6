"""What an item of a news agency says, whatever its format -> the article, or why there is none."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from index.articles.fault import Fault, UnreadableError
from index.articles.fields import article, edition_of, id_of, read_date
from index.articles.files.stream import Stream
from index.articles.items import Item, PassedOver, Withdrawal
from index.articles.readers.agencies.xml_items import XmlItem, xml_items
from index.articles.readers.agencies.xml_tree import Element, parse_item
from index.articles.records.statuses import moment_of

#: What is said of an item that its publisher does not show, or no more.
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld", "withdrawn"})
_EMBARGOED = "embargoed"
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_BY = re.compile(r"(?:بقلم|كتبت?|إعداد|تحرير|حوار|by)(?:\s*[:：]\s*|\s+)", re.IGNORECASE)
_LONGEST_TITLE, _LONGEST_SHOWN = 1000, 200


@dataclass(frozen=True, slots=True)
class NewsItem:
    """An item: its parts as clean texts, and what decides whether it is an article.

    dates are in the order in which they count. status and embargo (until when) are as printed. kind
    is what an item without text is: a picture. elsewhere is the address of a text that is not here.
    edition is the number of its version as printed.
    """

    parts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    dates: Sequence[str] = ()
    status: str = ""
    embargo: str = ""
    kind: str = ""
    teaser: bool = False
    elsewhere: str = ""
    edition: str = ""


def read_news_items(
    stream: Stream,
    names: Collection[str],
    item_of: Callable[[Element], NewsItem],
    nested: str = "",
) -> Iterator[Item]:
    """Yield what the elements with these names give, each read by item_of; see xml_items."""
    try:
        for each in xml_items(stream, names, nested):
            # What a packed file that gave out has cut is part of the fault of the file.
            if not (each.is_cut and stream.fault):
                yield from _read_element(each, item_of, stream.path)
    except UnreadableError as error:
        yield error.at(stream.path)


def _read_element(
    element: XmlItem, item_of: Callable[[Element], NewsItem], path: Path
) -> Iterator[Item]:
    """Yield what an element gives; its faults name its number."""
    try:
        if element.fault:
            raise element.fault
        items = list(_read_item(item_of(parse_item(element.text)), path))
    except UnreadableError as error:
        items = [error.at(path)]
    for each in items:
        if isinstance(each, Fault):
            yield replace(each, reason=f"item {element.number}: {each.reason}")
        else:
            yield each


def _read_item(item: NewsItem, path: Path) -> Iterator[Item]:
    """Yield the article of an item, or what stands for it, after the faults of its parts."""
    parts = _completed(item.parts)
    if why := _withdrawn(item):
        yield Withdrawal(id_of(parts), parts["url"], why, parts.get("source", ""))
    elif item.kind:
        yield PassedOver(path, f"a {item.kind}")
    else:
        yield from _read_text(item, parts, path)


def _completed(parts: Mapping[str, str]) -> dict[str, str]:
    """Return parts with an address, if the item has one, and a title that is no text."""
    addresses = filter(_ADDRESS.fullmatch, (parts.get("url", ""), parts.get("id", "")))
    title = parts.get("title", "")[:_LONGEST_TITLE].strip()
    return {**parts, "url": next(addresses, ""), "title": title}


def without_by(byline: str) -> str:
    """Return the name in a byline.

    >>> without_by("بقلم: ليلى سمعان")
    'ليلى سمعان'
    """
    return _BY.sub("", byline, count=1) if _BY.match(byline) else byline


def last_word(code: str) -> str:
    """Return what a code says: usable for stat:usable and http://…/usable, in small letters."""
    return re.split(r"[:/#]", code.strip().rstrip("/"))[-1].lower()


def _read_text(item: NewsItem, parts: Mapping[str, str], path: Path) -> Iterator[Item]:
    fault, published = _published(item.dates, path)
    edition = edition_of(item.edition)
    read = article(parts, published, teaser=item.teaser, edition=edition)
    if item.elsewhere and (item.teaser or not read.body):
        reason = f"its text is in another file ({item.elsewhere[:_LONGEST_SHOWN]})"
        yield Fault(path, 0, reason, "send the text with it")
    if fault:
        yield fault
    yield read


def _published(dates: Sequence[str], path: Path) -> tuple[Fault | None, datetime | None]:
    """Return the first moment that a date names; the fault of the first one if none does."""
    first = None
    for printed in filter(None, dates):
        fault, moment = read_date(printed, path, 0)
        if moment:
            return None, moment
        first = first or fault
    return first, None


def _withdrawn(item: NewsItem) -> str:
    status = last_word(item.status)
    if status in _WITHDRAWN:
        return status
    if item.embargo:
        return _EMBARGOED if _is_to_come(item.embargo) else ""
    return _EMBARGOED if status == _EMBARGOED else ""


def _is_to_come(printed: str) -> bool:
    """Return whether a moment is later than now; one without a zone is taken for UTC."""
    moment = moment_of(printed)
    return moment is not None and moment > datetime.now(UTC)
