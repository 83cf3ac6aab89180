"""Acts and ends found by the learned coder, on sentences of our own."""

from pathlib import Path

import numpy as np
import pytest

from kg.extract.corpus import read_corpus
from kg.extract.ends_learned import ACTOR, BOTH, TARGET, choose_ends
from kg.extract.learned import OWN, LearnedExtractor
from kg.extract.lemmas import mended
from kg.extract.linear import NONE, LinearModel
from kg.extract.load import load_parties
from kg.extract.rules import RuleExtractor
from kg.extract.training import train
from kg.extract.tree import Tree
from kg.model import Article, Claim
from kg.pipeline import Options, Pipeline
from kg.vocabulary.lexicon import load_lexicon

Told = list[tuple[str, str | None, str | None]]


def claims(text: str, pipeline: Pipeline) -> list[Claim]:
    article = Article("a", text)
    return pipeline.extractor.claims(article, pipeline.parser.one(text))


def told(text: str, pipeline: Pipeline) -> Told:
    """Type, actor and target of each claim."""
    return [
        (c.type, c.actor.text if c.actor else None, c.target.text if c.target else None) for c in claims(text, pipeline)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway, Chile and Ghana welcomed the truce.", {"Norway", "Chile", "Ghana"}),
        ("Kenya and Uganda condemned the raid on the camp.", {"Kenya", "Uganda"}),
    ],
)
def test_all_who_do_it_together_are_actors_and_none_is_the_target(
    text: str, expected: set[str], pipeline: Pipeline
) -> None:
    found = told(text, pipeline)
    assert {actor for _, actor, _ in found} == expected
    assert not expected & {target for _, _, target in found}


def test_the_place_of_talks_is_no_partner_in_them(pipeline: Pipeline) -> None:
    found = claims("The Chadian envoy held talks in Geneva and Vienna with the rebels.", pipeline)
    assert not {c.actor.text for c in found if c.actor} & {"Geneva", "Vienna"}
    assert all(c.reciprocal for c in found)


@pytest.mark.parametrize(
    ("headline", "target"),
    [("Chadian envoy expelled from Niger", "Chadian envoy"), ("Ghana army accused of looting", "Ghana army")],
)
def test_a_headline_leaves_was_out(headline: str, target: str, pipeline: Pipeline) -> None:
    assert {whom for _, _, whom in told(headline, pipeline)} == {target}


def test_what_a_headline_says_is_to_be_done_is_to_come(pipeline: Pipeline) -> None:
    assert {c.stance for c in claims("Peru to resume talks with Chilean envoys", pipeline)} == {"future"}
    assert {c.stance for c in claims("Peru resumes talks with Chilean envoys", pipeline)} == {"factual"}


def test_a_trigger_holds_the_noun_that_a_row_asks_for(pipeline: Pipeline) -> None:
    (found,) = claims("Ghanaian teachers went on strike.", pipeline)
    assert found.trigger.text == "went on strike"


def test_what_a_speaker_reports_is_not_what_he_asks_for(pipeline: Pipeline) -> None:
    assert "REQUEST" not in {kind for kind, _, _ in told("Lima suggested that Chile had lost the war.", pipeline)}
    assert "REQUEST" in {kind for kind, _, _ in told("Lima suggested that Chile should leave the port.", pipeline)}


def test_a_word_without_a_row_can_carry_an_act(pipeline: Pipeline) -> None:
    found = claims("Police in Dakar teargassed opposition supporters outside the court on Friday.", pipeline)
    assert [(c.type, c.extractor) for c in found] in (
        [("COERCE", "learned")],
        [("ASSAULT", "learned")],
        [("COERCE", "rules")],
    )


def test_reasons_are_named_where_no_row_decides(pipeline: Pipeline) -> None:
    texts = (block.text for block in read_corpus(Path("schemas/training")))
    found = [c for text, _ in zip(texts, range(60), strict=False) for c in claims(text, pipeline)]
    learned = [c for c in found if c.extractor == "learned"]
    assert learned
    assert all(c.rule.startswith("acts.npz:") and "=" in c.rule for c in learned)


def test_who_suffers_without_a_named_doer_has_no_invented_one(pipeline: Pipeline) -> None:
    assert told("Two opposition leaders were arrested in Lagos on Friday.", pipeline) == [
        ("COERCE", None, "Two opposition leaders")
    ]


def test_the_other_direction_of_a_meeting_is_told_too(pipeline: Pipeline) -> None:
    found = told("The presidents of Peru and Ecuador met in Quito.", pipeline) + told(
        "Jordan met with Egypt.", pipeline
    )
    assert ("CONSULT", "Jordan", "Egypt") in found
    assert ("CONSULT", "Egypt", "Jordan") in found


def test_centuries_ago_is_no_news(pipeline: Pipeline) -> None:
    assert told("The Ottoman army besieged Vienna in 1683.", pipeline) == []


def test_a_long_article_without_politics_keeps_to_what_is_sure(pipeline: Pipeline) -> None:
    advice = "The recipe asks for two eggs and a little flour. Let the dough rest for an hour before you bake it. "
    text = advice * 8 + "The company promised customers in Germany a refund."
    assert told(text, pipeline) == []


OWN_ROW = """word,pos,object,preposition,complement,type,mode,contexts,cameo,actor,target,reciprocal,example,note
gazump,verb,@party,,,SANCTION,,,,,,,Norway gazumped Chile.,
"""


def test_a_row_of_the_users_own_always_counts(tmp_path: Path) -> None:
    (tmp_path / "actions.csv").write_text(OWN_ROW, encoding="utf-8")
    own = Pipeline(Options(lexicons=(tmp_path,)))
    assert told("Norway gazumped Chile.", own) == [("SANCTION", "Norway", "Chile")]


def test_what_only_a_row_of_the_users_own_says_has_day_place_and_speaker(tmp_path: Path, pipeline: Pipeline) -> None:
    (tmp_path / "actions.csv").write_text(OWN_ROW, encoding="utf-8")
    lexicon = load_lexicon([tmp_path])
    parties = load_parties(pipeline.tables, lexicon)
    silent = LinearModel((NONE, "SANCTION"), {}, np.zeros((0, 2), np.float32), np.array([9, 0], np.float32))
    doc = pipeline.parser.one("Norway gazumped Chile in Oslo on Monday, the Danish foreign ministry said.")
    (sentence,) = mended(doc, lexicon).sents
    ruled = RuleExtractor(lexicon, parties).sentence_claims(sentence)
    (claim,) = LearnedExtractor(silent, silent, lexicon, parties).claims([(sentence, ruled)])
    named = [m.text if m else "" for m in (claim.actor, claim.target, claim.when, claim.where, claim.said_by)]
    assert named == ["Norway", "Chile", "Monday", "Oslo", "the Danish foreign ministry"]
    assert (claim.rule, claim.confidence) == ("actions.csv:gazump/@party", OWN)


def test_no_phrase_is_both_ends(pipeline: Pipeline) -> None:
    tree = Tree(pipeline.parser.one("Mali praised Niger."))
    sure = {ACTOR: 0.5, TARGET: 0.5, BOTH: 0.0, NONE: 0.0}
    ends = choose_ends([tree[0], tree[2]], [sure, sure])
    assert {t.text for t in (*ends.actors, *ends.targets)} == {"Mali", "Niger"}
    assert not ends.mutual


def test_the_same_sentences_give_the_same_weights() -> None:
    pytest.importorskip("sklearn")
    pairs = [(["word=meet", "pos=VERB"], "CONSULT"), (["word=hit", "pos=VERB"], "ASSAULT"), (["word=sit"], NONE)] * 5
    one, other = train(pairs, 1.0), train(pairs, 1.0)
    assert isinstance(one, LinearModel)
    assert one.index == other.index
    assert (one.weights == other.weights).all()
    assert one.probabilities(["word=meet"])["CONSULT"] > one.probabilities(["word=hit"])["CONSULT"]


def test_features_that_the_model_does_not_know_do_not_count() -> None:
    pytest.importorskip("sklearn")
    model = train([(["a"], "CONSULT"), (["b"], "ASSAULT"), (["c"], NONE)] * 3, 1.0)
    assert model.probabilities(["a", "never seen"]) == model.probabilities(["a"])
