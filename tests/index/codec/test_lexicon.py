"""Printed words by number, and the lexicon that one build keeps for the next."""

import pytest

from index.analysis import terms
from index.codec.amounts import terms_of_amounts
from index.codec.lexicon import NOTHING, Lexicon

TEXTS = ["ارتفعت أسعار النفط، وأسعارُ الذهب 3.5%", "", "أسعار ـ النفط"]


def terms_of(lexicon, number):
    """Return the terms of a word's number."""
    names = lexicon.terms
    return tuple(names[n] if n >= 0 else "" for n in lexicon.terms_of_words[number].tolist())


def test_every_word_is_analysed_once_and_keeps_its_number():
    """Numbers go from 1 in the order in which words are first seen."""
    lexicon = Lexicon()
    first, empty, again = lexicon.read(TEXTS)
    assert first.words.tolist() == list(range(1, 7))
    assert empty.words.size == 0
    assert again.words.tolist() == [2, 3]
    for word, number in lexicon.items():
        if number != NOTHING:
            assert terms_of(lexicon, number) == terms(word)


def test_words_without_terms_are_left_out_with_their_places():
    """What stays is where it was."""
    (tokens,) = Lexicon().read(["ـ أسعار"])
    assert (tokens.words.tolist(), tokens.starts.tolist(), tokens.ends.tolist()) == ([1], [2], [7])


def test_spellings_share_their_exact_term():
    """Spellings of one word have the same exact term: texts are compared by it."""
    lexicon = Lexicon()
    (tokens,) = lexicon.read(["أسعار اسعار أَسعار سعر"])
    exact = lexicon.exact_terms[tokens.words].tolist()
    assert exact[0] == exact[1] == exact[2] != exact[3]


def test_a_kept_lexicon_is_the_lexicon(tmp_path):
    """Words, numbers and terms, and it goes on from there."""
    lexicon = Lexicon()
    list(lexicon.read(TEXTS))
    lexicon.keep(tmp_path, by_way_of=tmp_path)
    (of_this,) = tmp_path.iterdir()
    of_another = tmp_path / ".lexicon-000000000000.npz"
    of_another.write_bytes(of_this.read_bytes())
    kept = Lexicon.kept(tmp_path)
    assert {w: n for w, n in kept.items() if n} == {w: n for w, n in lexicon.items() if n}
    assert kept.terms == lexicon.terms
    assert kept.terms_of_words.tolist() == lexicon.terms_of_words.tolist()
    (tokens,) = kept.read(["القمح"])
    assert terms_of(kept, tokens.words[0]) == terms("القمح")
    lexicon.keep(tmp_path, by_way_of=tmp_path)
    assert list(tmp_path.iterdir()) == [of_this]


@pytest.mark.parametrize("kind", ["text", "link", "another-name"])
def test_what_is_no_lexicon_of_ours_is_left_alone(tmp_path, kind):
    """A name is not enough to be removed, and nothing is written through a link."""
    foreign = tmp_path / "foreign"
    foreign.write_text("theirs")
    index_dir = tmp_path / "index"
    index_dir.mkdir()
    Lexicon().keep(index_dir, by_way_of=tmp_path)
    (ours,) = index_dir.iterdir()
    name = "notes.npz" if kind == "another-name" else ".lexicon-000000000000.npz"
    if kind == "link":
        ours.unlink()
        ours.symlink_to(foreign)
        (index_dir / name).symlink_to(foreign)
    else:
        (index_dir / name).write_text("theirs")
    Lexicon().keep(index_dir, by_way_of=tmp_path)
    assert (index_dir / name).read_text() == foreign.read_text() == "theirs"
    assert not ours.is_symlink()
    assert Lexicon.kept(index_dir).words == []


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "flipped", "foreign"])
def test_a_lexicon_that_cannot_be_read_is_made_anew(tmp_path, damage):
    """It is a saving, no source: whatever stands there, a build goes on."""
    lexicon = Lexicon()
    list(lexicon.read(TEXTS))
    lexicon.keep(tmp_path, by_way_of=tmp_path)
    (path,) = tmp_path.iterdir()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    whole = path.read_bytes()
    written = {"empty": b"", "cut": whole[:-9], "flipped": bytes(content), "foreign": b"\x80\x04."}
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(written[damage])
    kept = Lexicon.kept(tmp_path)
    assert dict(kept) in ({}, {w: n for w, n in lexicon.items() if n})


def test_a_folder_in_the_place_of_a_lexicon_stays(tmp_path):
    """It is somebody else's; the next build reads the words again."""
    Lexicon().keep(tmp_path, by_way_of=tmp_path)
    (path,) = tmp_path.iterdir()
    path.unlink()
    path.mkdir()
    Lexicon().keep(tmp_path, by_way_of=tmp_path)
    assert path.is_dir()
    assert not Lexicon.kept(tmp_path).words


def test_terms_of_amounts_are_not_kept(tmp_path):
    """They are many, and the next build finds its own; what words are in amounts is known."""
    lexicon, text = Lexicon(), "بلغ 3.2 مليار دولار و5% من النفط"
    terms_of_amounts([text], list(lexicon.read([text])), lexicon)
    assert "#usd5932" in lexicon.terms
    lexicon.keep(tmp_path, by_way_of=tmp_path)
    kept = Lexicon.kept(tmp_path)
    assert kept.terms == [term for term in lexicon.terms if term[0] != "#"]
    assert [kept.terms[n] for n in kept.terms_in_order()] == sorted(kept.terms)
    assert kept.spotter.roles.roles.tolist() == lexicon.spotter.roles.roles.tolist()
    assert kept.spotter.roles.values.tolist() == lexicon.spotter.roles.values.tolist()
    (placed,) = terms_of_amounts([text], list(kept.read([text])), kept)
    assert {kept.terms[term] for term in placed.terms.tolist()} == {"#usd5932", "#pct505"}


def test_words_outside_of_some_parts_of_a_text():
    """With their places in the whole."""
    text = "أسعار النفط\nتابعونا هنا\nوالغاز"
    (tokens,) = Lexicon().read([text])
    begin = text.index("تابعونا")
    left = tokens.outside([(begin, begin + len("تابعونا هنا"))])
    words = [text[a:b] for a, b in zip(left.starts.tolist(), left.ends.tolist(), strict=True)]
    assert words == ["أسعار", "النفط", "والغاز"]
    assert tokens.outside([]).words.tolist() == tokens.words.tolist()
