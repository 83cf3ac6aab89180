"""Sets right the lemmas of verbs that the parser's lemmatizer got wrong and the lexicon knows."""

from spacy.tokens import Doc

from kg.extract.tree import Tree
from kg.vocabulary.lexicon import Lexicon


def mended(doc: Doc, lexicon: Lexicon) -> Tree:
    """The tree of a parse; a verb that the lexicon does not know while it has the form gets the lemma of that form."""
    tree = Tree(doc)
    for word in tree:
        if word.pos_ == "VERB" and not lexicon.knows_verb(word.lemma):
            word.lemma = lexicon.verb_forms.get(word.lower_, word.lemma)
    return tree
