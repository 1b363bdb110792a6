"""What a fetch says: progress on a terminal, then what each source gave."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

import click

from index.articles import Fault
from index.commands.printing import say, say_json
from index.fetching.outcome import Outcome, Progress

#: Exit statuses besides 0 (all worked), 2 (usage) and 4 (another fetch is at work).
NONE_WORKED, SOME_FAILED = 1, 3
_MIB = 2**20
#: What every archive of ours gives besides articles.
_USUAL = frozenset({"a warcinfo record", "a summary of an article that is there as a whole"})


@dataclass(frozen=True, slots=True)
class Indexed:
    """What became of the index: its articles (None: as it was), the faults, what is no article."""

    articles: int | None = None
    faults: tuple[Fault, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    failure: str = ""


def status_of(outcomes: Sequence[Outcome], indexed: Indexed) -> int:
    """Return the exit status of a round."""
    if outcomes and all(outcome.failed for outcome in outcomes):
        return NONE_WORKED
    failed = indexed.failure or any(outcome.faults for outcome in outcomes)
    return SOME_FAILED if failed else 0


def print_round(outcomes: Sequence[Outcome], indexed: Indexed, *, as_json: bool) -> None:
    """Print what each source gave: faults and notes to stderr, one line or JSON to stdout."""
    told = [each for outcome in outcomes for each in outcome.faults]
    # The archive holds each feed with its faults: what was told of it is not told twice.
    new = [
        str(fault)
        for fault in indexed.faults
        if not any(each.endswith(f"{fault.reason}; {fault.remedy}") for each in told)
    ]
    new += filter(None, [indexed.failure])
    passed_over = [
        f"Passed over {count:,} times: {reason}."
        for reason, count in indexed.passed_over.items()
        if reason not in _USUAL
    ]
    notes = [each for outcome in outcomes for each in outcome.notes]
    say(*told, *notes, *new, *passed_over, err=True)
    if as_json:
        sources = [asdict(each) for each in outcomes]
        row = {
            "sources": sources,
            "articles": indexed.articles,
            "faults": new,
            "passed_over": dict(indexed.passed_over),
        }
        say_json(row)
    else:
        say(_line(outcomes, indexed))


def _line(outcomes: Sequence[Outcome], indexed: Indexed) -> str:
    changed, failed = sum(o.changed for o in outcomes), sum(o.failed for o in outcomes)
    pages = sum(outcome.pages for outcome in outcomes)
    again = sum(outcome.again for outcome in outcomes)
    if not outcomes and indexed.articles is None:
        return "0 sources are due; iqtisad sources list says when, --force asks all of them now"
    line = f"{len(outcomes)} sources ({changed} changed, {failed} failed), {pages} pages"
    line += f" ({again} again)" if again else ""
    return line if indexed.articles is None else f"{line}; {indexed.articles} articles in the index"


@contextmanager
def fetch_bar(sources: int) -> Iterator[Progress | None]:
    """Show progress on a terminal: the sources that are done, time left, pages and MiB."""
    if not (sources and sys.stderr.isatty()):
        yield None
        return
    done = [0, 0]

    def shown(_item: object) -> str:
        return f"{done[0]:,} pages, {done[1] / _MIB:.1f} MiB" if any(done) else ""

    with click.progressbar(
        length=sources, label="Fetching", file=sys.stderr, show_pos=True, item_show_func=shown
    ) as bar:

        def progress(more_sources: int, pages: int, size: int) -> None:
            done[0] += pages
            done[1] += size
            bar.update(more_sources, done)
            bar.render_progress()

        yield progress
