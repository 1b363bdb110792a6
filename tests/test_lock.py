"""The lock of a release: it installs what pyproject.toml asks for, each file by its hash."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
#: A locked package: its requirement, the lines of its hashes, and those that say who asks for it.
ENTRY = re.compile(
    r"^(?P<pin>[\w.-]+==.+?)(?P<hashes>(?: \\\n    --hash=\S+)*)\n(?P<via>(?:    #.*\n)+)",
    re.MULTILINE,
)
VIA = re.compile(r"^    #(?: via|  ) ([\w.-]+)(?: \(pyproject\.toml\))?$", re.MULTILINE)
US = "iqtisad"
#: Machines and Pythons that a lock is for.
ENVIRONMENTS = [
    pytest.param({"python": python, "machine": machine, "system": system}, id=f"{python}-{machine}")
    for python, machine, system in (
        ("3.11", "x86_64", "linux"),
        ("3.12", "aarch64", "linux"),
        ("3.13", "s390x", "linux"),
        ("3.13", "arm64", "darwin"),
        ("3.14", "AMD64", "win32"),
    )
]


def locked():
    """Return the pin of each entry, its hashes, and the names of those who ask for it."""
    text = (ROOT / ".ci" / "locked.txt").read_text("utf-8")
    return [
        (Requirement(each["pin"]), each["hashes"].split("\\\n")[1:], set(VIA.findall(each["via"])))
        for each in ENTRY.finditer(text)
    ]


def asked_for():
    """Return the requirements of pyproject.toml, those of its extras too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(each) for each in (*project["dependencies"], *chain(*extras))]


def holds(requirement, environment):
    """Return whether a requirement is one in an environment."""
    markers = {
        "python_version": environment["python"],
        "python_full_version": f"{environment['python']}.0",
        "platform_machine": environment["machine"],
        "sys_platform": environment["system"],
        "extra": "",
    }
    return requirement.marker is None or requirement.marker.evaluate(markers)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("asked", asked_for(), ids=lambda each: each.name)
def test_what_is_asked_for_is_locked(asked, environment):
    """In one version that satisfies it, wherever it is asked for, and nowhere else."""
    pins = [
        pin.specifier
        for pin, *_ in locked()
        if canonicalize_name(pin.name) == canonicalize_name(asked.name) and holds(pin, environment)
    ]
    assert len(pins) == holds(asked, environment)
    for pin in pins:
        assert asked.specifier.contains(str(pin).removeprefix("=="), prereleases=True)


def test_every_file_has_its_hash():
    """No line of the lock is passed over, and pip installs nothing else."""
    text = (ROOT / ".ci" / "locked.txt").read_text("utf-8")
    assert len(locked()) == len(re.findall(r"^\w", text, re.MULTILINE))
    assert all(hashes for _, hashes, _ in locked())
    for _, hashes, _ in locked():
        assert all(each.strip().startswith("--hash=sha256:") for each in hashes)


def test_nothing_else_is_locked():
    """Whatever is locked is asked for by us, or by another that is locked."""
    ours = {canonicalize_name(each.name) for each in asked_for()}
    names = {canonicalize_name(pin.name) for pin, *_ in locked()}
    for pin, _, via in locked():
        assert via
        assert via <= names | {US}
        assert (US in via) == (canonicalize_name(pin.name) in ours)


def test_no_registry_is_named():
    """The lock is for whichever mirror an operator has."""
    assert "://" not in (ROOT / ".ci" / "locked.txt").read_text("utf-8")
