"""Processes that tests start and interrupt."""

import signal


def heed_interrupts():
    """Let a process be interrupted even where the tests themselves run in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
