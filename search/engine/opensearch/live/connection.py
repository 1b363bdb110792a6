"""A client of the cluster at an address, with the secrets of the environment."""

from index.cluster.address import Address, AddressError, Credentials
from index.cluster.client import Cluster
from index.versions.manifest import IndexUnavailableError


def connected(address: Address) -> Cluster:
    """Return a client; nothing is asked yet. Raises IndexUnavailableError without what it needs."""
    try:
        return Cluster(address, Credentials.from_environment())
    except AddressError as error:  # a secret or a certificate is missing
        raise IndexUnavailableError(f"{address}: {error}") from error
