"""Arabic text -> terms: one chain, for articles and for queries alike.

    text -> tokenize -> fold -> stem, root -> terms at one position

Offsets are those of the printed text, so a snippet can always highlight the word as the newspaper
printed it. The analyzer keeps no state: it can be pickled, and threads can share it.
"""

from index.analysis.analyzer import AnalyzedWord, ArabicAnalyzer, WordSpans, fingerprint
from index.analysis.normalize import fold
from index.analysis.root import root
from index.analysis.stem import Analysis, Kin, analyse, kin, stem
from index.analysis.terms import ROOT_TAG, STEM_TAG, Terms, is_stop_word, kin_terms, terms
from index.analysis.tokenizer import Span, tokenize

__all__ = [
    "ROOT_TAG",
    "STEM_TAG",
    "Analysis",
    "AnalyzedWord",
    "ArabicAnalyzer",
    "Kin",
    "Span",
    "Terms",
    "WordSpans",
    "analyse",
    "fingerprint",
    "fold",
    "is_stop_word",
    "kin",
    "kin_terms",
    "root",
    "stem",
    "terms",
    "tokenize",
]
