"""Permissions that hold for the superuser too: tests often run as one, and services do not."""

import ctypes
import os
import sys
from contextlib import contextmanager

import pytest

#: linux/capability.h: the version of the calls, and what lets root read and write everything.
_VERSION = 0x20080522
_OVERRIDING = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@contextmanager
def held_to_permissions():
    """Do without the right to read everything, in this thread and those that it starts."""
    if os.geteuid():
        yield
        return
    if sys.platform != "linux":
        pytest.skip("the superuser may read everything")
    before = _effective()
    _set_effective(before & ~_OVERRIDING)
    try:
        yield
    finally:
        _set_effective(before)


def _capabilities(call, sets):
    """Read or write the sets of capabilities: effective, permitted, inheritable, in two words."""
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    if getattr(ctypes.CDLL(None, use_errno=True), call)(header, sets):
        pytest.skip(f"{call}: {os.strerror(ctypes.get_errno())}")


def _effective():
    sets = (ctypes.c_uint32 * 6)()
    _capabilities("capget", sets)
    return sets[0]


def _set_effective(wanted):
    sets = (ctypes.c_uint32 * 6)()
    _capabilities("capget", sets)
    sets[0] = wanted
    _capabilities("capset", sets)
