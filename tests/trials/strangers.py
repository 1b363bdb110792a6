"""What belongs to others in an index directory: nothing may touch it.

Files, folders and links, some of which look like ours; a link leads to a folder outside that holds
our marker.
"""

from index.versions.ownership import BUILDING, CURRENT, MARKER

_FOLDERS = (
    "Documents",
    "20250101T000000000000-aaaaaaaa",
    f"{BUILDING}20250101T000000000000-bbbbbbbb",
)
_FILES = ("manifest.json", ".lock.old", f".{CURRENT}.old", ".lexicon-aaaaaaaaaaaa.npz")
_LINKS = (
    "linked",
    "20250101T000000000001-cccccccc",
    f"{BUILDING}20250101T000000000002-dddddddd",
)
_NOWHERE = "nowhere"


class Strangers:
    """Things of others in an index directory that has a version."""

    names = frozenset([*_FOLDERS, *_FILES, *_LINKS, _NOWHERE])

    def __init__(self, index_dir, outside):
        """Put them there; outside is the folder that links lead to."""
        self._index_dir, self._outside = index_dir, outside
        outside.mkdir()
        (outside / MARKER).write_bytes(next(index_dir.glob(f"*/{MARKER}")).read_bytes())
        (outside / "letter.txt").write_text("letter")
        for name in _FOLDERS:
            (index_dir / name / "inside").mkdir(parents=True)
            (index_dir / name / "inside" / "photo.jpg").write_bytes(b"photo")
        for name in _FILES:
            (index_dir / name).write_bytes(b"of somebody else")
        for name in _LINKS:
            (index_dir / name).symlink_to(outside)
        (index_dir / _NOWHERE).symlink_to(outside / "nothing")
        self._before = self._look()

    def touched(self):
        """Return the paths that are gone, new or changed."""
        return sorted({path for path, _ in self._before.items() ^ self._look().items()})

    def _look(self):
        """Return what can be seen of each path, by the path."""
        places = [self._outside, *(self._index_dir / name for name in self.names)]
        deeper = [
            path
            for place in places
            if place.is_dir() and not place.is_symlink()
            for path in place.rglob("*")
        ]
        return {str(path): _seen(path) for path in [*places, *deeper]}


def _seen(path):
    """Return kind, moment of the last change and contents of what is at a path."""
    try:
        state = path.lstat()
    except FileNotFoundError:
        return None
    if path.is_symlink():
        return "link", str(path.readlink())
    contents = path.read_bytes() if path.is_file() else b""
    return state.st_mode, state.st_mtime_ns, contents
