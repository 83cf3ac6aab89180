"""Codes clauses by the rules of the lexicon: finds the words of action of a sentence and turns each into claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract.attribution import speaker
from kg.extract.ends import actors_of_noun, actors_of_verb, targets_of, thing_acted_upon
from kg.extract.frames import Frame, frame_of, noun_frame, part_of_speech
from kg.extract.grammar import members
from kg.extract.lemmas import mended
from kg.extract.match import best_rule, fills_words
from kg.extract.modality import Modality, modality
from kg.extract.parties import OWNED, PRONOUN, ROLE, Parties
from kg.extract.politics import COOPERATIVE, political_act
from kg.extract.spans import noun_mention, sentence_mention, trigger_mention
from kg.extract.tree import Word, Words
from kg.model import Article, Claim, Mention
from kg.vocabulary.lexicon import NOTHING, PERFORM, UNDERGO, Lexicon, Rule

PROMISED = frozenset({"AID", "COOPERATE", "CONCEDE", "RETREAT"})
MENACED = frozenset({"ASSAULT", "SANCTION", "COERCE", "PROTEST"})
REFUSAL_MODES = {"CONSULT": "meet", "CONCEDE": "yield", "RETREAT": "yield", "AID": "assist", "COOPERATE": "assist"}
MENACE_MODES = {"ASSAULT": "violence", "COERCE": "restrict", "PROTEST": "restrict", "SANCTION": "relations"}
# words; the longest sentences of newspapers have some 120, and the work grows with the square
LONGEST_SENTENCE = 400
# types whose embedded clauses and nouns are their content, not further events
SPEECH = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE", "SUPPORT", "RETREAT", "SANCTION"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired: with the frame that names the parties, and the noun that carries the act, if any."""

    rule: Rule
    frame: Frame
    carrier: Frame | None = None  # the light verb or the undergoing verb above a noun


class RuleExtractor:
    """Codes clauses by lexicon and grammar alone: type, ends and stance; when, where and who says so it leaves open."""

    def __init__(self, lexicon: Lexicon, parties: Parties) -> None:
        self._lexicon = lexicon
        self._parties = parties

    def extract(self, batch: Iterable[tuple[Article, Doc]]) -> Iterator[Claim]:
        """Claims in the order of the batch, then of the text."""
        for article, doc in batch:
            yield from self.claims(article, doc)

    def claims(self, article: Article, doc: Doc) -> list[Claim]:
        """Claims of one article in the order of the text."""
        sentences = mended(doc, self._lexicon).sents
        return [claim for sentence in sentences for claim in self.sentence_claims(sentence)]

    def sentence_claims(self, sentence: Words) -> list[Claim]:
        """Claims of one sentence in its order; none of one that is too long to be a sentence."""
        if len(sentence) > LONGEST_SENTENCE:
            return []
        found = [claim for hit in self.hits(sentence) for claim in self._claims(hit, sentence)]
        found.sort(
            key=lambda c: (c.trigger.start, c.actor.start if c.actor else -1, c.target.start if c.target else -1)
        )
        once: dict[tuple[object, ...], Claim] = {}
        for claim in found:  # two rows may say the same
            once.setdefault((claim.type, claim.trigger.start, claim.actor, claim.target), claim)
        return list(once.values())

    def hits(self, sentence: Words) -> list[Hit]:
        """Rules that fire in a sentence, governing words first; what a speech act contains does not fire."""
        hits: list[Hit] = []
        consumed: set[int] = set()
        for token in sorted((t for t in sentence if self._begins_row(t)), key=_depth):
            if token.i in consumed:
                continue
            hit = self._hit(token, consumed)
            if hit is not None:
                hits.append(hit)
        return hits

    def fitting(self, doc: Doc) -> Iterator[Rule]:
        """The rule that fits each word best, in the order of the text, whether or not an event comes of it."""
        for token in mended(doc, self._lexicon):
            frame = self._frame(token)
            rule = best_rule(frame, self._lexicon, self._may_be_party) if frame is not None else None
            if rule is not None:
                yield rule

    def _frame(self, token: Word) -> Frame | None:
        """What stands around a word that rows of the lexicon begin with."""
        return frame_of(token) if self._begins_row(token) else None

    def _begins_row(self, token: Word) -> bool:
        return (part_of_speech(token), token.lemma) in self._lexicon.rules

    def _hit(self, token: Word, consumed: set[int]) -> Hit | None:
        frame = self._frame(token)
        rule = best_rule(frame, self._lexicon, self._may_be_party) if frame is not None else None
        if frame is None or rule is None:
            return None
        if rule.type == NOTHING:
            consumed.update(t.i for o in frame.objects for t in members(o))
            return None
        if rule.type in (PERFORM, UNDERGO):
            return self._carried(rule, frame, consumed)
        consumed.update(_content(rule, frame))
        return Hit(rule, frame)

    def _carried(self, light: Rule, frame: Frame, consumed: set[int]) -> Hit | None:
        """The event noun under a light verb: "carried out an attack", "came under attack"."""
        nouns = [*frame.objects, *(o for name, o in frame.preps if name in light.prepositions)]
        for noun in (m for n in nouns for m in members(n)):
            inner = noun_frame(noun)
            # the parser may hang "against Iran" on the verb
            wider = replace(inner, preps=(*inner.preps, *(p for p in frame.preps if p not in inner.preps)))
            rule = best_rule(wider, self._lexicon, self._may_be_party)
            if rule is not None and rule.type not in (NOTHING, PERFORM, UNDERGO):
                consumed.add(noun.i)
                consumed.update(_content(rule, inner))
                verb = replace(frame, preps=(*frame.preps, *inner.preps), clauses=(*frame.clauses, *inner.clauses))
                swap = light.type == UNDERGO
                return Hit(replace(rule, actor="by" if swap else rule.actor, id=f"{rule.id}+{light.id}"), inner, verb)
        return None

    def _may_be_party(self, token: Word) -> bool:
        return self._parties.rank(token) >= OWNED

    # -- from a hit to claims ------------------------------------------------------------------------------------

    def _claims(self, hit: Hit, sentence: Words) -> Iterator[Claim]:
        head = hit.frame.head
        mood = modality((hit.carrier or hit.frame).head, self._lexicon)
        if hit.carrier is not None and any(c.dep_ == "det" and c.lower_ == "no" for c in head.children):
            mood = replace(mood, negated=not mood.negated)
        actors, targets = self._ends(hit)
        if actors and not targets:
            thing = thing_acted_upon(hit.frame, hit.rule, self._lexicon)
            targets = [thing] if thing is not None else []
        if not actors and not targets:
            return
        if not self._enough(hit, actors, targets) or not self._political(hit, actors, targets):
            return
        if mood.negated and not actors:
            return
        decided = _decide(hit.rule, mood, bool(actors))
        if decided is None:
            return
        type_, mode, stance = decided
        said = speaker((hit.carrier or hit.frame).head, self._lexicon)
        actors = [_spoken_of(actor, said, self._parties) for actor in actors]
        mutual = _mutual(hit, actors, targets)
        for actor, target in _pairs(actors, targets, mutual):
            yield Claim(
                type=type_,
                trigger=self._trigger(hit),
                sentence=sentence_mention(sentence),
                actor=noun_mention(actor) if actor is not None else None,
                target=noun_mention(target) if target is not None else None,
                mode=mode,
                contexts=hit.rule.contexts,
                cameo=hit.rule.cameo if type_ == hit.rule.type else "",
                stance=stance,
                reciprocal=mutual and actor is not None and target is not None,
                rule=hit.rule.id,
            )

    def _ends(self, hit: Hit) -> tuple[list[Word], list[Word]]:
        rule, frame, parties = hit.rule, hit.frame, self._parties
        if hit.carrier is not None:
            carrier = hit.carrier
            if rule.actor == "by":  # the subject of the carrier suffers
                sufferers = actors_of_verb(carrier, parties)
                doers = [
                    o
                    for name, o in (*frame.preps, *carrier.preps)
                    if name in ("by", "from") and parties.rank(o) >= PRONOUN
                ]
                return doers[:1] or actors_of_noun(frame, rule, parties), sufferers
            actors = actors_of_verb(carrier, parties) or actors_of_noun(frame, rule, parties)
            if rule.reciprocal and len(actors) > 1 and not any(n == "with" for n, _ in (*frame.preps, *carrier.preps)):
                return actors, []
            targets = targets_of(replace(frame, preps=(*frame.preps, *carrier.preps)), rule, actors, parties)
            if not targets:
                targets = targets_of(replace(carrier, objects=()), rule, actors, parties)
            return actors, targets
        if frame.pos == "noun":
            actors = actors_of_noun(frame, rule, parties)
            return actors, targets_of(frame, rule, actors, parties)
        actors = actors_of_verb(frame, parties)
        if rule.reciprocal and len(actors) > 1 and not any(n in ("with", "between") for n, _ in frame.preps):
            return actors, []
        if rule.actor == "object":
            actors = [t for o in frame.objects for t in parties.named_members(o) if parties.rank(o) >= PRONOUN]
        return actors, targets_of(frame, rule, actors, parties)

    def _enough(self, hit: Hit, actors: list[Word], targets: list[Word]) -> bool:
        """Nouns want both ends, but of a protest only who protests; verbs an actor, or a passive with a target."""
        if hit.carrier is not None:
            return bool(actors) or bool(targets)
        if hit.frame.pos == "noun":
            mutual = bool(hit.rule.reciprocal) and len(actors) > 1
            return bool(actors) and (bool(targets) or mutual or hit.rule.type == "PROTEST")
        if hit.frame.passive:
            return bool(targets) or bool(actors)
        if not actors:
            return bool(targets) and hit.rule.type == "ASSAULT" and self._weapon_acts(hit.frame)
        return bool(targets) or hit.rule.type not in ("ASSAULT", "COERCE", "SANCTION", "AID")

    def _political(self, hit: Hit, actors: list[Word], targets: list[Word]) -> bool:
        wide = hit.rule.type == "PROTEST" or self._about_protest(hit.frame)
        return political_act(hit.rule.type, actors, targets, self._parties, wide)

    def _about_protest(self, frame: Frame) -> bool:
        """ "ended the strike": people act in politics by protesting."""
        nouns = self._lexicon.event_nouns
        return any("PROTEST" in nouns.get(o.lemma, frozenset()) for o in frame.objects)

    def _weapon_acts(self, frame: Frame) -> bool:
        """ "A car bomb killed …", "the attack wounded …": an attack by nobody named."""
        weapons = self._lexicon.classes.get("weapon", frozenset())
        return any(
            s.lemma in weapons or "ASSAULT" in self._lexicon.event_nouns.get(s.lemma, frozenset())
            for s in frame.subjects
        )

    def _trigger(self, hit: Hit) -> Mention:
        if hit.carrier is not None:
            return trigger_mention(hit.carrier.head, [hit.frame.head])
        frame, rule = hit.frame, hit.rule
        extra = [c for c in frame.head.children if c.dep_ == "prt"]
        if rule.object is not None and rule.object.words and frame.pos == "verb":
            extra += [o for o in frame.objects if o.lemma in rule.object.words]
        if frame.pos == "verb" and not extra:
            # "went on strike"
            extra += [o for name, o in frame.preps if (slot := rule.prepositions.get(name)) and fills_words(slot, o)]
        return trigger_mention(frame.head, extra)


def _spoken_of(actor: Word, said: Word | None, parties: Parties) -> Word:
    """ "Russia said it had expelled …": it is Russia, the speaker of that very clause."""
    if said is None or actor.lower_ not in ("it", "they", "he", "she") or said.i > actor.i or actor.dep_ != "nsubj":
        return actor
    reported = any(up.i == said.head.i for up in actor.head.ancestors)
    return said if reported and parties.rank(said) >= ROLE else actor


def _depth(token: Word) -> tuple[int, int]:
    depth = 0
    while token.head.i != token.i:
        token, depth = token.head, depth + 1
    return depth, token.i


def _content(rule: Rule, frame: Frame) -> set[int]:
    """Tokens that a speech act holds as its content: embedded verbs and the nouns it is about."""
    content: set[int] = set()
    nouns = [m for o in frame.objects for m in members(o)] if frame.pos == "verb" else []
    nouns += [m for name, o in frame.preps if name in rule.prepositions for m in members(o)]
    content.update(n.i for n in nouns)
    if rule.type in SPEECH:
        for noun in nouns:
            content.update(t.i for t in noun.subtree if t.pos_ in ("NOUN", "VERB", "PROPN"))
        for _, clause in frame.clauses:
            content.update(t.i for t in clause.subtree if t.pos_ in ("VERB", "NOUN", "ADJ", "AUX"))
    return content


def _decide(rule: Rule, mood: Modality, acts: bool) -> tuple[str, str, str] | None:
    """Type, mode and stance after negation and intention: "will not negotiate" is REJECT, "will sanction" THREATEN."""
    if mood.negated:
        if rule.type in COOPERATIVE and (mood.stance == "future" or rule.type in ("AGREE", "SUPPORT")):
            return "REJECT", REFUSAL_MODES.get(rule.type, ""), "factual"
        return rule.type, rule.mode, "negated"
    if acts and mood.willed and mood.stance == "future":
        if rule.type in PROMISED:
            return "AGREE", "", "factual"
        if rule.type in MENACED:
            return "THREATEN", MENACE_MODES.get(rule.type, ""), "factual"
    return rule.type, rule.mode, mood.stance


def _mutual(hit: Hit, actors: list[Word], targets: list[Word]) -> bool:
    """Both did it to each other: always for some rules, for others if actors are coordinated or "with" is said."""
    rule = hit.rule
    if rule.reciprocal != "plural":
        return rule.reciprocal == "yes"
    frames = [f for f in (hit.frame, hit.carrier) if f is not None]
    partners = {o.i for f in frames for name, o in f.preps if name in ("with", "between")}
    return (len(actors) > 1 and not targets) or any(t.i in partners for t in targets)


def _pairs(actors: list[Word], targets: list[Word], reciprocal: bool) -> list[tuple[Word | None, Word | None]]:
    if reciprocal:
        ends = actors + [t for t in targets if t.i not in {a.i for a in actors}]
        if targets and actors:
            one = [(a, t) for a in actors for t in targets]
        else:
            one = [(a, b) for n, a in enumerate(ends) for b in ends[n + 1 :]]
        if one:
            return [pair for a, b in one for pair in ((a, b), (b, a))]
    left: list[Word | None] = list(actors) or [None]
    right: list[Word | None] = list(targets) or [None]
    return [(a, t) for a in left for t in right]
