"""The ways out of a fault of a cluster, as messages name them."""

import re
from types import MappingProxyType

from index.versions.small_files import printable

_COMMAND = "iqtisad index build --to ADDRESS PATH…"
BUILD = f"make it with: {_COMMAND}"
BUILD_AGAIN = f"build it again with: {_COMMAND}"
SEND_AGAIN = f"send the archive again with: {_COMMAND}"

#: How OpenSearch names the blocks of what is asked for: each by its number.
_BLOCKED = re.compile(r"(?:index \[([^\]]+)\] )?blocked by: \[[A-Z_]+/(\d+)/")
#: The settings that an operator made a block by; its other blocks are about full disks.
_OF_INDEX = MappingProxyType({"5": "read_only", "7": "read", "8": "write", "9": "metadata"})
_OF_ALL = MappingProxyType({"6": "read_only", "13": "read_only_allow_delete"})


def reopening(index: str) -> str:
    """Return how a closed index is opened."""
    return f"open it with: POST /{printable(index)}/_open"


def lifting(index: str, block: str) -> str:
    """Return how a block of an index is lifted.

    >>> lifting("news-1", "write")
    'lift it with: PUT /news-1/_settings {"index.blocks.write": null}'
    """
    return f'lift it with: PUT /{printable(index)}/_settings {{"index.blocks.{block}": null}}'


def lifted(reason: str) -> str:
    """Return how a block is lifted that somebody set, "" if a reason of OpenSearch names none."""
    if not (found := _BLOCKED.search(reason)):
        return ""
    index, number = found.groups()
    if index and number in _OF_INDEX:
        return lifting(index, _OF_INDEX[number])
    if number in _OF_ALL:
        setting = f'{{"cluster.blocks.{_OF_ALL[number]}": null}}'
        return f'lift it with: PUT /_cluster/settings {{"persistent": {setting}}}'
    return ""
