"""What the statistics of an archive say in a few words, and checksums of their files.

about.json is written last and read first: a folder without one holds no statistics, and nothing
else is opened before lengths and checksums agree.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from index.cluster.ways import SEND_AGAIN
from index.versions.manifest import (
    IndexDamagedError,
    IndexOutdatedError,
    IndexUnreadableError,
    checksum_of,
    checksum_of_fields,
    write_checked,
)
from index.versions.small_files import NotAFileError, printable, read_small

#: The format of the statistics. Increase it when a file or its meaning changes: others are refused.
FORMAT = 1
NAME = "about.json"
FETCH_AGAIN = "remove this folder, then its files are fetched from the cluster again"
#: What reading something else than statistics raises.
FOREIGN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Numbers of one version of an archive, and length and CRC-32 of each file of its statistics.

    average_lengths is by field; labels is how many values each facet has, in the order in which
    they are kept; days are those on which articles were published, with their number. last is the
    largest place of an article in the order of the archive, -1 where there is none; shards is how
    many parts the index of its articles has.
    """

    name: str
    created: str
    articles: int
    span: tuple[date | None, date | None]
    average_lengths: dict[str, float]
    labels: dict[str, int]
    days: list[tuple[date, int]]
    last: int
    shards: int
    files: dict[str, tuple[int, int]]

    def write(self, directory: Path) -> None:
        """Write about.json into directory, and wait until it is on disk."""
        write_checked(directory / NAME, {"format": FORMAT, **asdict(self)})

    @classmethod
    def read(cls, directory: Path) -> Self:
        """Return what directory says of its statistics; whatever lies in its place.

        Raises IndexDamagedError, IndexOutdatedError or IndexUnreadableError.
        """
        path = directory / NAME
        try:
            return cls.parse(read_small(path), str(path), FETCH_AGAIN)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise IndexDamagedError(f"{path}: missing; {FETCH_AGAIN}") from error
        except NotAFileError as error:
            raise IndexDamagedError(f"{path}: {error.strerror}; {FETCH_AGAIN}") from error
        except OSError as error:
            raise unreadable(path, error) from error

    @classmethod
    def parse(cls, content: bytes, where: str, way: str) -> Self:
        """Return what about.json says; where and way, out of damage, are for the message.

        Raises IndexDamagedError or IndexOutdatedError.
        """
        try:
            fields = json.loads(content)
            proof = fields.pop("checksum")
            if proof == checksum_of_fields(fields):
                return cls(**_typed(_of_this_format(where, fields)))
        except FOREIGN as error:
            raise IndexDamagedError(
                f"{where}: not about statistics ({printable(error)}); {way}"
            ) from error
        raise IndexDamagedError(f"{where}: changed since it was written; {way}")

    def verify(self, directory: Path) -> None:
        """Raise IndexUnavailableError unless every byte of every file is as it was written."""
        for path in self.damaged(directory):
            raise IndexDamagedError(
                f"{path}: missing, cut or changed since it was written; {FETCH_AGAIN}"
            )

    def damaged(self, directory: Path) -> Iterator[Path]:
        """Yield the files that are not as they were written; raises IndexUnreadableError."""
        for name, (length, checksum) in self.files.items():
            path = directory / name
            try:
                if path.stat().st_size != length or checksum_of(path) != checksum:
                    yield path
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                yield path
            except OSError as error:
                raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> IndexUnreadableError:
    """Return the error for a file of the statistics that cannot be read."""
    reason = error.strerror or printable(error)
    return IndexUnreadableError(f"{path}: cannot be read ({reason}); mend that, or {FETCH_AGAIN}")


def _of_this_format(where: str, fields: dict[str, Any]) -> dict[str, Any]:
    number = fields.pop("format")
    if number != FORMAT:
        raise IndexOutdatedError(
            f"{where}: statistics of format {printable(number)}, this is {FORMAT}; {SEND_AGAIN}"
        )
    return fields


def _typed(fields: dict[str, Any]) -> dict[str, Any]:
    first, last = (day and date.fromisoformat(day) for day in fields["span"])
    days = [(date.fromisoformat(day), int(articles)) for day, articles in fields["days"]]
    files = {
        name: (int(length), int(checksum)) for name, (length, checksum) in fields["files"].items()
    }
    return {**fields, "span": (first, last), "days": days, "files": files}
