"""Archives that the tests of the translation share."""

import pytest

from search.engine.opensearch.translation.translator import Translator
from tests.search.engine.opensearch.translation.archives import SURVEYED, archive_of


@pytest.fixture(scope="session")
def surveyed(tmp_path_factory):
    """Return an archive of a few articles."""
    return archive_of(SURVEYED, tmp_path_factory.mktemp("surveyed"))


@pytest.fixture(scope="session")
def translator(surveyed):
    """Return a translator of the queries of that archive."""
    return Translator(surveyed.statistics, surveyed.printed)
