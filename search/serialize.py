"""A page of hits as JSON: the same for the command line and for the API."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time
from typing import Any, TypeAlias

from index.schema import FACETS
from search.hits.records import Record
from search.request import Label, Request, Span
from search.results import (
    Archive,
    EntityView,
    Facet,
    Fragment,
    Front,
    Headline,
    Hit,
    IndexInfo,
    Page,
    Repair,
    Story,
    Suggestion,
    Summary,
    Timeline,
)

#: Returns the address that answers a request, None where there are no addresses.
Address: TypeAlias = Callable[[Request], str | None]

#: The most characters of an address that counts repeat, a hundred times an answer. Set by hand:
#: most have 50 to 300.
_REPEATED = 1000


def no_address(_: Request) -> None:
    """Return no address: a terminal has none."""


def _repeatable(request: Request, address: Address) -> Address:
    """Return the addresses of counts; none for a request that is too long to be repeated."""
    return address if len(address(request) or "") <= _REPEATED else no_address


def page_to_json(page: Page, address: Address = no_address) -> dict[str, Any]:
    """Return page as plain lists, dicts, strings and numbers.

    Highlights ("marks") are [start, end) offsets into the text beside them, in characters;
    published is an ISO date, with the hour where it is known. Wherever a request could follow
    there is its address.
    """
    return {
        **totals_to_json(page),
        "page": page.request.window.page,
        "size": page.request.window.size,
        "pages": page.pages,
        "query": _query(page),
        "notes": list(page.notes),
        "chips": [{"text": chip.text, "url": address(chip.without)} for chip in page.chips],
        "expansions": [
            {"typed": expansion.typed, "others": list(expansion.others)}
            for expansion in page.expansions
        ],
        "results": [_hit(hit) for hit in page.hits],
        "facets": facets_to_json(page, address),
        "timeline": timeline_to_json(page, address),
        "relaxations": [
            {
                "kind": wider.kind,
                "total": wider.total,
                "dropped": wider.dropped,
                "url": address(wider.request),
            }
            for wider in page.relaxations
        ],
        "suggestions": [_suggestion(meant, address) for meant in page.suggestions],
        "offers": [_suggestion(offer, address) for offer in page.offers],
        "repaired": page.repaired and _repair(page.repaired, address),
        "phrase": page.phrase and _suggestion(page.phrase, address),
        "next": page.after and address(page.request.following(page.after)),
        "prev": _previous(page, address),
        "took_ms": round(page.took_ms, 1),
        "index": _index(page.index),
    }


def totals_to_json(page: Page) -> dict[str, int]:
    """Return how much a page's request finds."""
    return {
        "total": page.total,
        "complete": page.total_matching_all,
        "rows": page.rows,
        "complete_rows": page.rows_matching_all,
    }


def facets_to_json(page: Page, address: Address = no_address) -> list[dict[str, Any]]:
    """Return the facets of a page, each count with the addresses that choose and exclude it."""
    return _facets(page.facets, page.request, address)


def _facets(facets: Iterable[Facet], request: Request, address: Address) -> list[dict[str, Any]]:
    return [
        {
            "name": facet.name,
            "counts": list(_counts(request, facet, address)),
            "others": facet.others,
        }
        for facet in facets
    ]


def timeline_to_json(page: Page, address: Address = no_address) -> dict[str, Any] | None:
    """Return the timeline of a page, each bar with its address."""
    return _timeline(page.timeline, page.request, address) if page.timeline else None


def archive_to_json(archive: Archive, address: Address = no_address) -> dict[str, Any]:
    """Return what an archive holds."""
    return {
        "articles": archive.index.articles,
        "first": archive.first and archive.first.isoformat(),
        "last": archive.last and archive.last.isoformat(),
        **{
            facet.name: [
                {
                    "value": count.value,
                    "articles": count.articles,
                    "url": count.narrowing and address(Request().narrow(count.narrowing)),
                }
                for count in facet.counts
            ]
            for facet in archive.facets
        },
        "index": _index(archive.index),
    }


def entity_to_json(entity: EntityView, address: Address = no_address) -> dict[str, Any]:
    """Return something that articles name, with what they name beside it and the newest of them."""
    page = entity.page
    return {
        "kind": entity.label.facet,
        "name": entity.label.value,
        "english": entity.english,
        "description": entity.description,
        "writings": list(entity.writings),
        "articles": page.total,
        "url": address(page.request),
        "timeline": timeline_to_json(page, address),
        "named_with": _facets(entity.named_with, page.request, address),
        "newest": [_hit(hit) for hit in page.hits],
        "index": _index(page.index),
    }


def front_to_json(front: Front, address: Address = no_address) -> dict[str, Any]:
    """Return the front page of an archive; every rising word has its address."""
    return {
        "from": front.since and front.since.isoformat(),
        "to": front.until and front.until.isoformat(),
        "articles": front.articles,
        "stories": [_story(story) for story in front.stories],
        "rising": [
            {
                "text": each.text,
                "facet": each.facet,
                "articles": each.articles,
                "usual": round(each.usual, 2),
                "url": address(each.request),
            }
            for each in front.rising
        ],
        "timeline": _timeline(front.timeline, Request(), address),
        "examples": list(front.examples),
        "index": _index(front.index),
    }


def record_to_json(record: Record) -> dict[str, Any]:
    """Return an article as plain strings and numbers; published as in page_to_json."""
    return {**headline_to_json(record.headline), "headline": record.title, "body": record.body}


def headline_to_json(headline: Headline) -> dict[str, Any]:
    """Return what identifies an article; published as in page_to_json."""
    return {
        "id": headline.id,
        "url": headline.url,
        "title": headline.title,
        "source": headline.source,
        "section": headline.section,
        "author": headline.author,
        "published": iso(headline.published),
        "copies": headline.copies,
    }


def iso(published: datetime | None) -> str | None:
    """Return an ISO date, with the hour if it is not midnight; None for no date."""
    if published is None:
        return None
    return (published.date() if published.time() == time.min else published).isoformat()


def _query(page: Page) -> dict[str, Any]:
    request, filters = page.request, page.request.filters
    return {
        "text": request.text,
        "echo": page.echo,
        "from": filters.since and filters.since.isoformat(),
        "to": filters.until and filters.until.isoformat(),
        **{facet.name: list(filters.values(facet.name)) for facet in FACETS},
        **{f"not_{facet.name}": list(filters.excluded_values(facet.name)) for facet in FACETS},
        "not_name": list(request.excluded_names),
        "sort": request.sort.value,
        "order": page.order.value,
        "meaning": request.meaning,
        "exact": request.exact,
        "syn": request.synonyms,
        "group": request.grouped,
        "literal": request.literal,
    }


def _index(index: IndexInfo) -> dict[str, Any]:
    return {"id": index.id, "articles": index.articles, "meaning": index.meaning}


def _repair(repair: Repair, address: Address) -> dict[str, Any]:
    return {
        "kind": repair.kind,
        "typed": repair.typed,
        "text": repair.text,
        "literal": address(repair.literal),
    }


def _suggestion(meant: Suggestion, address: Address) -> dict[str, Any]:
    return {
        "kind": meant.kind,
        "text": meant.request.text,
        "total": meant.total,
        "url": address(meant.request),
    }


def _counts(request: Request, facet: Facet, address: Address) -> Iterator[dict[str, Any]]:
    address = _repeatable(request, address)
    for count in facet.counts:
        by = count.narrowing
        yield {
            "value": count.value,
            "articles": count.articles,
            "url": address(request.narrow(by)) if by else None,
            "exclude": address(request.exclude(by)) if isinstance(by, Label) else None,
        }


def _timeline(timeline: Timeline, request: Request, address: Address) -> dict[str, Any]:
    address = _repeatable(request, address)
    return {
        "unit": timeline.unit,
        "bars": [
            {
                "from": bar.since.isoformat(),
                "to": bar.until.isoformat(),
                "articles": bar.articles,
                "url": address(request.narrow(Span(bar.since, bar.until))),
            }
            for bar in timeline.bars
        ],
        "undated": timeline.undated,
    }


def _previous(page: Page, address: Address) -> str | None:
    """Return the address of the page before this one, of the last one where this is past it."""
    number = min(page.request.window.page - 1, page.pages)
    return address(page.request.at(number)) if number >= 1 else None


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        **headline_to_json(hit.headline),
        "score": round(hit.score, 4),
        "similar": hit.near_duplicates,
        "missing": list(hit.missing),
        "snippets": [_fragment(fragment) for fragment in hit.snippets],
    }


def _story(story: Story) -> dict[str, Any]:
    return {
        "central": _summary(story.central),
        "lead": story.lead and story.lead.text,
        "first": headline_to_json(story.first),
        "sources": story.sources,
        "articles": story.articles,
        "days": [{"day": bar.since.isoformat(), "articles": bar.articles} for bar in story.days],
        "others": [_summary(other) for other in story.others],
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {**headline_to_json(summary.headline), "headline": summary.title}


def _fragment(fragment: Fragment) -> dict[str, Any]:
    return {
        "text": fragment.text,
        "marks": [list(span) for span in fragment.highlights],
        "cut_before": fragment.cut_before,
        "cut_after": fragment.cut_after,
    }
