"""Articles in, a live index out.

A build writes a new version beside the live one, checks it by looking for some
of its articles, and only then puts it in the live one's place; whatever goes
wrong before that leaves the live index as it was.
"""

import errno
import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path

from whoosh.index import create_in
from whoosh.writing import IndexWriter

from index.analysis import fingerprint, terms, tokenize
from index.articles import Article, Fault, article_id, read_articles
from index.manifest import IndexUnavailableError, Manifest, checksums, sync
from index.probe import lost_articles
from index.schema import VERSION, article_schema, seconds
from index.store import (
    BUILDING,
    COPIES,
    activate,
    current_version,
    locked,
    open_version,
    prune,
    remove_leftovers,
)
from index.vocabulary import write_vocabulary

#: Whoosh's writer keeps this much of the postings in memory, in MiB.
_MEMORY = 256
#: A new archive with less than this share of the live one's articles needs a word.
_SHRINKING = 0.5
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BuildError(Exception):
    """The new version cannot go live; the live index is as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did: the version it made live, counts, faults, seconds taken."""

    version: str
    articles: int
    copies: int
    faults: tuple[Fault, ...]
    removed: tuple[str, ...]
    seconds: float


def build_index(
    paths: Iterable[Path],
    index_dir: Path,
    *,
    allow_shrink: bool = False,
    progress: Callable[[int], None] | None = None,
) -> BuildReport:
    """Index the articles under paths and make the new version live.

    progress is told of bytes read. Faults in the input cost only themselves and
    are reported. Raises IndexBusyError, or BuildError with the live index as it was.
    """
    found = read_articles(paths, progress=progress)
    return index_articles(found, index_dir, allow_shrink=allow_shrink)


def index_articles(
    found: Iterator[Article | Fault], index_dir: Path, *, allow_shrink: bool = False
) -> BuildReport:
    """Index articles, wherever they come from; like build_index."""
    started = time.perf_counter()
    with locked(index_dir):
        removed = remove_leftovers(index_dir)
        with _version_directory(index_dir) as directory:
            intake = _Intake(found)
            _write(intake, directory)
            manifest = _seal(intake, directory)
            _check(index_dir, directory, manifest, allow_shrink=allow_shrink)
            name = _go_live(index_dir, directory)
    return BuildReport(
        version=name,
        articles=manifest.articles,
        copies=manifest.copies,
        faults=tuple(intake.faults),
        removed=tuple(removed),
        seconds=time.perf_counter() - started,
    )


@dataclass(slots=True)
class _Intake:
    """The articles to write, each text once; what was left out is counted on the way."""

    found: Iterator[Article | Fault]
    faults: list[Fault] = field(default_factory=list)
    copies: Counter[str] = field(default_factory=Counter)
    printed: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    first: date | None = None
    last: date | None = None

    def __iter__(self) -> Iterator[Article]:
        """Yield every article whose text was not seen before, its id its own."""
        ids_by_text: dict[bytes, str] = {}
        taken: set[str] = set()
        for article in self.found:
            if isinstance(article, Fault):
                self.faults.append(article)
                continue
            printed = [word.text for word in tokenize(f"{article.title}\n{article.body}")]
            text = _digest(printed)
            if text in ids_by_text:
                self.copies[ids_by_text[text]] += 1
                continue
            unique = _with_free_id(article, taken)
            ids_by_text[text] = unique.id
            taken.add(unique.id)
            self.printed.update(printed)
            self._count(unique)
            yield unique

    def _count(self, article: Article) -> None:
        self.articles += 1
        if article.published:
            day = article.published.date()
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


def _digest(printed: Iterable[str]) -> bytes:
    """Return a digest of the folded words: spelling and layout make no other text."""
    words = (terms(word).exact for word in printed)
    return blake2b("\n".join(words).encode(), digest_size=16).digest()


def _with_free_id(article: Article, taken: set[str]) -> Article:
    """Return article; where another text has its id, with an id of its text too."""
    if article.id not in taken:
        return article
    text = f"{article.title}\n{article.body}"
    other = article_id(article.source, f"{article.id} {article.url}", text)
    return replace(article, id=article_id(other, "", text))


def _write(articles: Iterable[Article], directory: Path) -> None:
    writer = create_in(str(directory), article_schema()).writer(limitmb=_MEMORY)
    try:
        for article in articles:
            _add(writer, article)
    except BaseException:
        # The directory goes as a whole; cancelling only lets go of open files.
        with suppress(Exception):
            writer.cancel()
        raise
    writer.commit()
    # Whoosh's lock file stays behind; a version that never changes needs none.
    for lock in directory.glob("*_WRITELOCK"):
        lock.unlink()


def _add(writer: IndexWriter, article: Article) -> None:
    writer.add_document(
        id=article.id,
        title=article.title,
        body=article.body,
        by_source=article.source,
        by_section=article.section,
        by_author=article.author,
        source=article.source.encode(),
        section=article.section.encode(),
        published=seconds(article.published),
        url=article.url,
        author=article.author,
    )


def _seal(intake: _Intake, directory: Path) -> Manifest:
    """Put everything on disk and write the manifest."""
    if not intake.articles:
        raise BuildError(f"no article found{_first_fault(intake)}; the live index is as it was")
    (directory / COPIES).write_text(json.dumps(intake.copies), "utf-8")
    write_vocabulary(intake.printed, directory)
    for path in directory.iterdir():
        sync(path)
    manifest = Manifest(
        schema=VERSION,
        analysis=fingerprint(),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        articles=intake.articles,
        copies=intake.copies.total(),
        faults=len(intake.faults),
        first=intake.first,
        last=intake.last,
        files=checksums(directory),
    )
    manifest.write(directory)
    return manifest


def _first_fault(intake: _Intake) -> str:
    return f" ({intake.faults[0]})" if intake.faults else ""


def _check(index_dir: Path, directory: Path, manifest: Manifest, *, allow_shrink: bool) -> None:
    """Raise BuildError unless the new version finds its articles and holds enough of them."""
    with open_version(directory, name=directory.name).whoosh.searcher() as searcher:
        lost = lost_articles(searcher)
    if lost:
        raise BuildError(
            f"the new index does not find its own articles ({', '.join(lost[:3])}); the live"
            " index is as it was"
        )
    before = _live_articles(index_dir)
    if not allow_shrink and manifest.articles < before * _SHRINKING:
        raise BuildError(
            f"the new index has {manifest.articles} articles, the live one {before}; if that is"
            " meant, add --allow-shrink; the live index is as it was"
        )


def _live_articles(index_dir: Path) -> int:
    try:
        return Manifest.read(index_dir / (current_version(index_dir) or "")).articles
    except IndexUnavailableError:
        return 0


def _go_live(index_dir: Path, directory: Path) -> str:
    before = current_version(index_dir)
    name = directory.name.removeprefix(BUILDING)
    directory.rename(index_dir / name)
    sync(index_dir)
    activate(index_dir, name)
    prune(index_dir, keep={name, before})
    return name


@contextmanager
def _version_directory(index_dir: Path) -> Iterator[Path]:
    """Make the directory of a new version; it is gone again unless it went live."""
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    directory = index_dir / f"{BUILDING}{now}-{fingerprint()[:8]}"
    try:
        directory.mkdir()
        yield directory
    except OSError as error:
        if error.errno not in _NO_SPACE:
            raise
        raise BuildError(
            f"{index_dir}: no space left on the disk; free some and build again; the live index"
            " is as it was"
        ) from error
    finally:
        shutil.rmtree(directory, ignore_errors=True)
