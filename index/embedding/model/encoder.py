"""Tokens -> vectors: an encoder of transformer layers, by NumPy.

Vaswani et al., Attention Is All You Need (2017), with the layers of BERT (Devlin et al., 2018). The
tokens of all texts stand side by side without padding, a column each: with the weights to the left
of them, BLAS takes half the time for the few tokens of a query, and softmax and the normalisation
are sums of rows. Attention stays within a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from index.embedding.model.blocks import BLOCK, BLOCK_BYTES, dequantized
from index.embedding.model.contents import Header, Tensors

Floats = NDArray[np.float32]

#: The rows of the inner layer that are computed at a time, so that they stay in a cache.
_ROWS = 192
#: Of so few tokens, BLAS multiplies this many rows of weights at a time as they are, and more only
#: after it has copied them: a query takes a tenth less.
_FEW, _ROWS_OF_FEW = 16, 32
#: Hendrycks and Gimpel, Gaussian Error Linear Units (2016): x/2 (1 + tanh(√(2/π) (x + c x³))).
_GELU = np.float32(np.sqrt(2 / np.pi))
_GELU_CUBE = np.float32(0.044715 * np.sqrt(2 / np.pi))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """The weights of a layer: matrices (outputs, inputs), and columns (outputs, 1)."""

    attention: Floats
    attention_bias: Floats
    mixing: Floats
    mixing_bias: Floats
    mixed: tuple[Floats, Floats]
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats
    result: tuple[Floats, Floats]


class Encoder:
    """Encodes texts of tokens. Threads may share it."""

    def __init__(self, header: Header, tensors: Tensors) -> None:
        self._header = header
        width = header.width
        self._words = tensors.blocks("emb.word").reshape(-1, width // BLOCK * BLOCK_BYTES)
        places = tensors.vector("emb.pos").reshape(-1, width)
        self._places = places + tensors.vector("emb.type")[:width]
        self._norm = _scaling(tensors, "emb.ln")
        self._layers = _layers(header, tensors)

    def encode(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Return a vector of unit length for each text of tokens, float32, (texts, width)."""
        ends = [0, *accumulate(map(len, texts))]
        spans = [slice(*each) for each in pairwise(ends)]
        states = self._embedded(np.concatenate(texts), spans)
        rows = max(4 * len(states), self._header.inner)
        spare = np.empty((rows, states.shape[1]), np.float32)  # once: new pages take time
        for layer in self._layers:
            self._attend(layer, states, spans, spare)
            self._transform(layer, states, spare)
        sums = np.add.reduceat(states, ends[:-1], axis=1).T
        return sums / np.linalg.norm(sums, axis=1, keepdims=True)

    def _embedded(self, tokens: NDArray[np.int64], spans: Sequence[slice]) -> Floats:
        words = dequantized(self._words[tokens].reshape(-1, BLOCK_BYTES)).reshape(len(tokens), -1)
        for span in spans:
            words[span] += self._places[: span.stop - span.start]
        states = np.ascontiguousarray(words.T)
        self._normalize(states, self._norm)
        return states

    def _attend(self, layer: _Layer, states: Floats, spans: Sequence[slice], spare: Floats) -> None:
        """Add to each token of a text what it takes from the others."""
        taken, of_heads = np.split(spare[: 4 * len(states)], [len(states)])
        _multiply(layer.attention, states, of_heads)
        of_heads += layer.attention_bias
        queries, keys, values = of_heads.reshape(3, self._header.heads, -1, states.shape[1])
        results = taken.reshape(queries.shape)
        for span in spans:
            weights = keys[..., span].transpose(0, 2, 1) @ queries[..., span]
            weights -= weights.max(axis=1, keepdims=True)
            np.exp(weights, out=weights)
            np.divide(
                values[..., span] @ weights,
                weights.sum(axis=1, keepdims=True),
                out=results[..., span],
            )
        mixed = of_heads[: len(states)]
        _multiply(layer.mixing, taken, mixed)
        mixed += layer.mixing_bias
        states += mixed
        self._normalize(states, layer.mixed)

    def _transform(self, layer: _Layer, states: Floats, spare: Floats) -> None:
        """Add to each token what the inner layer makes of it."""
        inner = spare[: len(layer.inner)]
        for start in range(0, len(inner), _ROWS):
            rows = slice(start, start + _ROWS)
            _multiply(layer.inner[rows], states, inner[rows])
            inner[rows] += layer.inner_bias[rows]
            _double_gelu(inner[rows])
        outer = np.empty_like(states)
        _multiply(layer.outer, inner, outer)
        outer += layer.outer_bias
        states += outer
        self._normalize(states, layer.result)

    def _normalize(self, states: Floats, scaling: tuple[Floats, Floats]) -> None:
        """Normalize each token: Ba, Kiros and Hinton, Layer Normalization (2016)."""
        states -= states.mean(axis=0)
        deviations = np.sqrt((states * states).mean(axis=0) + np.float32(self._header.epsilon))
        states /= deviations
        states *= scaling[0]
        states += scaling[1]


def _multiply(weights: Floats, states: Floats, results: Floats) -> None:
    """Write the product of weights and states into results."""
    if states.shape[1] <= _FEW:
        weights = weights.reshape(-1, _ROWS_OF_FEW, weights.shape[1])
        results = results.reshape(len(weights), _ROWS_OF_FEW, -1)
    np.matmul(weights, states, out=results)


def _double_gelu(values: Floats) -> None:
    """Write twice the GELU of each value in its place."""
    spare = values * values
    spare *= _GELU_CUBE
    spare += _GELU
    spare *= values
    np.tanh(spare, out=spare)
    spare += 1
    values *= spare


def _layers(header: Header, tensors: Tensors) -> list[_Layer]:
    """Return the weights of all layers, with the factors of attention and of GELU in them."""
    width, inner_width = header.width, header.inner
    attention = _matrices(header, tensors, ["q", "k", "v"], (width, width))
    scale = np.float32((width / header.heads) ** -0.5)
    attention[:, :width] *= scale
    mixing = _matrices(header, tensors, ["ao"], (width, width))
    inner = _matrices(header, tensors, ["fi"], (inner_width, width))
    outer = _matrices(header, tensors, ["fo"], (width, inner_width))
    outer *= np.float32(0.5)
    layers = []
    for number in range(header.layers):
        prefix = f"l{number}."
        biases = [_column(tensors, f"{prefix}{each}.b") for each in "qkv"]
        biases[0] *= scale
        layers.append(
            _Layer(
                attention=attention[number],
                attention_bias=np.concatenate(biases),
                mixing=mixing[number],
                mixing_bias=_column(tensors, prefix + "ao.b"),
                mixed=_scaling(tensors, prefix + "aln"),
                inner=inner[number],
                inner_bias=_column(tensors, prefix + "fi.b"),
                outer=outer[number],
                outer_bias=_column(tensors, prefix + "fo.b"),
                result=_scaling(tensors, prefix + "oln"),
            )
        )
    return layers


def _matrices(
    header: Header, tensors: Tensors, names: Sequence[str], shape: tuple[int, int]
) -> Floats:
    """Return a kind of matrix of all layers, those of names below each other: three dimensions.

    They are one array, because the system gives that large pages: a query takes a tenth less.
    """
    rows, columns = shape
    together = np.empty((header.layers, len(names) * rows, columns), np.float32)
    for number, layer in enumerate(together):
        for name, part in zip(names, np.split(layer, len(names)), strict=True):
            part[...] = tensors.matrix(f"l{number}.{name}.w", columns)
    return together


def _scaling(tensors: Tensors, name: str) -> tuple[Floats, Floats]:
    return _column(tensors, name + ".w"), _column(tensors, name + ".b")


def _column(tensors: Tensors, name: str) -> Floats:
    return tensors.vector(name)[:, None]
