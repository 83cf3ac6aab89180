"""The evidence for one event, as text for people."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.graph.judged import USER, Judged, about, link
from kg.graph.terms import GRAPH, LABEL, value
from kg.vocabulary.names import identifier
from kg.vocabulary.plain import counted, plain

if TYPE_CHECKING:
    from kg.graph.store import Graph

COLUMNS = (
    "m sentence begin trigger tb te ab ae gb ge rule confidence article title issued publisher source wording saidBy"
    " basis dateText actorVia targetVia place"
).split()
EVIDENCE = (
    f"SELECT {' '.join(f'?{name}' for name in COLUMNS)} WHERE"
    + """ {
  ?m dyad:reports ?event ; nif:anchorOf ?sentence ; nif:beginIndex ?begin ; nif:referenceContext ?article ;
     dyad:trigger ?trigger ; dyad:triggerBegin ?tb ; dyad:triggerEnd ?te ; dyad:rule ?rule ;
     dyad:confidence ?confidence .
  OPTIONAL { ?m dyad:actorBegin ?ab ; dyad:actorEnd ?ae }
  OPTIONAL { ?m dyad:targetBegin ?gb ; dyad:targetEnd ?ge }
  OPTIONAL { ?article dct:title ?title } OPTIONAL { ?article dct:issued ?issued }
  OPTIONAL { ?article dct:publisher ?publisher } OPTIONAL { ?article dct:source ?source }
  OPTIONAL { ?article dyad:wording ?wording }
  OPTIONAL { ?m dyad:saidBy/skos:prefLabel ?saidBy } OPTIONAL { ?m dyad:dateBasis ?basis }
  OPTIONAL { ?m dyad:dateText ?dateText } OPTIONAL { ?m dyad:actorVia ?actorVia }
  OPTIONAL { ?m dyad:targetVia ?targetVia } OPTIONAL { ?m sem:hasPlace/skos:prefLabel ?place }
} ORDER BY ?article ?begin ?m"""
)

MOST_OUTLETS = 10  # that are named; more are counted


def explain(graph: "Graph", event: str, min_confidence: float = 0.0) -> str:
    """Label, then every mention with its sentence, spans marked as [actor: …] [action: …] [target: …], then the events
    that are judged the same or different. Mentions less sure than `min_confidence` are only counted.

    Of articles of one wording (`dyad:wording`) a sentence is shown once, with the outlets that print it too.
    """
    rows = graph.query(EVIDENCE.replace("?event", f"<{event}>"))
    mentions = [{name: value(row[name]) if row[name] is not None else "" for name in COLUMNS} for row in rows]
    sure = [mention for mention in mentions if float(mention["confidence"]) >= min_confidence]
    lines = [_label(graph, event), f"event {identifier(event)}"]
    for mention, copies in _once(sure):
        lines += ["", *_mention(mention), *copies]
    if len(sure) < len(mentions):
        lines += ["", f"  and {len(mentions) - len(sure)} less sure than {min_confidence}"]
    near = [_near(graph, event, found) for found in about(graph.store, event)]
    return "\n".join([*lines, *(["", *near] if near else [])])


def _near(graph: "Graph", event: str, found: Judged) -> str:
    """ "same as Iran rejects … (event 98c9…): score 0.8, actors one vaguer, …"."""
    other = found.right if found.left == event else found.left
    linked = any(graph.store.quads_for_pattern(NamedNode(event), link(event), NamedNode(other), GRAPH))
    verdict = "different from" if not found.same else "same as" if linked else "could be the same as"
    who = "you say" if found.judge == USER else f"score {found.score}"
    why = f", {plain(found.reason)}" if found.reason else ""
    return f"  {verdict} {_label(graph, other)} (event {identifier(other)}): {who}{why}"


def _label(graph: "Graph", event: str) -> str:
    labels = graph.store.quads_for_pattern(NamedNode(event), LABEL, None, GRAPH)
    return plain(next((value(quad.object) for quad in labels), event))


def _once(mentions: list[dict[str, str]]) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Mentions, each with a line on the copies of its article, if any; those that a copy says alike are left out."""
    outlets: dict[str, dict[str, str]] = defaultdict(dict)  # by wording and article
    for v in mentions:
        outlets[v["wording"] or v["article"]][v["article"]] = v["publisher"] or identifier(v["article"])
    leads: dict[str, str] = {}
    said = set()
    for v in mentions:
        article, wording, text = v["article"], v["wording"] or v["article"], _marked(v)
        lead = leads.get(wording)
        if lead is None:
            leads[wording] = article
            others = [outlet for other, outlet in outlets[wording].items() if other != article]
            yield v, [_copies(others)] if others else []
        elif lead == article:
            yield v, []
        elif (wording, text) not in said:
            yield v, [f"  same wording as article {plain(identifier(lead))}"]
        said.add((wording, text))


def _copies(outlets: list[str]) -> str:
    """ "same wording in 3 other articles: Herald (2), Northern Wire"."""
    prints = Counter(sorted(outlets)).most_common()
    names = [f"{plain(name)} ({count})" if count > 1 else plain(name) for name, count in prints[:MOST_OUTLETS]]
    rest = len(prints) - len(names)
    more = f" and {counted(rest, 'more outlet')}" if rest else ""
    return f"  same wording in {counted(len(outlets), 'other article')}: {', '.join(names)}{more}"


def _mention(v: dict[str, str]) -> list[str]:
    lines = ["  " + _marked(v)]
    where = plain(", ".join(part for part in (v["publisher"], v["title"], v["issued"], v["source"]) if part))
    lines.append(f"  article {plain(identifier(v['article']))}" + (f": {where}" if where else ""))
    when = (
        f"date from the words {v['dateText']!r}"
        if v["dateText"]
        else "date of publication"
        if v["basis"]
        else "no date"
    )
    lines.append(f"  rule {v['rule']}, confidence {v['confidence']}, {when}")
    for name, text in (("said by", v["saidBy"]), ("place", v["place"])):
        if text:
            lines.append(f"  {name} {plain(text)}")
    for end, via in (("actor", v["actorVia"]), ("target", v["targetVia"])):
        if via:
            lines.append(f"  {end} rests on the earlier words {via!r}")
    return lines


def _marked(v: dict[str, str]) -> str:
    """The sentence with its spans in brackets; spans outside of it or overlapping are left unmarked."""
    base, text = int(v["begin"]), v["sentence"]
    spans = []
    for name, begin, end in (("actor", "ab", "ae"), ("action", "tb", "te"), ("target", "gb", "ge")):
        if v[begin]:
            spans.append((int(v[begin]) - base, int(v[end]) - base, name))
    done = len(text)
    for first, last, label in sorted(spans, reverse=True):
        if 0 <= first < last <= done:
            text = f"{text[:first]}[{label}: {text[first:last]}]{text[last:]}"
            done = first
    return plain(text)


def listed(graph: "Graph", events: list[str]) -> str:
    """A line an event: identifier and label."""
    return "\n".join(f"{identifier(event)}  {_label(graph, event)}" for event in events)
