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
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import numpy as np

from index.analysis import fingerprint
from index.articles import Article, Fault, article_id, read_articles
from index.codec import Lexicon, SegmentWriter, Tokens
from index.codec.whoosh_codec import SEGMENT, write_toc
from index.manifest import IndexUnavailableError, Manifest, checksums, sync
from index.probe import lost_articles
from index.schema import VERSION
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
from index.vocabulary import SEEN, write_vocabulary

#: What the words of a run may take while they are inverted, in MiB.
MEMORY = 256
#: Articles whose words are looked for at once.
_BATCH = 64
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
    memory: int = MEMORY,
    progress: Callable[[int], None] | None = None,
) -> BuildReport:
    """Index the articles under paths and make the new version live.

    memory bounds what the postings take on the way, in MiB; progress is told of bytes
    read. Faults in the input cost only themselves and are reported. Raises IndexBusyError,
    or BuildError with the live index as it was.
    """
    found = read_articles(paths, progress=progress)
    return index_articles(found, index_dir, allow_shrink=allow_shrink, memory=memory)


def index_articles(
    found: Iterator[Article | Fault],
    index_dir: Path,
    *,
    allow_shrink: bool = False,
    memory: int = MEMORY,
) -> BuildReport:
    """Index articles, wherever they come from; like build_index."""
    started = time.perf_counter()
    with locked(index_dir):
        removed = remove_leftovers(index_dir)
        with _version_directory(index_dir) as directory:
            lexicon = Lexicon.kept(index_dir)
            intake = _Intake(found, lexicon)
            _write(intake, directory, memory)
            manifest = _seal(intake, directory)
            lexicon.keep(index_dir)
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
    lexicon: Lexicon
    faults: list[Fault] = field(default_factory=list)
    copies: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    first: date | None = None
    last: date | None = None

    def __iter__(self) -> Iterator[tuple[Article, Tokens, Tokens]]:
        """Yield every article whose text was not seen before, its id its own.

        With it come the words of its title and of its body.
        """
        ids_by_text: dict[bytes, str] = {}
        taken: set[str] = set()
        for article, title, body in self._read():
            text = self._digest(title, body)
            if text in ids_by_text:
                self.copies[ids_by_text[text]] += 1
                continue
            unique = _with_free_id(article, taken)
            ids_by_text[text] = unique.id
            taken.add(unique.id)
            self._count(unique)
            yield unique, title, body

    def _read(self) -> Iterator[tuple[Article, Tokens, Tokens]]:
        """Yield every article with its words; they are read a good many at a time."""
        while batch := list(islice(self._without_faults(), _BATCH)):
            texts = [text for article in batch for text in (article.title, article.body)]
            tokens = self.lexicon.read(texts)
            yield from zip(batch, tokens, tokens, strict=True)  # title and body take turns

    def _without_faults(self) -> Iterator[Article]:
        for article in self.found:
            if isinstance(article, Fault):
                self.faults.append(article)
            else:
                yield article

    def _digest(self, *texts: Tokens) -> bytes:
        """Return a digest of the folded words: spelling and layout make no other text."""
        words = np.concatenate([tokens.words for tokens in texts])
        folded = self.lexicon.exact_terms[words]
        return blake2b(folded.tobytes(), digest_size=16).digest()

    def _count(self, article: Article) -> None:
        self.articles += 1
        if article.published:
            day = article.published.date()
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


def _with_free_id(article: Article, taken: set[str]) -> Article:
    """Return article; where another text has its id, with an id of its text too."""
    if article.id not in taken:
        return article
    text = f"{article.title}\n{article.body}"
    other = article_id(article.source, f"{article.id} {article.url}", text)
    return replace(article, id=article_id(other, "", text))


def _write(intake: _Intake, directory: Path, memory: int) -> None:
    with SegmentWriter(directory, SEGMENT, intake.lexicon, memory=memory) as writer:
        for article, title, body in intake:
            writer.add(article, title, body)
        writer.finish()
    write_vocabulary(writer.printed(SEEN), directory)
    write_toc(directory, intake.articles)


def _seal(intake: _Intake, directory: Path) -> Manifest:
    """Put everything on disk and write the manifest."""
    if not intake.articles:
        raise BuildError(f"no article found{_first_fault(intake)}; the live index is as it was")
    (directory / COPIES).write_text(json.dumps(intake.copies), "utf-8")
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
    lost = lost_articles(open_version(directory, name=directory.name).segment)
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
