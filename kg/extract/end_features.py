"""What tells whether a noun is the actor or the target of an act: way in the tree, grammar, kind of noun, rivals."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.frames import frame_of
from kg.extract.grammar import VERBAL, core
from kg.extract.parties import ROLE
from kg.extract.scene import Scene, roles_around
from kg.extract.tree import Word

MAX_WAY = 7  # steps from the act up, or from the noun up, until both ways meet
FAR = 6  # steps in all from which on only "far" is said
MOST = 4  # counts above are one
NEST = 3  # steps up in which a noun that holds another is looked for
CLIMB = 6
OWN = frozenset({"its", "their", "his", "her"})


@dataclass(frozen=True, slots=True)
class Act:
    """A word taken for an act of a type, with the roles that grammar gives the nouns around it."""

    token: Word
    type: str
    voice: str
    roles: Mapping[int, Collection[str]]
    filled: Collection[str]  # roles that some noun has
    known: Collection[str]  # roles that some party has


def act_of(token: Word, type_: str, scene: Scene) -> Act:
    """The act with what all nouns beside it have in common."""
    roles = roles_around(token, scene)
    filled = frozenset(role for some in roles.values() for role in some)
    parties = [noun for noun in scene.candidates if scene.parties.rank(noun) >= ROLE]
    known = frozenset(role for noun in parties for role in roles.get(noun.i, ()))
    return Act(token, type_, voice_of(token, scene), roles, filled, known)


def voice_of(token: Word, scene: Scene) -> str:
    """`passive`, `active` for other verbs, else the part of speech."""
    frame = frame_of(token)
    if frame is not None and frame.passive:
        return "passive"
    return "active" if token.pos_ == "VERB" else token.pos_


def end_features(act: Act, noun: Word, scene: Scene) -> list[str]:
    """Names of the features that hold of a noun beside an act, each once."""
    found: list[str] = []
    found.extend(_way_features(act, noun, scene))
    found.extend(_role_features(act, noun, scene))
    found.extend(_noun_features(act, noun, scene))
    found.extend(_order_features(act, noun, scene))
    found.extend(_opinions(act, noun, scene))
    found.extend(_rivals(act, noun, scene))
    found.extend(_governor_features(act, noun, scene))
    return list(dict.fromkeys(found))


def _step(token: Word, direction: str) -> str:
    word = f":{token.lower_}" if token.dep_ in ("prep", "agent") else ""
    return f"{direction}{token.dep_}{word}"


def _way(act: Word, noun: Word) -> tuple[list[str], Word | None]:
    """Labels from the act up to where both meet and down to the noun, and the word where they meet."""
    up = [act]
    while up[-1].head.i != up[-1].i and len(up) < MAX_WAY:
        up.append(up[-1].head)
    places = {token.i: place for place, token in enumerate(up)}
    down: list[Word] = []
    token = noun
    while token.i not in places:
        down.append(token)
        if token.head.i == token.i or len(down) > MAX_WAY:
            return ["?"], None
        token = token.head
    steps = [_step(t, "^") for t in up[: places[token.i]]] + [_step(t, "") for t in reversed(down)]
    return (steps if len(steps) <= FAR else ["far"]), token


def _way_features(act: Act, noun: Word, scene: Scene) -> Iterator[str]:
    steps, top = _way(act.token, noun)
    lemma, kind = act.token.lemma, scene.kind(noun)
    if top is not None:
        yield f"meet={top.pos_}"
    way = ">".join(steps)
    yield f"length={len(steps)}"
    yield f"way={way} {act.voice}"
    yield f"way+type={way} {act.voice} {act.type}"
    yield f"way+word={way} {lemma}"
    yield f"way+kind={way} {act.voice} {kind}"
    if steps:
        yield f"last={steps[-1]}"
        yield f"last two={'>'.join(steps[-2:])}"
        yield f"last+kind={steps[-1]} {kind}"
        yield f"last+type={steps[-1]} {act.type}"
        yield f"first={steps[0]} {act.voice}"


def _role_features(act: Act, noun: Word, scene: Scene) -> Iterator[str]:
    lemma, kind = act.token.lemma, scene.kind(noun)
    for role in sorted(act.roles.get(noun.i, ())) or ("none",):
        yield f"role={role} {act.voice}"
        yield f"role+type={role} {act.voice} {act.type}"
        yield f"role+word={role} {lemma}"
        yield f"role+kind={role} {act.voice} {kind}"
        yield f"role+kind+type={role} {act.voice} {kind} {act.type}"


def _noun_features(act: Act, noun: Word, scene: Scene) -> Iterator[str]:
    kind, word = scene.kind(noun), core(noun).lemma
    yield f"kind={kind}"
    yield f"kind+type={kind} {act.type}"
    yield f"noun={word}"
    yield f"label={noun.ent_type_}"
    yield f"label+type={noun.ent_type_} {act.type}"
    yield f"place={noun.dep_}"
    yield f"pos={noun.pos_}"
    yield f"political={scene.parties.political(noun)}"
    yield from (f"class={name}" for name in scene.lexicon.classes_of.get(word, ()))
    for child in noun.children:
        if child.dep_ in ("poss", "det"):
            yield f"before={'NAME' if child.pos_ == 'PROPN' else child.lower_}"
            if child.dep_ == "poss":
                yield f"own={child.lower_ in OWN}"
    if noun.i == act.token.i:
        yield "the act itself"


def _order_features(act: Act, noun: Word, scene: Scene) -> Iterator[str]:
    side = "left" if noun.i < act.token.i else "right"
    first, last = sorted((noun.i, act.token.i))
    between = min(max(bisect_left(scene.order, last) - bisect_right(scene.order, first), 0), MOST)
    yield f"side={side} {act.voice}"
    yield f"near={side} {between}"
    yield f"near+type={side} {between} {act.type} {act.voice}"
    number = bisect_left(scene.order, noun.i)
    yield f"number={min(number, 3)} {side}"
    yield f"of={min(len(scene.candidates), FAR)}"
    yield f"of+kind={min(len(scene.candidates), MOST)} {scene.kind(noun)} {side}"


def _opinions(act: Act, noun: Word, scene: Scene) -> Iterator[str]:
    """Whether the rules took the noun for an end, of this act or another."""
    here = scene.claims_at(act.token)
    taken = False
    for claim in here:
        for end, mention in (("actor", claim.actor), ("target", claim.target)):
            if mention is not None and scene.root_of(mention) in (noun, core(noun)):
                taken = True
                yield f"rule={end}"
                yield f"rule+type={end} {claim.type} {claim.type == act.type}"
                yield f"rule+kind={end} {scene.kind(noun)}"
                yield f"rule row={end} {claim.rule}"
    if here:
        if not taken:
            yield "rule=neither"
        has = ("actor " if any(c.actor for c in here) else "") + ("target" if any(c.target for c in here) else "")
        yield f"rule has={has} {taken}"
    else:
        yield "no rule"
        yield f"no rule+role={min(act.roles.get(noun.i, ('none',)))} {act.voice}"
    for claim in scene.claims:
        if claim in here:
            continue
        for end, mention in (("actor", claim.actor), ("target", claim.target)):
            if mention is not None and scene.root_of(mention) is noun:
                yield f"rule elsewhere={end}"
                yield f"rule elsewhere+type={end} {claim.type} {act.type}"


def _rivals(act: Act, noun: Word, scene: Scene) -> Iterator[str]:
    """Which roles other nouns have that this one has not, and which noun holds it."""
    mine = {role.split(":")[0] for role in act.roles.get(noun.i, ())}
    own = min(mine, default="none")
    others = {role.split(":")[0] for role in act.filled}
    for role in sorted(others - mine):
        yield f"rival={role}"
        yield f"rival+role={role} {own} {act.voice}"
    known = {role.split(":")[0] for role in act.known if role not in act.roles.get(noun.i, ())}
    yield from (f"known rival={role} {own} {act.voice}" for role in sorted(known))
    above = {up.i: up for up, _ in zip(noun.ancestors, range(NEST), strict=False)}
    holder = next((above[i] for i in sorted(above) if scene.is_candidate(i)), None)
    if holder is not None:
        kind = scene.kind(holder)
        yield f"inside={noun.dep_} {kind} {scene.kind(noun)}"
        yield f"inside+type={noun.dep_} {kind} {act.type}"
        yield f"inside word={core(holder).lemma}"
    if noun.i in scene.heads:
        yield "holds another"


def _governor_features(act: Act, noun: Word, scene: Scene) -> Iterator[str]:
    head, kind = noun.head, scene.kind(noun)
    yield f"above={noun.dep_} {head.lemma}"
    if noun.dep_ == "pobj":
        yield f"after={head.lower_} {head.head.lemma}"
        yield f"after+type={head.lower_} {act.type}"
        yield f"after+type+kind={head.lower_} {act.type} {kind}"
    up = noun
    for _ in range(CLIMB):
        if up.head.i == up.i:
            return
        up = up.head
        if up.i == act.token.i:
            yield "under the act"
            return
        if up.pos_ in VERBAL:
            yield from (f"verb row={name} {act.type}" for name in scene.types(up))
            if scene.lexicon.operators.get(("verb", up.lemma)) == "say":
                yield f"says={noun.dep_} {kind}"
            return
