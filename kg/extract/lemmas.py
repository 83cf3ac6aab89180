"""What the lexicon adds to a parse: lemmas of verbs that the lemmatizer got wrong, and nouns that only measure."""

from spacy.tokens import Doc

from kg.extract.tree import Tree
from kg.vocabulary.lexicon import Lexicon


def mended(doc: Doc, lexicon: Lexicon) -> Tree:
    """The tree of a parse.

    A verb that the lexicon does not know while it has the form gets the lemma of that form. Words of the class
    `quantity` are marked.
    """
    tree = Tree(doc)
    quantities = lexicon.classes.get("quantity", frozenset())
    for word in tree:
        if word.lemma in quantities:
            word.measures = True
        if word.pos_ == "VERB" and not lexicon.knows_verb(word.lemma):
            word.lemma = lexicon.verb_forms.get(word.lower_, word.lemma)
    return tree
