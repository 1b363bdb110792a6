"""Addresses whose parts are hostile: every route, every parameter, every kind, every writing."""

from tests.trials.service.hostile.payloads import KINDS, RAW, WRITINGS
from tests.trials.service.wire import request

#: Where an address takes a name, and the parameters that are read anywhere; {} is replaced.
PATHS = (
    "/article/{}", "/article/{}.json", "/article/{}.ris", "/search/by/{}", "/about/{}", "/{}",
    "/api/v1/articles/{}", "/api/v1/entities/{}", "/static/{}", "/sitemap-{}.xml", "/api/{}",
    "/static/{}/style.css", "/search.{}", "/trends.{}", "//{}", "/{}/search", "/.{}", "/;{}",
)  # fmt: skip
ROUTES = (
    "/", "/search", "/search/by/source", "/search/by/country", "/help", "/sources", "/kept",
    "/about", "/trends", "/trends/embed", "/trends.svg", "/trends.csv", "/names", "/search.csv",
    "/search.jsonl", "/search.ris", "/search.atom", "/opensearch.xml", "/suggest", "/robots.txt",
    "/sitemap.xml", "/api/openapi.json", "/api/", "/api/v1/search", "/api/v1/suggest",
    "/api/v1/facets", "/api/v1/timeline", "/api/v1/front", "/api/v1/stats", "/healthz", "/readyz",
    "/site.webmanifest", "/article/{article}", "/article/{article}.bib", "/about/{entity}",
    "/api/v1/articles/{article}", "/api/v1/entities/{entity}",
)  # fmt: skip
PARAMETERS = (
    "q", "q", "q", "q", "from", "to", "sort", "meaning", "exact", "syn", "group", "literal",
    "page", "size", "after", "lang", "digits", "months", "source", "section", "country", "company",
    "person", "year", "month", "author", "not_source", "not_country", "not_name", "as", "by",
    "ids", "id", "facet", "facets", "limit", "view", "name", "kind", "interval", "unit", "chart",
    "",
)  # fmt: skip
#: Beside a hostile parameter stands one that finds something: pages with hits have more places.
FOUND = ("q=%D8%A7%D9%84%D9%86%D9%81%D8%B7", "size=2", "lang=en", "q=oil&lang=en", "page=2")


def payload(chance):
    """Return a kind and a payload of it, written for an address."""
    if not chance.randrange(8):
        return "bytes", chance.choice(RAW) * chance.choice((1, 1, 1, 3))
    kind = chance.choice(sorted(KINDS))
    texts = [chance.choice(KINDS[kind])]
    if not chance.randrange(4):
        texts.append(chance.choice(KINDS[chance.choice(sorted(KINDS))]))
    return kind, WRITINGS[chance.choice(sorted(WRITINGS))](" ".join(texts))


def path(chance, _known):
    """Return a kind and a request with a hostile path."""
    kind, written = payload(chance)
    end = f"?{chance.choice(FOUND)}" * chance.randrange(2)
    return f"{kind} in paths", _get(f"{chance.choice(PATHS).format(written)}{end}", chance)


def parameters(chance, known):
    """Return a kind and a request with hostile parameters."""
    route = chance.choice(ROUTES).format(**known)
    kinds, parts = [], [chance.choice(FOUND)] * chance.randrange(2)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        kind, written = payload(chance)
        kinds.append(kind)
        is_name = not chance.randrange(12)
        parts.append(f"{written}=a" if is_name else f"{chance.choice(PARAMETERS)}={written}")
    chance.shuffle(parts)
    return f"{kinds[0]} in parameters", _get(f"{route}?{chance.choice('&&&;').join(parts)}", chance)


def many(chance, known):
    """Return a kind and a request with very many parameters, or values of one."""
    name, value = chance.choice(PARAMETERS), chance.choice(("a", "%D8%A7*", "2016", "<iqx>"))
    count = chance.choice((30, 300, 1000, 3000))
    same = "&".join([f"{name}={value}"] * count)
    distinct = "&".join(f"{name}={value}{number}" for number in range(count))
    route = chance.choice(ROUTES).format(**known)
    return "many parameters", _get(f"{route}?{chance.choice((same, distinct))}", chance)


def _get(target, chance):
    """Return a request for a target that may be packed, and may be for its head only."""
    packed = ("Accept-Encoding: gzip",) * (not chance.randrange(5))
    return request(target, "Connection: close", *packed)
