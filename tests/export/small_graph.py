"""A small graph of invented news, and one whose names are as hostile as names can be."""

from datetime import date

from kg.graph.store import Graph, memory
from kg.graph.triples import Names, Run, TripleWriter
from kg.model import Actor, Article, Claim, Event, EventMention, Mention, Period, Place
from kg.vocabulary.codebook import load_codebook

IRAN = Actor("IRN", "Iran", "country", "IRN", wikidata="Q794")
USA = Actor("USA", "United States", "country", "USA", wikidata="Q30")
ISRAEL_ARMY = Actor("ISR-MIL", "Military of Israel", "group", "ISR", "MIL")
LEADER = Actor("ali-khamenei", "Ali Khamenei", "person", "IRN", "GOV")
UNION = Actor("united-nations", "United Nations", "organization", "IGO", "IGO")
ALMATY = Place("1526384", "Almaty", "KAZ", 43.25, 76.95)

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    'a "quoted" <tag> & entity &lt; ]]> name',
    "control \x01\x0b\x1f\x7f characters",
    "two\nlines\r\nand\ta tab\r",
    "javascript:alert(1)",
    "right \u202e to left \u2067 שלום",
    "emoji 🕊️ 👩‍👩‍👧 and \U0010ffff \ufffe",
    "back\\slash 'single' {brace} `tick` $var %41",
    " blanks around ",
    "-1+2",
    "<script>alert('x')</script><!-- -->",
)


def make_mention(
    type_: str = "REJECT",
    actor: Actor | None = LEADER,
    target: Actor | None = USA,
    day: str | None = "2013-02-07",
    *,
    last: str | None = None,
    article: str = "a1",
    stance: str = "factual",
    place: Place | None = None,
    said_by: Actor | None = None,
    sentence: str = "",
    start: int = 0,
    mode: str = "",
    cameo: str = "",
    contexts: tuple[str, ...] = (),
    confidence: float = 0.9,
) -> EventMention:
    """An event mention in a sentence of its own; what is not given is as plain as can be."""
    who, whom = actor.name if actor else "", target.name if target else ""
    text = sentence or f"{who} {type_.lower()}s {whom}."
    period = Period(date.fromisoformat(day), date.fromisoformat(last or day)) if day else None

    def span(words: str, at: int) -> Mention:
        return Mention(words, start + at, start + at + len(words))

    claim = Claim(
        type_,
        trigger=span(type_.lower(), len(who) + 1),
        sentence=span(text, 0),
        actor=span(who, 0) if actor else None,
        target=span(whom, len(text) - len(whom) - 1) if target else None,
        said_by=span(said_by.name, 0) if said_by else None,
        mode=mode,
        cameo=cameo,
        contexts=contexts,
        stance=stance,
        rule="actions.csv:1",
        confidence=confidence,
    )
    event = Event(type_, actor, target, period, stance)
    return EventMention(event, claim, article, place, said_by, "published" if day else "")


def make_article(id_: str, published: str = "2013-02-07", publisher: str = "The Daily Test", url: str = "") -> Article:
    title = f"Title of {id_}"
    return Article(id_, f"{title}\n\nBody.", url, title, "en", publisher, date.fromisoformat(published))


def make_graph(
    mentions: list[EventMention], articles: list[Article] | None = None, names: Names | None = None
) -> Graph:
    """A graph in memory that holds the mentions; articles that are not given are made up."""
    book = load_codebook()
    graph = memory(book, TripleWriter(book, Run("rules", "0.1.0", "none", "none"), names=names))
    known = {article.id: article for article in articles or ()}
    for id_ in sorted({mention.article for mention in mentions}):
        article = known.get(id_) or make_article(id_)
        graph.add(article, [mention for mention in mentions if mention.article == id_], f"digest of {id_}")
    return graph


def news() -> list[EventMention]:
    """Six events in two articles: one is reported by both, one is denied, one lacks an actor, one lacks a day."""
    return [
        make_mention(cameo="1212", mode="meet", contexts=("diplomatic",)),
        make_mention(article="a2", confidence=0.5, start=40),
        make_mention("CONSULT", IRAN, UNION, "2013-02-21", last="2013-02-28", stance="future", place=ALMATY),
        make_mention("SANCTION", None, IRAN, "2013-02-06", start=100),
        make_mention("ASSAULT", ISRAEL_ARMY, IRAN, "2013-03-01", article="a2", stance="negated", said_by=LEADER),
        make_mention("ASSAULT", IRAN, ISRAEL_ARMY, "2013-03-02", article="a2", confidence=0.6, place=ALMATY),
        make_mention("ACCUSE", USA, IRAN, None, article="a2", start=200),
    ]
