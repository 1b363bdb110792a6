"""The numbers of a whole archive, without its articles."""

from index.cluster.statistics.archive import ArchiveStatistics, read_statistics

__all__ = ["ArchiveStatistics", "read_statistics"]
