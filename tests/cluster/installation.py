"""What a node of OpenSearch runs with: archives of Maven Central, and our main class."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from filelock import FileLock

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
#: What is downloaded once; git ignores it, `make clean` removes it.
CACHE = ROOT / ".opensearch"
#: Seconds for a download. Set by hand: 43 MB.
_LONGEST = 600
_JDK = "default-jdk-headless"
_NEEDED = {"java": _JDK, "javac": _JDK, "jar": _JDK, "mvn": "maven"}
#: A small heap, one thread that collects it, and the quick compiler alone. Measured: a node starts
#: with half the work of Java's own choice on two cores.
OPTIONS = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


class NotInstalledError(RuntimeError):
    """OpenSearch cannot run here, and what to install."""


class Installation(NamedTuple):
    """Archives of Java, and what the machine knows of their classes beforehand."""

    class_path: str
    shared_classes: Path


def installed():
    """Return what a node runs with, downloaded and compiled the first time.

    Raises NotInstalledError.
    """
    _look_for_tools()
    made_of = b"".join((HERE / name).read_bytes() for name in ("pom.xml", "OneNode.java"))
    home = CACHE / hashlib.sha256(made_of).hexdigest()[:12]
    home.mkdir(parents=True, exist_ok=True)
    installation = Installation(f"{home}/*:{home}/jars/*", home / "classes.jsa")
    with FileLock(home / "lock"):
        if not (home / "whole").exists():
            _install(home, installation)
            (home / "whole").touch()
    return installation


def _look_for_tools():
    missing = [tool for tool in _NEEDED if not shutil.which(tool)]
    if missing:
        packages = " ".join(sorted({_NEEDED[tool] for tool in missing}))
        raise NotInstalledError(
            f"OpenSearch needs a JDK and Maven, and here is no {', no '.join(missing)};"
            f" on Debian: apt-get install {packages}"
        )


def _install(home, installation):
    jars = home / "jars"
    _run(
        "mvn",
        *("-q", "-B", "-f", HERE / "pom.xml", "dependency:copy-dependencies"),
        *(f"-DoutputDirectory={jars}", "-DincludeScope=runtime"),
    )
    with TemporaryDirectory() as folder:
        _run("javac", "-cp", f"{jars}/*", "-d", folder, HERE / "OneNode.java")
        _run("jar", "cf", home / "one-node.jar", "-C", folder, ".")
        _share_classes(installation, folder)


def _share_classes(installation, folder):
    """Keep the loaded classes of a node that starts and ends: the next ones need half the time.

    Measured: 1.05 s of a processor in place of 2.4.
    """
    (Path(folder) / "config").mkdir()
    dump = f"-XX:ArchiveClassesAtExit={installation.shared_classes}"
    settings = [f"path.home={folder}", "http.port=0", "transport.port=0"]
    _run("java", *OPTIONS, dump, "-cp", installation.class_path, "OneNode", *settings)


def _run(*command):
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            text=True,
            timeout=_LONGEST,
        )
    except subprocess.TimeoutExpired as error:
        raise NotInstalledError(f"{command[0]} did not end within {_LONGEST} s") from error
    except subprocess.CalledProcessError as error:
        said = (error.stdout + error.stderr).strip().splitlines() or ["nothing"]
        raise NotInstalledError(f"{command[0]} could not make OpenSearch: {said[0]}") from error


if __name__ == "__main__":
    try:
        installed()
    except NotInstalledError as error:
        sys.exit(str(error))
