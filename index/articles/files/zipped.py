"""The files in a zip file, read like those of a folder; its paths are archive.zip!member.

Names of members say at most what kind they are: nothing is written to the disk.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from index.articles.fault import Fault
from index.articles.files.limits import LARGEST_DIRECTORY, MOST_MEMBERS
from index.articles.files.stream import FAILURES, Allowance, Member, Stream
from index.articles.items import PassedOver

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 1
_AGAIN = "download or pack the file again"


class _File(io.FileIO):
    """A zip file; ZipFile reads the list of its members at once, however long it is."""

    def read(self, size: int | None = -1) -> bytes:
        """Return the next bytes; raises BadZipFile if more are asked for than a list has."""
        if size is not None and size > LARGEST_DIRECTORY:
            raise BadZipFile(f"the list of its files is longer than {LARGEST_DIRECTORY >> 20} MiB")
        # Without a size, ZipFile reads what ends a file.
        return super().read(LARGEST_DIRECTORY if size is None or size < 0 else size) or b""


def members(path: Path) -> Iterator[Stream | Fault | PassedOver]:
    """Yield a stream of each file in a zip file, and a fault for what cannot be read."""
    try:
        with _File(path) as file, ZipFile(file) as archive:
            inside = [each for each in archive.infolist() if not each.is_dir()]
            if len(inside) > MOST_MEMBERS:
                reason = f"{len(inside)} files in it, more than {MOST_MEMBERS}"
                yield Fault(path, 0, reason, "unpack it into a folder")
                return
            crawl = any(each.filename.startswith("archive/") for each in inside)
            allowance = Allowance(path.stat().st_size)
            for each in inside:
                where = Path(f"{path}!{each.filename}")
                if left_out := _left_out(each, where, crawl=crawl):
                    yield left_out
                else:
                    yield _opened(archive, each, where, allowance)
    except FAILURES as error:
        yield Fault(path, 0, f"cannot be read to its end ({error})", _AGAIN)


def _left_out(info: ZipInfo, path: Path, *, crawl: bool) -> Fault | PassedOver | None:
    """Return why a member is not read, None if it is."""
    if any(part.startswith(".") for part in Path(info.filename).parts):
        return PassedOver(path, "a hidden file")
    # A crawl packed for the web (WACZ) has its pages once more in lists and indexes.
    if crawl and not info.filename.startswith("archive/"):
        return PassedOver(path, "a file of another kind")
    encrypted = info.flag_bits & _ENCRYPTED
    return Fault(path, 0, "encrypted", "decrypt it first") if encrypted else None


def _opened(archive: ZipFile, info: ZipInfo, path: Path, allowance: Allowance) -> Stream | Fault:
    try:
        file = archive.open(info)
    except FAILURES as error:
        return Fault(path, 0, f"cannot be read ({error})", _AGAIN)
    stream = Stream(path, member=Member(file, max(info.compress_size, 1), allowance))
    if stream.peek(4).startswith(MAGIC):
        stream.close()
        return Fault(path, 0, "a zip file in a zip file", "unpack the outer one")
    return stream
