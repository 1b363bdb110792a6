"""What happens to a file of an index: each kind is a function of the place, the file, and chance.

The place holds the index directory and what lies beside it. A kind that spoils another file than
the one that it was given returns that.
"""

import pickle
from dataclasses import replace

from index.versions.manifest import NAME as MANIFEST
from index.versions.manifest import Manifest, checksums
from index.versions.ownership import CURRENT, WITHDRAWN, versions

#: What small files hold when they are garbage.
GARBAGE = (
    *(b"", b"\n", b"\0" * 64, b"null", b"[]", b"{}", b"3", b'""', b"\xff\xfe\xfd", b"[" * 5000),
    *(b"../../etc/passwd", b"20250101T000000000000-aaaaaaaa\n", b'{"format": 5}', b"\x80\x04N."),
    *(b'{"format": 5, "checksum": 0}', b'{"id": 3}\n', b"\xd8\xa3" * 4000, b"NaN", b"1e999"),
)


class Garbage:
    """What a pickle is of that was planted: a file is made where it is read."""

    def __init__(self, path):
        """Make path when it is read."""
        self._path = path

    def __reduce__(self):
        """Return what is called by whoever reads the pickle."""
        return open, (str(self._path), "w")


def flip(_place, path, chance):
    """Turn one to eight bits."""
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 1, 2, 8])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def cut(_place, path, chance):
    """Cut the end off."""
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def blank(_place, path, chance):
    """Write zeros over a block, as disks lose them."""
    content = bytearray(path.read_bytes())
    begin = chance.randrange(len(content))
    end = min(begin + chance.choice([16, 512, 4096]), len(content))
    content[begin:end] = bytes(end - begin)
    path.write_bytes(content)


def exchange(place, path, chance):
    """Exchange two files."""
    other = chance.choice(files_of(path.parent))
    path.rename(place / "other")
    other.rename(path) if other != path else None
    (place / "other").rename(other)


def lengthen(_place, path, chance):
    """Write more at the end."""
    with path.open("ab") as file:
        file.write(chance.choice([b"\0", b"\n", b"\xff" * 8, path.read_bytes()]))


def delete(_place, path, _chance):
    """Delete a file."""
    path.unlink()


def rename(_place, path, chance):
    """Call a file something else."""
    path.rename(path.with_name(chance.choice([f"{path.name}.old", "x", path.name.upper()])))


def make_a_folder(_place, path, _chance):
    """Put a folder where a file was."""
    path.unlink()
    path.mkdir()


def rename_a_segment(_place, path, chance):
    """Call all files of a segment something else."""
    stem = path.name.partition(".")[0]
    for each in path.parent.glob(f"{stem}.*"):
        each.rename(each.with_name(each.name.replace(stem, chance.choice(["_9", "00"]), 1)))


def garbage(place, _path, chance):
    """Put garbage into a small file."""
    index_dir = place / "index"
    version = index_dir / chance.choice(versions(index_dir))
    small = [index_dir / CURRENT, version / MANIFEST, index_dir / WITHDRAWN, place / "names.toml"]
    path = chance.choice(small)
    path.unlink(missing_ok=True)
    path.write_bytes(chance.choice(GARBAGE))
    return path


def pickled(place, path, chance):
    """Put a pickle where a file was, by itself or within an array."""
    content = pickle.dumps(Garbage(place / "executed"))
    if chance.randrange(2):
        head = b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"
        content = (
            b"\x93NUMPY\x01\x00" + (118).to_bytes(2, "little") + head.ljust(117) + b"\n" + content
        )
    path.write_bytes(content)


def vouched(place, path, chance):
    """Put a pickle where a file was, and its checksum into the manifest."""
    pickled(place, path, chance)
    if path.name == MANIFEST or not (path.parent / MANIFEST).exists():
        return
    manifest = Manifest.read(path.parent)
    (path.parent / MANIFEST).unlink()
    replace(manifest, files=checksums(path.parent)).write(path.parent)


DAMAGES = (
    *(flip, flip, flip, cut, cut, blank, exchange, lengthen, delete, rename, make_a_folder),
    *(rename_a_segment, garbage, garbage, pickled, vouched),
)


def files_of(folder):
    """Return the files of a folder that hold something, in order."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.stat().st_size)
