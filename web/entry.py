"""The entry of the console command: an interrupt is one sentence from the first moment on.

Importing what a command needs takes a second, in which Ctrl-C would print where Python was.
"""

import sys

#: The exit status of what Ctrl-C ended, as a shell has it.
INTERRUPTED = 130


def main() -> None:
    """Run the command, and import it only here."""
    try:
        from web.command import main as command  # noqa: PLC0415

        command(prog_name="iqtisad", standalone_mode=True)
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted.\n")
        sys.exit(INTERRUPTED)
