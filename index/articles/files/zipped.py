"""The files in a zip file, read like those of a folder; its paths are archive.zip!member.

Names of members say at most what kind they are: nothing is written to the disk.
"""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from index.articles.fault import Fault
from index.articles.files.stream import FAILURES, Stream
from index.articles.items import PassedOver

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
MOST_MEMBERS = 10_000
_ENCRYPTED = 1
_AGAIN = "download or pack the file again"


def members(path: Path) -> Iterator[Stream | Fault | PassedOver]:
    """Yield a stream of each file in a zip file, and a fault for what cannot be read."""
    try:
        with ZipFile(path) as archive:
            inside = [each for each in archive.infolist() if not each.is_dir()]
            if len(inside) > MOST_MEMBERS:
                reason = f"{len(inside)} files in it, more than {MOST_MEMBERS}"
                yield Fault(path, 0, reason, "unpack it into a folder")
                return
            crawl = any(each.filename.startswith("archive/") for each in inside)
            for each in inside:
                yield _opened(archive, each, Path(f"{path}!{each.filename}"), crawl=crawl)
    except FAILURES as error:
        yield Fault(path, 0, f"cannot be read to its end ({error})", _AGAIN)


def _opened(
    archive: ZipFile, info: ZipInfo, path: Path, *, crawl: bool
) -> Stream | Fault | PassedOver:
    if any(part.startswith(".") for part in Path(info.filename).parts):
        return PassedOver(path, "a hidden file")
    # A crawl packed for the web (WACZ) has its pages once more in lists and indexes.
    if crawl and not info.filename.startswith("archive/"):
        return PassedOver(path, "a file of another kind")
    if info.flag_bits & _ENCRYPTED:
        return Fault(path, 0, "encrypted", "decrypt it first")
    try:
        file = archive.open(info)
    except FAILURES as error:
        return Fault(path, 0, f"cannot be read ({error})", _AGAIN)
    stream = Stream(path, file=file, size=max(info.compress_size, 1))
    if stream.peek(4).startswith(MAGIC):
        stream.close()
        return Fault(path, 0, "a zip file in a zip file", "unpack the outer one")
    return stream
