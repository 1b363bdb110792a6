"""Archives of made-up articles, and what an index must hold of them."""

import json
import os
from collections import Counter
from datetime import date, timedelta

from index.versions.articles import articles_of
from index.versions.ownership import CURRENT, WITHDRAWN, versions
from index.versions.probe import lost_articles
from index.versions.store import open_index, open_version
from index.versions.withdrawn import Withdrawn

GOODS = "القمح الأرز السكر القطن النحاس الحديد الذهب الفضة النفط الغاز الأسمنت الزيتون".split()
CITIES = "بيروت عمان تونس مسقط الدوحة القاهرة بغداد الرباط".split()
#: The articles that there may be.
ARTICLES = len(GOODS) * len(CITIES)
#: What lies in an index directory besides versions.
_OURS = {CURRENT, ".lock", WITHDRAWN}


def article(number, edition=1):
    """Return the record of an article in an edition of it."""
    goods, city = GOODS[number % len(GOODS)], CITIES[number // len(GOODS)]
    return {
        "id": f"n{number}",
        "url": f"https://example.com/news/{number}",
        "title": f"أسعار {goods} في أسواق {city}",
        "body": f"ارتفعت أسعار {goods} في {city} {number + 2} ليرة في الأسبوع {edition} من الموسم.",
        "source": f"صحيفة {city}",
        "published": f"{date(2024, 1, 1) + timedelta(days=number)}",
    }


def write(path, records):
    """Write records as JSON Lines; return the path."""
    path.write_text("".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in records))
    return path


def texts(records):
    """Return the title and body of each record, by its id."""
    return {each["id"]: (each["title"], each["body"]) for each in records}


def held(index_dir, version=None):
    """Return the texts of the live version, or of another; {} where none is live yet.

    Every byte is verified, and articles are searched for; raises IndexUnavailableError, or
    ValueError for an index that is not sound.
    """
    if not (version or os.path.lexists(index_dir / CURRENT)):
        return {}
    opened = open_version(index_dir / version, name=version) if version else open_index(index_dir)
    if lost := lost_articles(opened.segment):
        raise ValueError(f"{opened.directory}: does not find {lost}")
    found = [(each.id, (each.title, each.body)) for each in articles_of(opened)]
    twice = [own for own, count in Counter(own for own, _ in found).items() if count > 1]
    if twice:
        raise ValueError(f"{opened.directory}: has {twice} twice")
    return dict(found)


def withdrawn(index_dir):
    """Return the ids that are withdrawn; raises BuildError if a line is damaged."""
    return {each.id for each in Withdrawn.read(index_dir).known}


def without(contents, ids):
    """Return the texts of contents without those of some ids."""
    return {own: text for own, text in contents.items() if own not in ids}


def leftovers(index_dir, foreign=()):
    """Return the names that no finished command leaves in an index directory."""
    ours = _OURS | set(versions(index_dir)) | set(foreign)
    names = {path.name for path in index_dir.iterdir()} if index_dir.is_dir() else set()
    kept = {name for name in names if name.startswith(".lexicon-") and name.endswith(".npz")}
    return sorted(names - ours - kept)
