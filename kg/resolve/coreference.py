"""What pronouns and bare descriptions point back to: precision first, one step back in the text.

"he" goes to the nearest person before it, subjects first; "it" to a state or body; "they" to a group, body or state;
"the country" to the state named last; "the group" to the body named last. None where nothing fits in reach.
"""

from collections.abc import Callable

from spacy.tokens import Doc, Span, Token

# gives `person`, `group` or `thing` for a role noun, None for other words
RoleTest = Callable[[str], str | None]
# gives the label of a name that the tables know, "" for other words
LabelOf = Callable[[Token], str]

WITHIN = ("of", "in", "from", "for", "at", "near")
REACH = 90  # tokens, about four sentences
PERSONAL = frozenset({"he", "she", "him", "his", "her"})
NEUTRAL = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
STATES = frozenset({"country", "nation", "state", "kingdom", "republic"})
BODIES = frozenset({"group", "organization", "organisation", "movement", "alliance", "bloc", "body", "agency", "party"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# labels of the model that fit each kind
PERSON_LABELS, STATE_LABELS = frozenset({"PERSON"}), frozenset({"GPE"})
BODY_LABELS = frozenset({"ORG", "GPE", "NORP"})


def wanted(head: Token) -> frozenset[str] | None:
    """Entity labels that an antecedent of this head may bear; None where the head is no pronoun or bare description."""
    word = head.lower_
    if head.tag_ in ("PRP", "PRP$"):
        if word in PERSONAL:
            return PERSON_LABELS
        return BODY_LABELS if word in NEUTRAL | PLURAL else None
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in head.children)
    bare = not any(
        c.dep_ in ("amod", "compound", "poss", "nmod", "prep", "relcl", "acl", "appos") for c in head.children
    )
    if definite and bare and head.lemma_ in STATES:
        return STATE_LABELS
    return frozenset({"ORG"}) if definite and bare and head.lemma_ in BODIES else None


def phrase_of(head: Token) -> Span:
    """The noun phrase of a head without relative clauses and appositions."""
    start, end = head.i, head.i + 1
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "appos", "conj", "cc", "punct"):
            continue
        if child.i < head.i:
            start = min(start, child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ in WITHIN:
            end = max(end, child.right_edge.i + 1)
    return head.doc[start:end]


def antecedent(head: Token, is_role: RoleTest, label: LabelOf) -> Token | None:
    """Head of the noun phrase that the pronoun or description stands for; `label` is that of names of the tables."""
    labels = wanted(head)
    if labels is None:
        return None
    doc: Doc = head.doc
    found: list[Token] = []
    for i in range(head.i - 1, max(head.i - REACH, -1), -1):
        token = doc[i]
        if _fits(token, head, labels, is_role, label):
            found.append(token)
    if not found:
        return None
    return next((t for t in found[:4] if t.dep_ in SUBJECTS and not _same_clause_object(t, head)), found[0])


def _fits(token: Token, pronoun: Token, labels: frozenset[str], is_role: RoleTest, label: LabelOf) -> bool:
    if token.pos_ not in ("PROPN", "NOUN") or token.dep_ in ("compound", "amod", "nmod"):
        return False
    if (label(token) or token.ent_type_) in labels:
        return True
    role = is_role(token.lemma_.lower())
    if role is None or token.dep_ not in SUBJECTS:
        return False
    if labels is PERSON_LABELS:
        return role == "person" and token.tag_ != "NNS"
    plural = token.tag_ == "NNS"
    return labels is BODY_LABELS and (plural if pronoun.lower_ in PLURAL else role == "group" and not plural)


def _same_clause_object(token: Token, pronoun: Token) -> bool:
    """ "Iran attacked it": the subject of the pronoun's own verb is somebody else."""
    return token.head.i == pronoun.head.i and pronoun.dep_ in ("dobj", "pobj", "dative")
