"""How rows of the lexicon do on text: which of them decide in a sentence, and which never do in a corpus."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.evaluate.parses import parse_of
from kg.extract.load import load_rules
from kg.extract.trace import trace
from kg.model import Article, EventMention
from kg.pipeline import Pipeline, Summary
from kg.vocabulary.lexicon import Lexicon, Rule, load_lexicon
from kg.vocabulary.tables import lexicon_file, read_table

FILE = "actions.csv"
SHOWN = 5  # rows that fit too, of a word
LONG = 60  # characters of a row's conditions


def try_sentence(sentence: str, pipeline: Pipeline) -> Iterator[str]:
    """Lines about a text: its events with their rules, the rows of each word that has any, and the parse."""
    lexicons = pipeline.options.lexicons
    lexicon = load_lexicon(lexicons)
    mentions = pipeline.code(Article("sentence", sentence), pipeline.parser.one(sentence))
    for mention in mentions:
        yield _event(mention)
        yield f"  rule {shorten(mention.claim.rule, 2 * LONG)}{_rows_of(mention.claim.rule, lexicon, lexicons)}"
    if not mentions:
        yield "no event"
    doc = pipeline.parser.one(sentence)
    for found in trace(load_rules(pipeline.tables, lexicon), doc, lexicon):
        yield ""
        yield f"{found.word.text}: {found.pos} {found.word.lemma!r}"
        for number, rule in enumerate(found.fitting[:SHOWN]):
            yield f"  {'fits too' if number else 'decides '}  {_row(rule, lexicons)}"
        if len(found.fitting) > SHOWN:
            yield f"  fits too  {len(found.fitting) - SHOWN} more"
        if found.others:
            lines = ", ".join(sorted({_place(rule, lexicons) for rule in found.others}, key=_numbers))
            yield f"  no fit    {'rows' if found.fitting else 'all rows of the word:'} {lines}"
    yield ""
    for part in doc.sents:
        yield f"parse  {parse_of(part)}"


def _event(mention: EventMention) -> str:
    claim, event = mention.claim, mention.event
    ends = [
        f"{m.text} ({a.id})" if m and a else "-" for m, a in ((claim.actor, event.actor), (claim.target, event.target))
    ]
    name = f"{event.type} {claim.mode}".strip()
    return f"{name}  {ends[0]} > {claim.trigger.text} > {ends[1]}  [{event.stance}]  confidence {claim.confidence}"


def _rows_of(rule_id: str, lexicon: Lexicon, lexicons: Sequence[Path]) -> str:
    """Where the rows of a rule stand; a light verb adds its own: "attack+carry out/@ASSAULT"."""
    known: dict[str, list[Rule]] = {}
    for rules in lexicon.rules.values():
        for rule in rules:
            known.setdefault(rule.id, []).append(rule)
    parts = [rule_id] if rule_id in known else rule_id.split("+")
    places = [place for part in parts for place in sorted({_place(r, lexicons) for r in known.get(part, ())})]
    return f"  ({'; '.join(places)})" if places else ""


def _place(rule: Rule, lexicons: Sequence[Path]) -> str:
    """ "actions.csv, line 12"; a row of the user's with its folder."""
    folder = f"{lexicons[rule.own - 1].name}/" if rule.own else ""
    return f"{folder}{FILE}, line {rule.line}"


def _numbers(place: str) -> tuple[str, int]:
    file, _, line = place.rpartition(" ")
    return file, int(line)


def _row(rule: Rule, lexicons: Sequence[Path]) -> str:
    kind = f"{rule.type} {rule.mode} {rule.cameo}".strip()
    return f"{_place(rule, lexicons)}  {shorten(rule.id.partition(':')[2], LONG)}  {kind}"


def shorten(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def unused(inputs: Iterable[str], pipeline: Pipeline) -> Iterator[str]:
    """Lines about the rows that decide nowhere in a corpus: those of the user's folders, where there are any, else the
    project's. A row that decides for "no event" counts as used."""
    lexicons = pipeline.options.lexicons
    lexicon = load_lexicon(lexicons)
    extractor = load_rules(pipeline.tables, lexicon)
    used: set[tuple[int, int]] = set()
    by_id = {rule.id: rule for rules in lexicon.rules.values() for rule in rules}
    summary = Summary()
    for article, doc in pipeline.parser.parse(pipeline.read(inputs, summary)):
        summary.articles += 1
        used |= {(rule.own, rule.line) for rule in extractor.fitting(doc)}
        # the noun under a light verb is matched with what stands around the verb
        ids = (part for claim in extractor.claims(article, doc) for part in claim.rule.split("+"))
        used |= {(rule.own, rule.line) for id_ in ids if (rule := by_id.get(id_)) is not None}
    all_ = (rule for rules in lexicon.rules.values() for rule in rules)
    rows = {(rule.own, rule.line) for rule in all_ if bool(rule.own) == bool(lexicons)}
    idle = sorted(rows - used)
    yield f"{len(idle)} of {len(rows)} rows decide nowhere in {summary.articles} articles"
    words = _words(lexicons)
    for own, line in idle:
        folder = f"{lexicons[own - 1].name}/" if own else ""
        yield f"  {folder}{FILE}, line {line}: {words.get((own, line), '')}"


def _words(lexicons: Sequence[Path]) -> dict[tuple[int, int], str]:
    """What each row asks for, by folder and line."""
    found = {}
    for own, folder in enumerate((lexicon_file(""), *lexicons)):
        path = folder / FILE
        for row in read_table(path) if path.exists() else ():
            parts = [row["object"], row["preposition"], row["complement"]]
            found[own, row.line] = " ".join([row["word"], *(f"/ {part}" for part in parts if part), "=", row["type"]])
    return found
