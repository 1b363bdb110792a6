"""Where an index is: in a directory of this machine, or in a cluster."""

from pathlib import Path
from typing import TypeAlias

from index.cluster.address import Address

Location: TypeAlias = Path | Address


def located(text: str | Path) -> Location:
    """Return where an index is by a path, or by the address of a cluster; raises AddressError.

    >>> str(located("opensearch+https://a.example/news"))
    'opensearch+https://a.example:9200/news'
    """
    return text if isinstance(text, Path) else Address.parse(text)
