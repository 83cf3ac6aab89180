"""The nodes of the vocabulary that reading and changing a store needs."""

from typing import Any

from pyoxigraph import DefaultGraph, NamedNode

from kg.vocabulary.names import PREFIXES

GRAPH = DefaultGraph()
ACT = PREFIXES["act"]


def node(name: str) -> NamedNode:
    """The node of a prefixed name such as `dyad:actor`."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def value(term: Any) -> str:
    """The text of an IRI or a literal; the engine's types allow for others, which no graph of ours holds."""
    return str(term.value)


A = node("rdf:type")
EVENT, ANY_ACTOR = node("dyad:Event"), node("sem:Actor")
LABEL, NAME = node("rdfs:label"), node("skos:prefLabel")
REPORTS, CONTEXT, HASH = node("dyad:reports"), node("nif:referenceContext"), node("dyad:contentHash")
ACTOR, TARGET, TYPE, STANCE = node("dyad:actor"), node("dyad:target"), node("sem:eventType"), node("dyad:stance")
FACTUAL, SAID_BY, PLACE = node("dyad:factual"), node("dyad:saidBy"), node("sem:hasPlace")
RUN, COUNTRY = node("prov:wasGeneratedBy"), node("dyad:country")
ACTOR_COUNTRY, TARGET_COUNTRY = node("dyad:actorCountry"), node("dyad:targetCountry")
FIRST, LAST, PAIR_DAY = node("dyad:first"), node("dyad:last"), node("dyad:pairDay")
ACTOR_DAY, TARGET_DAY = node("dyad:actorDay"), node("dyad:targetDay")
SAME_EVENT, SAME_ACTOR = node("dyad:sameEventAs"), node("dyad:sameActorAs")
LEFT, RIGHT, VERDICT, JUDGE = node("dyad:left"), node("dyad:right"), node("dyad:verdict"), node("dyad:judge")
WORDING, SIGNATURE, WORDING_KEY = node("dyad:wording"), node("dyad:wordingSignature"), node("dyad:wordingKey")
SCORE, REASON = node("dyad:score"), node("dyad:reason")
SAME, DIFFERENT = node("dyad:same"), node("dyad:different")
# why a node stays: what refers to it in one of these ways
LINKS = (ACTOR, TARGET, SAID_BY, PLACE, RUN, COUNTRY, ACTOR_COUNTRY, TARGET_COUNTRY)
