"""Finds acts and their ends by two linear models, which see the rules' claims as one sort of evidence.

The first model says which words carry an act and of which type, the second which nouns are its actor and target. Where
the rules coded the same type at the same word, mode, code, stance and the row's name are theirs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.extract.act_features import act_features, word_features
from kg.extract.attribution import speaker
from kg.extract.circumstances import LOCATIVE, when, where
from kg.extract.doubles import Found, distinct
from kg.extract.end_features import act_of, end_features
from kg.extract.ends import things
from kg.extract.ends_learned import ACTOR, BOTH, NOBODY, TARGET, Ends, choose_ends
from kg.extract.frames import frame_of
from kg.extract.linear import NONE, LinearModel
from kg.extract.modality import modality
from kg.extract.parties import ROLE, Parties
from kg.extract.politics import political_act
from kg.extract.rules import LONGEST_SENTENCE
from kg.extract.scene import Scene, may_be_act
from kg.extract.spans import head_of, noun_mention, sentence_mention, trigger_mention
from kg.extract.tree import Word, Words
from kg.model import Claim, Mention
from kg.vocabulary.lexicon import Lexicon

# Chance of some act from which on a word counts as one, where no row fired and where one did. Measured on sentences
# held out of training: 0.5 and 0.15 to 0.25 give the best F1 of type and ends
# together; 0.4 for the first brings one false event in six more.
LEAST, LEAST_RULED = 0.5, 0.15
REASONS = 3  # features named as the reason of a claim that no row made
HIDDEN = 0.5  # chance that an actor needs where a passive names nobody who does it
PRIVATE = 0.8  # chance that an act needs where neither end acts in politics
# On 33 pages without politics at most 2 sentences in 100 hold a political act with chance 0.7, on others 4 and more.
SURELY, PUBLIC, LONG = 0.7, 0.03, 10
SURE = 0.85  # chance that an act needs in such an article
HISTORY = re.compile(r"\b1[0-8]\d\d\b")  # a year before 1900 tells of history, not of news
GLANCE = 0.12  # chance by the word alone, of any act, below which the tree around it is not looked at
MANY = 50_000  # words whose sums are kept
FAINT = 0.05  # chance of any act below which a word says nothing of a given pair
OWN = 0.8  # chance that stands for what a row of the user's own says
UNNAMED = 0.3  # chance that stands for an end which the text does not name
MEANS = frozenset({"MOBILIZE", "AID"})  # types whose object is what is sent or given
# types that already say what "will" and "not" make of an act: "will not negotiate" is REJECT, and that is a fact
SPOKEN = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST", "ACCUSE"})


@dataclass(frozen=True, slots=True)
class Sight:
    """What was found in a sentence."""

    scene: Scene
    acts: Sequence[Found]


class LearnedExtractor:
    """Both models with what they need to look at a sentence."""

    def __init__(self, acts: LinearModel, ends: LinearModel, lexicon: Lexicon, parties: Parties) -> None:
        self._acts = acts
        self._ends = ends
        self._lexicon = lexicon
        self._parties = parties
        self._sums: dict[tuple[str, str, str, str], NDArray[np.float32]] = {}
        self._spoken = acts.against(NONE, "word=")  # words that more often carry an act than their fellows

    def claims(self, sentences: Iterable[tuple[Words, Sequence[Claim]]]) -> Iterator[Claim]:
        """Claims of the sentences of one article, given with the rules' claims, in the order of the text."""
        sights = [self.look(found, ruled) for found, ruled in sentences if len(found) <= LONGEST_SENTENCE]
        least = SURE if _private(sights) else 0.0
        for sight in sights:
            found = distinct([act for act in sight.acts if act.any_chance >= least])
            claims = [claim for act in found for claim in self._claims(act, sight.scene)]
            own = [c for c in sight.scene.claims if c.rule in self._lexicon.own and _missing(c, claims)]
            claims += [self._own(claim, sight.scene) for claim in own]
            yield from sorted(claims, key=_place)

    def look(self, sentence: Words, ruled: Sequence[Claim]) -> Sight:
        """The acts of one sentence; `ruled` are the rules' claims of it."""
        scene = Scene(sentence, ruled, self._lexicon, self._parties)
        if not any(scene.parties.rank(noun) >= ROLE for noun in scene.candidates):
            return Sight(scene, ())
        common = self._acts.sum_of(scene.bag)
        acts = (self._act(token, scene, common) for token in self._worth_a_look(scene, common))
        return Sight(scene, [act for act in acts if act is not None])

    def _worth_a_look(self, scene: Scene, common: NDArray[np.float32]) -> list[Word]:
        """The words that rows code, and those that by themselves may well be an act in such a sentence."""
        words = [token for token in scene.sentence if self._may_carry(token, scene)]
        if not words:
            return []
        chances = self._acts.chances_against(NONE, [self._alone(token, scene) + common for token in words])
        return [w for w, chance in zip(words, chances, strict=True) if chance >= GLANCE or scene.claims_at(w)]

    def _alone(self, token: Word, scene: Scene) -> NDArray[np.float32]:
        """What the features of a word by itself add up to; they repeat from text to text."""
        same = token.lemma, token.pos_, token.tag_, token.dep_
        found = self._sums.get(same)
        if found is None:
            if len(self._sums) >= MANY:
                self._sums.clear()
            found = self._sums[same] = self._acts.sum_of(word_features(token, scene))
        return found

    def between(self, sentence: Words, ruled: Sequence[Claim], ends: Sequence[Words | None]) -> dict[str, float]:
        """For each type the chance that some word of the sentence carries it from the first party to the second."""
        scene = Scene(sentence, ruled, self._lexicon, self._parties)
        heads = [head_of(span) if span is not None else None for span in ends]
        scene.add_candidates([head for head in heads if head is not None])
        common = self._acts.sum_of(scene.bag)
        best = dict.fromkeys((name for name in self._acts.classes if name != NONE), 0.0)
        for token in sentence:
            if not self._may_carry(token, scene):
                continue
            chances = self._acts.probabilities(act_features(token, scene), common)
            if 1 - chances[NONE] < FAINT:
                continue
            type_ = max(best, key=lambda name: chances[name])
            act = act_of(token, type_, scene)
            share = 1.0
            for head, label in zip(heads, (ACTOR, TARGET), strict=True):
                if head is None:
                    share *= UNNAMED
                else:
                    found = self._ends.probabilities(end_features(act, head, scene))
                    share *= found[label] + found[BOTH]
            best = {name: max(before, chances[name] * share) for name, before in best.items()}
        return best

    def _may_carry(self, token: Word, scene: Scene) -> bool:
        """Spares the look at words of no row that training has not heard as an act, but for verbs it does not know."""
        lemma = token.lemma
        if not may_be_act(token) or lemma in self._acts.quiet:
            return False
        new = token.pos_ == "VERB" and f"word={lemma}" not in self._acts.index
        return new or lemma in self._spoken or bool(scene.types(token))

    def _act(self, token: Word, scene: Scene, common: NDArray[np.float32]) -> Found | None:
        features = act_features(token, scene)
        chances = self._acts.probabilities(features, common)
        any_chance = 1 - chances[NONE]
        type_ = max((name for name in chances if name != NONE), key=lambda name: chances[name])
        ruled = any(claim.type == type_ for claim in scene.claims_at(token))
        if any_chance < (LEAST_RULED if ruled else LEAST):
            return None
        ends = self.ends(token, type_, scene)
        political = political_act(type_, ends.actors, ends.targets, self._parties, type_ == "PROTEST")
        if not (ends.actors or ends.targets) or not (political or any_chance >= PRIVATE):
            return None
        return Found(token, type_, chances[type_], any_chance, ends, political, features)

    def ends(self, token: Word, type_: str, scene: Scene) -> Ends:
        """Who does it to whom."""
        act = act_of(token, type_, scene)
        chances = [self._ends.probabilities(end_features(act, noun, scene)) for noun in scene.candidates]
        frame = frame_of(token)
        hidden = frame is not None and frame.passive and not frame.subjects
        ends = choose_ends(scene.candidates, chances, HIDDEN if hidden else NOBODY)
        thing = _thing(token, type_, scene) if ends.actors and not ends.targets else None
        return ends if thing is None else replace(ends, targets=(thing,))

    def _claims(self, act: Found, scene: Scene) -> Iterator[Claim]:
        token, sentence = act.token, scene.sentence
        day = when(token, sentence)
        if day is not None and HISTORY.search(day.text):
            return
        ruled = next((claim for claim in scene.claims_at(token) if claim.type == act.type), None)
        said = speaker(token, self._lexicon)
        taken = {t.i for t in (*act.ends.actors, *act.ends.targets)}
        base = Claim(
            type=act.type,
            trigger=trigger_mention(token, [c for c in token.children if c.dep_ == "prt"]),
            sentence=sentence_mention(sentence),
            when=day,
            where=where(token, taken),
            stance=self._stance(act),
            extractor="learned",
            rule="" if ruled is not None else self._reasons(act),
            confidence=round(act.chance * act.ends.chance, 3),
        )
        if ruled is not None:
            base = replace(ruled, when=base.when, where=base.where, confidence=base.confidence)
        mutual = act.ends.mutual or (ruled is not None and ruled.reciprocal)
        for actor, target, both in _pairs(act.ends, mutual):
            yield replace(
                base,
                actor=noun_mention(actor) if actor is not None else None,
                target=noun_mention(target) if target is not None else None,
                topic=_topic(token, target),
                said_by=_said_by(said, actor),
                reciprocal=both,
            )

    def _own(self, claim: Claim, scene: Scene) -> Claim:
        """What a row of the user's own says, which is taken at its word."""
        token = scene.span(claim.trigger).root
        actor, target = scene.root_of(claim.actor), scene.root_of(claim.target)
        said = speaker(token, self._lexicon)
        return replace(
            claim,
            when=when(token, scene.sentence),
            where=where(token, {end.i for end in (actor, target) if end is not None}),
            topic=_topic(token, target),
            said_by=_said_by(said, actor),
            confidence=OWN,
        )

    def _reasons(self, act: Found) -> str:
        """The features that spoke most for an act which no row made."""
        strongest = self._acts.strongest(act.features, act.type, REASONS)
        return f"acts.npz:{', '.join(name for name, _ in strongest)}"

    def _stance(self, act: Found) -> str:
        mood = modality(act.token, self._lexicon)
        if act.type in SPOKEN and (mood.negated or mood.willed):
            return "factual"
        return "negated" if mood.negated else mood.stance


def _private(sights: Sequence[Sight]) -> bool:
    """An article of some length in which hardly any sentence surely tells of a political act: sport, business."""
    telling = sum(any(act.chance >= SURELY and act.political for act in sight.acts) for sight in sights)
    return len(sights) >= LONG and telling < PUBLIC * len(sights)


def _thing(token: Word, type_: str, scene: Scene) -> Word | None:
    """The object of a verb where no party is acted upon: "attacked the convoy"; None for the act's own words."""
    frame = frame_of(token)
    if frame is None or frame.pos != "verb" or type_ in MEANS:
        return None
    return next((noun for noun in things(frame) if type_ not in scene.types(noun)), None)


def _missing(own: Claim, claims: Sequence[Claim]) -> bool:
    """A row of the user's own always counts; the models may only name its ends better."""
    return not any(c.rule == own.rule and c.trigger == own.trigger for c in claims)


def _pairs(ends: Ends, mutual: bool) -> Iterator[tuple[Word | None, Word | None, bool]]:
    """Who and whom, and whether both do it to each other."""
    for actor in ends.actors or (None,):
        for target in ends.targets or (None,):
            both = mutual and actor is not None and target is not None and not _set_in(target)
            yield actor, target, both
            if both:
                yield target, actor, both


def _set_in(noun: Word) -> bool:
    """A place where something happens, and no partner: "held talks in Geneva and Vienna"."""
    while noun.dep_ == "conj":
        noun = noun.head
    return noun.dep_ == "pobj" and noun.head.lower_ in LOCATIVE


def _topic(token: Word, target: Word | None) -> Mention | None:
    """What the act is about: the object of a verb that is not the target itself."""
    frame = frame_of(token)
    if frame is None or frame.pos != "verb":
        return None
    return next((noun_mention(obj) for obj in frame.objects if obj is not target), None)


def _said_by(said: Word | None, actor: Word | None) -> Mention | None:
    """The speaker, where it is not who acts."""
    return noun_mention(said) if said is not None and (actor is None or said.i != actor.i) else None


def _place(claim: Claim) -> tuple[int, int, int]:
    return (
        claim.trigger.start,
        claim.actor.start if claim.actor else -1,
        claim.target.start if claim.target else -1,
    )
