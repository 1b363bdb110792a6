"""The layout of the project: every module has its place, its test and its heading."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("index", "search", "web")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
#: The most modules of a folder that can be read at a glance.
MOST = 14
#: Modules without a test file of their own name, and what tests them.
TESTED_ELSEWHERE = {
    "index/articles/clock.py": "tests/index/articles/test_dates.py reads its times",
    "index/articles/files/limits.py": "tests/index/indexer/test_memory.py keeps them",
    "index/articles/items.py": "frozen values; the tests of every reader make them",
    "index/articles/readers/agencies/news_item.py": "test_newsml.py reads files through it",
    "index/articles/readers/agencies/news_text.py": "test_newsml.py reads files through it",
    "index/articles/readers/agencies/newsml_1.py": "test_newsml.py reads files through it",
    "index/articles/readers/agencies/newsml_g2.py": "test_newsml.py reads files through it",
    "index/articles/readers/agencies/xml_items.py": "test_newsml.py reads files through it",
    "index/articles/readers/agencies/xml_tree.py": "test_newsml.py reads files through it",
    "index/articles/readers/syndication/feed_text.py": "test_feeds.py reads feeds through it",
    "index/articles/readers/syndication/feed_xml.py": "test_feeds.py reads feeds through it",
    "index/articles/readers/syndication/json_feed.py": "test_feeds.py reads feeds through it",
    "index/articles/readers/web/http_response.py": "test_warc.py reads crawls through it",
    "index/articles/readers/web/json_ld.py": "test_pages.py reads pages through it",
    "index/articles/readers/web/page_address.py": "test_pages.py reads pages through it",
    "index/articles/readers/web/page_author.py": "test_pages.py reads pages through it",
    "index/articles/readers/web/page_dates.py": "test_pages.py reads pages through it",
    "index/articles/readers/web/page_lines.py": "test_pages.py reads pages through it",
    "index/articles/readers/web/page_metadata.py": "test_pages.py reads pages through it",
    "index/articles/readers/web/page_section.py": "test_pages.py reads pages through it",
    "index/articles/readers/web/page_text.py": "test_pages.py reads pages through it",
    "index/articles/readers/web/page_head.py": "test_pages.py reads pages through it",
    "index/articles/readers/web/page_tree.py": "test_pages.py reads pages through it",
    "index/articles/readers/web/warc_record.py": "test_warc.py reads crawls through it",
    "index/articles/records/record.py": "tests/index/commands/test_export.py reads what it writes",
    "index/commands/embedding/passages.py": "test_embed.py embeds them, the newest first",
    "index/embedding/vector_file.py": "test_store.py reads files by it, whole and damaged",
    "index/embedding/writer.py": "test_store.py writes by it, and is kept out of it",
    "index/commands/printing.py": "tests/index/commands/test_extract.py stops to listen",
    "index/indexer/next_version.py": "test_build.py and test_update.py make versions by it",
    "index/indexer/parts.py": "test_revision.py numbers, links and merges by it",
    "index/postings.py": "tests/index/test_reader.py locates by it",
    "index/stored_article.py": "tests/index/test_reader.py reads them",
    "index/versions/articles.py": "tests/index/commands/test_export.py prints them",
    "index/phrases/cohesion.py": "test_choice.py tells phrases from pieces by it",
    "search/evaluation/embedding.py": "test_command.py measures by its vectors",
    "search/engine/protocol.py": "tests/search/engine/test_contract.py holds every engine to it",
    "search/engine/listing/place.py": "tests/search/engine/test_contract.py goes by it",
    "search/engine/local/versions.py": "tests/search/engine/test_refresh.py follows them",
    "search/engine/local/named_reader.py": "tests/search/names/test_labels.py searches through it",
    "search/engine/counting/listed.py": "tests/search/engine/local/test_facets.py lists by it",
    "search/engine/opensearch/first_stage.py": "test_finder.py and test_listing.py find by it",
    "search/engine/opensearch/opened.py": "test_finder.py searches through it",
    "search/engine/opensearch/shelf.py": "test_finder.py takes every article from it",
    "search/engine/opensearch/tail.py": "test_listing.py goes on by it",
    "search/engine/opensearch/candidates/of_archive.py": "test_reader.py asks it for the archive",
    "search/results/archive.py": "frozen values; tests/search/snapshot/test_snapshot.py fills them",
    "search/results/article.py": "frozen values; tests/search/hits/test_hits.py fills them",
    "search/results/counts.py": "frozen values; tests/search/engine/test_contract.py fills them",
    "search/results/entity.py": "frozen values; tests/search/hits/test_entities.py fills them",
    "search/results/front.py": "frozen values; tests/search/front/test_front.py fills them",
    "search/results/meant.py": "frozen values; the tests of search.suggest fill them",
    "search/results/page.py": "frozen values; tests/search/snapshot/test_snapshot.py fills them",
    "search/results/text.py": "frozen values; tests/search/hits/test_hits.py fills them",
    "search/results/trends.py": "frozen values; tests/search/engine/test_contract.py fills them",
    "search/snapshot/exports.py": "tests/search/hits/test_records.py reads what it exports",
    "search/snapshot/pages.py": "tests/search/snapshot/test_snapshot.py asks for them",
    "search/snapshot/planner.py": "tests/search/snapshot/test_snapshot.py plans by it",
    "search/snapshot/summary.py": "tests/search/snapshot/test_snapshot.py reads it",
    "search/snapshot/surroundings.py": "tests/search/hits/test_hits.py looks around articles",
    "search/suggest/following.py": "test_completion.py completes words by it",
    "search/suggest/names.py": "test_completion.py completes sources by it",
    "search/suggest/opening.py": "test_completion.py completes a word by it",
    "search/weights.py": "numbers; tests/relevance/test_scores.py says what they achieve",
}
#: What looks like the name of a file, in prose.
FILE = re.compile(r"[\w./-]*\w\.(?:py|md|txt|tsv|toml|json|html|css|js|po)\b")
#: Names of files that are made, or that belong to others: an index's, a collection's.
MADE = frozenset(
    "manifest.json about.json copies.json NAME.json queries.jsonl qrels.tsv openapi.json"
    " report.json sources.toml names.toml iqtisad.toml robots.txt withdrawn.jsonl all.jsonl"
    " seen.json".split()
)


def named(path):
    """Return a path as it is written in the project."""
    return path.relative_to(ROOT).as_posix()


def folders():
    """Return the folders of the packages that contain modules."""
    return sorted({path.parent for path in MODULES})


@pytest.mark.parametrize("folder", folders(), ids=named)
def test_a_folder_can_be_read_at_a_glance(folder):
    """No folder has more than fourteen modules."""
    modules = [path for path in folder.glob("*.py") if not path.name.startswith("__")]
    assert len(modules) <= MOST


@pytest.mark.parametrize("folder", folders(), ids=named)
def test_every_folder_answers_a_question(folder):
    """ARCHITECTURE.md has a heading for each folder."""
    headings = [
        line
        for line in (ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()
        if line[:2] == "##"
    ]
    name = named(folder)
    assert any(line.startswith((f"## {name}:", f"### `{name}`:")) for line in headings)


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_every_module_has_its_test(module):
    """A test file of its name in the same folder of tests, or a reason."""
    if module.name.startswith("__"):
        return
    test = ROOT / "tests" / named(module.parent) / f"test_{module.name}"
    reason = TESTED_ELSEWHERE.get(named(module))
    assert test.is_file() != bool(reason), named(module)


def test_reasons_are_of_modules_that_exist():
    """No reason outlives its module."""
    assert set(TESTED_ELSEWHERE) <= set(map(named, MODULES))


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_files_that_a_docstring_names_exist(module):
    """Prose that names a file names one that is there."""
    tree = ast.parse(module.read_text("utf-8"))
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    prose = " ".join(
        ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, documented)
    )
    for name in FILE.findall(prose):
        there = [module.parent / name, ROOT / name, *ROOT.glob(f"*/**/{Path(name).name}")]
        assert name in MADE or any(path.exists() for path in there), name
