"""Sets right the lemmas of verbs that the parser's lemmatizer got wrong and the lexicon knows."""

from spacy.tokens import Doc

from kg.vocabulary.lexicon import Lexicon


def mend_lemmas(doc: Doc, lexicon: Lexicon) -> None:
    """Changes in place the lemma of each verb that is no verb of the lexicon while its form is a form of one."""
    for token in doc:
        if token.pos_ == "VERB" and not lexicon.knows_verb(token.lemma_.lower()):
            verb = lexicon.verb_forms.get(token.lower_)
            if verb is not None:
                token.lemma_ = verb
