"""Builds a graph of the example articles in memory and asks it three things."""

from pathlib import Path

import kg

ARTICLES = Path(__file__).parent / "articles"

graph = kg.build([ARTICLES])

print("Who rejected the United States?")
for row in graph.query("SELECT DISTINCT ?name { ?who act:rejects actor:USA ; skos:prefLabel ?name }"):
    print("  ", row["name"])

print("Which events do several articles report?")
for row in graph.query(
    """SELECT ?label (COUNT(DISTINCT ?article) AS ?articles)
       { ?mention dyad:reports ?event ; nif:referenceContext ?article . ?event rdfs:label ?label }
       GROUP BY ?label HAVING (COUNT(DISTINCT ?article) > 1) ORDER BY DESC(?articles) ?label"""
):
    print("  ", row["articles"], row["label"])

print("Who stands in the middle of the net?")
network = graph.to_networkx(by="dyad")
for node, degree in sorted(network.degree(), key=lambda found: (-found[1], found[0]))[:3]:
    print("  ", network.nodes[node]["label"], degree)
