"""The intake: articles in order with their words, and what makes two texts one."""

import json
import multiprocessing
import multiprocessing.context
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import ArabicAnalyzer
from index.articles import Fault
from index.codec.columns import DIGEST
from index.codec.lexicon import Lexicon
from index.duplicates.signature import SIZE
from index.indexer.intake import Intake, Selection, batches_of, in_batches, read_words
from index.versions.publish import BuildError
from tests.conftest import examples
from tests.index.segments import TEXTS, article

ANALYZER = ArabicAnalyzer()
FAULT = Fault(Path("a.jsonl"), 3, "not JSON", "write it anew")


def folded(each):
    """Return the folded words of an article, title first."""
    return [word.exact for text in (each.title, each.body) for word in ANALYZER.words(text)]


@settings(max_examples=examples(50))
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
def test_the_words_of_an_article_are_those_of_its_texts(texts):
    """Where they stand, and which they are, for every article of a batch."""
    archive = [article(str(n), body, title=title) for n, (title, body) in enumerate(texts)]
    lexicon = Lexicon()
    found = list(read_words(archive, lexicon))
    assert [read.article for read in found] == archive
    names = ["", *lexicon.words]
    for read in found:
        for tokens, text in ((read.title, read.article.title), (read.body, read.article.body)):
            rows = zip(
                *(a.tolist() for a in (tokens.words, tokens.starts, tokens.ends)), strict=True
            )
            assert [(names[number], start, end) for number, start, end in rows] == [
                (word.text, word.start, word.end) for word in ANALYZER.words(text)
            ]
        assert (len(read.digest), len(read.signature)) == (DIGEST, SIZE)


@settings(max_examples=examples(50))
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_texts_with_the_same_folded_words_have_one_digest(title, body, other_title, other_body):
    """And others have another: spelling and layout do not count, everything else does."""
    one, other = article("a", body, title=title), article("b", other_body, title=other_title)
    digests = [read.digest for read in read_words([one, other], Lexicon())]
    assert (digests[0] == digests[1]) == (folded(one) == folded(other))


def test_a_digest_does_not_depend_on_the_lexicon():
    """An update compares it with those of a version that another lexicon wrote."""
    used = Lexicon()
    list(used.read(["القمح الذهب الفضة"]))
    one, other = (next(read_words([article("a", "سعر النفط")], each)) for each in (Lexicon(), used))
    assert (one.digest, one.signature) == (other.digest, other.signature)


def test_spelling_and_layout_make_no_other_text():
    """A headline that moves into the body does not either; its words are the same."""
    one = article("a", "ارتفعت الأسعار", title="أسعار النفط")
    same = [
        replace(one, title="اسعار النَّفط", body="ارتفعت\u00a0\u00a0الأســعار"),
        replace(one, title="", body="أسعار النفط: ارتفعت الأسعار."),
    ]
    assert len({read.digest for read in read_words([one, *same], Lexicon())}) == 1


def test_faults_are_collected_and_articles_come_in_order():
    """Over batches, whatever stands between them."""
    found = [FAULT if n % 100 == 7 else article(str(n), "نفط") for n in range(600)]
    told = []
    intake = Intake(in_batches(iter(found)), Lexicon(), lambda *done: told.append(done))
    ids = [read.article.id for read in intake]
    assert ids == [each.id for each in found if each is not FAULT]
    assert intake.faults == [FAULT] * 6
    assert len(told) > 1
    assert [sum(each) for each in zip(*told, strict=True)] == [0, 594]


def test_progress_counts_the_bytes_on_disk(tmp_path):
    """They add up to the size of the files, faults included."""
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": str(n), "body": "نفط"}) for n in range(600)]
    path.write_text("\n".join([*lines, "not json"]))
    told = []
    with batches_of(Selection((path,)), 1) as batches:
        intake = Intake(batches, Lexicon(), lambda *done: told.append(done))
        assert len(list(intake)) == 600
    assert len(intake.faults) == 1
    assert [sum(each) for each in zip(*told, strict=True)] == [path.stat().st_size, 600]


def test_the_last_batch_says_what_was_seen():
    """Of what sources repeat, for the version that is made of the articles."""
    articles = (
        article(str(n), f"خبر طويل عن المصنع {n}\nوزاد الطلب عليه {n}\n// انتهى //", source="الأفق")
        for n in range(600)
    )
    *batches, last = in_batches(articles)
    assert [(each.seen, each.left_out) for each in batches] == [(None, {})] * 2
    assert last.left_out == {"الأفق": 595}
    assert last.seen.habits["الأفق"].number == 600


def test_nothing_makes_no_batch():
    """Neither articles nor faults."""
    assert list(in_batches([])) == []
    assert list(read_words([], Lexicon())) == []


def test_a_reader_that_dies_is_told(large_archive):
    """A build does not wait for ever, nor go live with half of an archive."""
    with batches_of(Selection((large_archive,)), 2) as batches:
        (reader,) = multiprocessing.active_children()
        reader.kill()
        with pytest.raises(BuildError, match="--processes 1"):
            list(batches)


def test_the_first_faults_are_listed_and_all_are_counted():
    """A damaged file may have one for each of its bytes: the list stays within bounds."""
    intake = Intake(in_batches([FAULT] * 10_300), Lexicon())
    assert list(intake) == []
    assert (len(intake.faults), intake.fault_count) == (50, 10_300)


def test_a_reader_never_hears_an_interrupt(monkeypatch, tmp_path):
    """Not even while it imports what it runs: Ctrl-C is for the process that started it."""
    archive = tmp_path / "a.jsonl"
    archive.write_text('{"body": "أسعار النفط"}', "utf-8")
    started = multiprocessing.context.SpawnProcess.start
    masks = []

    def start(process):
        masks.append(signal.pthread_sigmask(signal.SIG_BLOCK, ()))
        started(process)

    monkeypatch.setattr(multiprocessing.context.SpawnProcess, "start", start)
    with batches_of(Selection((archive,)), processes=2) as batches:
        assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
        assert [len(batch.articles) for batch in batches] == [1]
    assert signal.SIGINT in masks[0]
