"""Articles in, a live index out: the whole archive anew."""

import time
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from index.articles import Article, Fault, article_id, read_articles
from index.codec import Lexicon, SegmentWriter, Tokens, open_parts
from index.codec.whoosh_codec import SEGMENT
from index.copies import CopiesWriter
from index.publish import BuildError, go_live, new_version, seal
from index.store import locked, remove_leftovers
from index.vocabulary import write_vocabulary

#: What the words of a run may take while they are inverted, in MiB.
MEMORY = 256
#: Articles whose words are looked for at once.
_BATCH = 256


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
        left_over = remove_leftovers(index_dir)
        with new_version(index_dir) as directory:
            intake = Intake(found, Lexicon.kept(index_dir))
            copies = _write(intake, directory, memory)
            parts = open_parts(directory, [SEGMENT])
            if not parts[0].documents:
                raise BuildError(
                    f"no article found{_first_fault(intake)}; the live index is as it was"
                )
            manifest = seal(directory, parts, copies=copies, faults=len(intake.faults))
            intake.lexicon.keep(index_dir)
            name = go_live(index_dir, directory, allow_shrink=allow_shrink)
    return BuildReport(
        version=name,
        articles=manifest.articles,
        copies=manifest.copies,
        faults=tuple(intake.faults),
        removed=tuple(left_over),
        seconds=time.perf_counter() - started,
    )


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with the words of its title and body, and a digest of the folded words."""

    article: Article
    title: Tokens
    body: Tokens
    digest: bytes


@dataclass(slots=True)
class Intake:
    """What comes in, in order: its articles with their words; its faults are kept aside."""

    found: Iterator[Article | Fault]
    lexicon: Lexicon
    faults: list[Fault] = field(default_factory=list)

    def __iter__(self) -> Iterator[ReadArticle]:
        """Yield every article with its words; they are read a good many at a time."""
        while batch := list(islice(self._without_faults(), _BATCH)):
            yield from read_words(batch, self.lexicon)

    def _without_faults(self) -> Iterator[Article]:
        for article in self.found:
            if isinstance(article, Fault):
                self.faults.append(article)
            else:
                yield article


def read_words(articles: Iterable[Article], lexicon: Lexicon) -> Iterator[ReadArticle]:
    """Yield articles with their words."""
    articles = list(articles)
    tokens = lexicon.read([text for each in articles for text in (each.title, each.body)])
    for article, title, body in zip(articles, tokens, tokens, strict=True):  # by turns
        yield ReadArticle(article, title, body, lexicon.digest(title, body))


def _write(intake: Intake, directory: Path, memory: int) -> int:
    """Write the articles that come in, each text once; return the number of copies."""
    ids_by_text: dict[bytes, str] = {}
    taken: set[str] = set()
    with (
        SegmentWriter(directory, SEGMENT, intake.lexicon, memory=memory) as writer,
        closing(CopiesWriter(directory)) as copies,
    ):
        for read in intake:
            if kept := ids_by_text.get(read.digest):
                copies.add(kept, read.article)
                continue
            article = with_free_id(read.article, taken)
            ids_by_text[read.digest] = article.id
            taken.add(article.id)
            writer.add(article, read.title, read.body, read.digest)
        writer.finish()
        copies.finish()
    write_vocabulary(intake.lexicon, writer.printed, directory)
    return copies.total


def with_free_id(article: Article, taken: Container[str]) -> Article:
    """Return article; where another text has its id, with an id of its text too."""
    if article.id not in taken:
        return article
    text = f"{article.title}\n{article.body}"
    other = article_id(article.source, f"{article.id} {article.url}", text)
    return replace(article, id=article_id(other, "", text))


def _first_fault(intake: Intake) -> str:
    return f" ({intake.faults[0]})" if intake.faults else ""
