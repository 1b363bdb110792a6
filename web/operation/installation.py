"""Looks at what is installed: Python, packages, the compiler, fonts and static files."""

import platform
import re
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from importlib.metadata import (
    PackageNotFoundError,
    distribution,
    packages_distributions,
    requires,
    version,
)
from pathlib import Path

from packaging.requirements import Requirement

from search import code_cache
from web.operation.finding import Finding, fault, ok, warning
from web.settings.settings import Settings

_US = "iqtisad"
_INSTALL = "install it again with: pip install --force-reinstall iqtisad"
#: Of which an answer may depend on the version.
_TOLD = ("numpy", "numba", "flask", "click", "babel")
_STATIC = Path(__file__).parents[1] / "static"
_LINKED = re.compile(r"url\([\"']?([^\"')#:]+\.woff2)")
_WOFF2 = b"wOF2"


def python(_: Settings) -> Iterator[Finding]:
    """Say which Python runs, and where."""
    says = f"{platform.python_version()} at {sys.executable}"
    yield (
        ok("python", says) if sys.version_info >= (3, 11) else fault("python", f"{says}; use 3.11")
    )


def packages(_: Settings) -> Iterator[Finding]:
    """Say which versions there are, and which are missing."""
    yield ok(
        "packages", ", ".join(f"{name} {_version(name) or 'missing'}" for name in (_US, *_TOLD))
    )
    whoosh = sorted(set(packages_distributions().get("whoosh", ())))
    told = ", ".join(f"{name} {version(name)}" for name in whoosh)
    if len(whoosh) == 1:
        yield ok("whoosh", told)
    else:
        says = f"{told or 'nothing'} imports as whoosh; keep one: pip install whoosh-reloaded"
        yield fault("whoosh", says)
    for needed in map(Requirement, requires(_US) or ()):
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            yield from _needed(needed, whoosh)


def _needed(needed: Requirement, whoosh: list[str]) -> Iterator[Finding]:
    """Yield what is wrong with a package that we need."""
    found, asked = _version(needed.name), f"{needed.name}{needed.specifier}"
    if found is None and not (needed.name.startswith("whoosh") and whoosh):
        yield fault("packages", f"{asked} is not installed; pip install '{asked}'")
    elif found and not needed.specifier.contains(found, prereleases=True):
        yield warning("packages", f"{asked} is needed and {found} is here; pip install '{asked}'")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def compiler(settings: Settings) -> Iterator[Finding]:
    """Say whether loops can be compiled, and where their code is kept."""
    if settings.index:
        yield ok("compiler", "not needed, a cluster searches")
        return
    try:
        import_module("numba")
    except (ImportError, OSError) as error:
        says = f"nothing can be compiled ({error}); queries take longer. In a unit of systemd leave"
        yield warning("compiler", f"{says} out MemoryDenyWriteExecute")
        return
    kept = code_cache(settings.index_dir, settings.cache_dir, make=False)
    if kept.directory is None:
        yield warning("compiler", kept.told)
    else:
        yield ok("compiler", kept.told or f"compiled code is kept in {kept.directory}")


def files(_: Settings) -> Iterator[Finding]:
    """Say whether fonts and static files are whole."""
    broken = [*_fonts(), *_changed()]
    if broken:
        yield fault(
            "files", f"{', '.join(sorted(set(broken))[:5])}: missing or changed; {_INSTALL}"
        )
    else:
        yield ok("files", f"fonts and static files in {_STATIC} are whole")


def _fonts() -> Iterator[str]:
    """Yield the fonts that the style sheet names and that are none."""
    style = _STATIC / "style.css"
    if not style.is_file():
        yield str(style)
        return
    for name in _LINKED.findall(style.read_text("utf-8")):
        font = style.parent / name
        if not font.is_file() or not font.read_bytes().startswith(_WOFF2):
            yield str(font)


def _changed() -> Iterator[str]:
    """Yield our files that are not as they were installed; a checkout has no list of them."""
    for file in distribution(_US).files or ():
        path = Path(str(file.locate()))
        if file.hash is None or file.parts[0] not in ("index", "search", "web"):
            continue
        if not path.is_file() or _digest(path) != file.hash.value:
            yield str(path)


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file as a list of installed files has it."""
    return urlsafe_b64encode(sha256(path.read_bytes()).digest()).rstrip(b"=").decode()
