"""What tells whether a word carries an act, and of which type: the word, its tree, the lexicon, the rules' opinion.

Features are names that people can read, for they are shown as reasons: `object=activist`, `rule=COERCE`.
"""

from collections.abc import Iterator

from kg.extract.frames import Frame, frame_of
from kg.extract.grammar import VERBAL, clause_kind, core
from kg.extract.match import best_rule
from kg.extract.modality import modality
from kg.extract.scene import Scene
from kg.extract.tree import Word

MARKING = frozenset({"aux", "neg", "prt", "mark", "det", "auxpass", "advmod"})
NEAR = frozenset({"dobj", "attr", "nsubjpass", "oprd", "acomp", "nsubj", "amod", "compound", "poss"})
TELLING = NEAR - {"nsubj", "poss"}
CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "advcl"})
CLIMB = 5  # steps up the tree in which a speech act above is looked for


def act_features(token: Word, scene: Scene) -> list[str]:
    """Names of the features that hold of a word, each once, but for those of its sentence, `Scene.bag`."""
    found: list[str] = []
    found.extend(word_features(token, scene))
    found.extend(_opinions(token, scene))
    found.extend(_above(token, scene))
    for child in token.children:
        found.extend(_below(token, child, scene))
    frame = frame_of(token)
    if frame is not None:
        found.extend(_framed(token, frame, scene))
    found.extend(_mood(token, scene))
    found.extend(_around(token, scene))
    return list(dict.fromkeys(found))


def word_features(token: Word, scene: Scene) -> Iterator[str]:
    """Those of the word by itself."""
    lemma = token.lemma
    yield f"word={lemma}"
    yield f"pos={token.pos_}"
    yield f"tag={token.tag_}"
    yield f"place={token.dep_}"
    yield f"word+place={lemma} {token.dep_}"
    types = scene.types(token)
    yield from (f"row={name}" for name in types)
    if not types:
        yield "no row"
        if token.pos_ == "VERB" and not scene.lexicon.knows_verb(lemma):
            yield "unknown verb"
    yield from (f"class={name}" for name in scene.lexicon.classes_of.get(lemma, ()))


def _opinions(token: Word, scene: Scene) -> Iterator[str]:
    """What the rules code at this word and elsewhere in the sentence."""
    here = scene.claims_at(token)
    for claim in here:
        yield f"rule={claim.type}"
        yield f"rule row={claim.rule}"
        yield f"rule stance={claim.type} {claim.stance}"
        yield f"rule ends={claim.type} {claim.actor is not None} {claim.target is not None}"
    if not here:
        yield "no rule"
    yield from (f"rule elsewhere={claim.type}" for claim in scene.claims if claim not in here)
    frame = frame_of(token)
    if frame is not None and (frame.pos, token.lemma) in scene.lexicon.rules:
        rule = best_rule(frame, scene.lexicon, scene.may_be_party)
        if rule is not None:
            yield f"fits={rule.type}"
            yield f"fits row={rule.id}"


def _above(token: Word, scene: Scene) -> Iterator[str]:
    head = token.head
    if head.i == token.i:
        yield "root"
        return
    yield f"above={token.dep_} {head.lemma}"
    yield f"above pos={token.dep_} {head.pos_}"
    yield from (f"above row={token.dep_} {name}" for name in scene.types(head))
    yield from (f"above rule={token.dep_} {claim.type}" for claim in scene.claims_at(head))
    higher = head.head
    if head.dep_ in ("prep", "agent", "conj", "pcomp") and higher.i != head.i:
        link = head.lower_ if head.dep_ == "prep" else head.dep_
        yield f"higher={link} {higher.lemma}"
        yield from (f"higher row={link} {name}" for name in scene.types(higher))
        yield from (f"higher rule={claim.type}" for claim in scene.claims_at(higher))
    up = token
    for _ in range(CLIMB):
        if up.head.i == up.i:
            return
        up = up.head
        effect = scene.lexicon.operators.get(("verb", up.lemma)) if up.pos_ in VERBAL else None
        if effect:
            yield f"under={effect}"
        yield from (f"under rule={claim.type}" for claim in scene.claims_at(up))


def _below(token: Word, child: Word, scene: Scene) -> Iterator[str]:
    lemma, dep = token.lemma, child.dep_
    yield f"has={dep}"
    if dep in MARKING:
        yield f"with={dep} {child.lower_}"
        if dep == "prt":
            yield f"word+particle={lemma} {child.lower_}"
    elif dep in NEAR:
        noun = core(child)
        name, kind = noun.lemma, scene.kind(child)
        yield f"with={dep} {name}"
        yield f"kind={dep} {kind}"
        yield f"word+kind={lemma} {dep} {kind}"
        if dep in TELLING:
            yield f"word+with={lemma} {dep} {name}"
        if child.ent_type_:
            yield f"label={dep} {child.ent_type_}"
        for group in scene.lexicon.classes_of.get(name, ()):
            yield f"with class={dep} {group}"
            yield f"word+class={lemma} {group}"
        yield from (f"with row={dep} {type_}" for type_ in scene.types(noun))
    elif dep in CLAUSAL:
        kind = clause_kind(child) if child.pos_ in VERBAL else dep
        verb = child.lemma
        yield f"clause={dep} {kind}"
        yield f"word+clause={lemma} {kind}"
        yield f"clause verb={kind} {verb}"
        yield f"word+clause verb={lemma} {verb}"
        for type_ in scene.types(child):
            yield f"clause row={kind} {type_}"
            yield f"word+clause row={lemma} {type_}"


def _framed(token: Word, frame: Frame, scene: Scene) -> Iterator[str]:
    lemma = token.lemma
    yield f"passive={frame.passive}"
    for noun in frame.subjects:
        yield f"subject={scene.kind(noun)}"
        yield f"subject word={core(noun).lemma}"
        yield f"subject label={noun.ent_type_}"
        yield f"subject political={scene.parties.political(noun)}"
    if not frame.subjects:
        yield "no subject"
    for noun in frame.objects:
        yield f"object={scene.kind(noun)}"
        yield f"word+object={lemma} {core(noun).lemma}"
    if not frame.objects:
        yield "no object"
    for name, noun in frame.preps:
        kind, word = scene.kind(noun), core(noun).lemma
        yield f"to={name}"
        yield f"word+to={lemma} {name}"
        yield f"to kind={name} {kind}"
        yield f"word+to kind={lemma} {name} {kind}"
        yield f"to word={name} {word}"
        for group in scene.lexicon.classes_of.get(word, ()):
            yield f"to class={name} {group}"
            yield f"word+to class={lemma} {name} {group}"
        for type_ in scene.types(core(noun)):
            yield f"to row={name} {type_}"
            yield f"word+to row={lemma} {name} {type_}"


def _mood(token: Word, scene: Scene) -> Iterator[str]:
    mood = modality(token, scene.lexicon)
    text = f"{mood.stance}{' not' if mood.negated else ''}{' willed' if mood.willed else ''}"
    yield f"mood={text}"
    yield from (f"row mood={name} {text}" for name in scene.types(token))


def _around(token: Word, scene: Scene) -> Iterator[str]:
    """The words beside."""
    sentence = scene.sentence
    for step in (-2, -1, 1, 2):
        place = token.i + step
        if sentence.start <= place < sentence.end:
            other = token.doc[place]
            yield f"beside={step} {other.ent_type_ or other.lemma}"
        else:
            yield f"beside={step} #"
