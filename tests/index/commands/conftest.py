"""The commands of an index over one directory."""

import pytest
from click.testing import CliRunner

from index.commands.manage import index


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a command of the index over one directory."""

    def run(*arguments, status=0, index_dir=tmp_path / "index"):
        result = CliRunner().invoke(index, [*map(str, arguments), "--index-dir", str(index_dir)])
        assert result.exit_code == status, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


@pytest.fixture
def archive(tmp_path):
    """Return an archive of two articles."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "أسعار النفط", "source": "رويترز"}\n{"body": "سعر الغاز"}\n', "utf-8")
    return path
