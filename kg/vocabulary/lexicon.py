"""The words of action: loads `actions.csv`, `classes.csv`, `operators.csv` into rules to match clauses against.

A rule says: this word, with these words around it, is an event of this type. The columns are described in
`schemas/README.md`. The most specific rule that fits a clause decides; see `Rule.weight`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import TableError
from kg.vocabulary.tables import Row, lexicon_file, read_table
from kg.vocabulary.verb_forms import verb_forms

TYPES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT".split()
)
# What a rule may say instead of a type: no event; the subject does what the object noun says; the subject suffers it.
NOTHING, PERFORM, UNDERGO = "NONE", "PERFORM", "UNDERGO"
POS = frozenset({"verb", "noun", "adjective"})
COMPLEMENTS = frozenset({"to", "that", "ing", "must", "any"})
ENDS = frozenset({"", "subject", "object", "none", "within", "of", "possessor", "complement", "by"})
MUTUAL = frozenset({"", "yes", "plural"})
EFFECTS = frozenset({"say", "same", "future", "hypothetical", "not", "deny", "stop", "order"})


@dataclass(frozen=True, slots=True)
class Slot:
    """What may fill a place beside a word: these lemmas, nouns of these event types, an actor (`party`), a `person`."""

    words: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    party: bool = False
    person: bool = False
    absent: bool = False
    anything: bool = False
    literal: bool = False

    @property
    def precision(self) -> int:
        """Words named in the row itself tell more than a class, a class more than any party."""
        return 2 if self.literal else int(bool(self.words or self.types))


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of `actions.csv`, ready to match."""

    id: str
    word: str
    particle: str
    pos: str
    object: Slot | None
    prepositions: Mapping[str, Slot | None]
    complements: frozenset[str]
    complement_slot: Slot | None
    type: str
    mode: str
    contexts: tuple[str, ...]
    cameo: str
    actor: str
    target: str
    reciprocal: str
    example: str
    line: int
    own: int = 0  # 0 for the project's rows, else the number of the user's folder

    @property
    def weight(self) -> int:
        """How much a rule asks for: the more, the more it is believed."""
        return (
            4 * bool(self.particle)
            + (3 + self.object.precision if self.object else 0)
            + 3 * bool(self.prepositions)
            + 2 * any(self.prepositions.values())
            + 3 * bool(self.complements)
            + 2 * bool(self.complement_slot)
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rules by (part of speech, lemma), noun classes, and operators by (part of speech, lemma)."""

    rules: Mapping[tuple[str, str], tuple[Rule, ...]]
    classes: Mapping[str, frozenset[str]]
    operators: Mapping[tuple[str, str], str]
    event_nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    verb_forms: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)  # that rules give a word
    classes_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()  # identifiers of the rules of the user's own folders

    def knows_verb(self, lemma: str) -> bool:
        return ("verb", lemma) in self.rules or ("verb", lemma) in self.operators


def load_lexicon(extra: Iterable[Path] = ()) -> Lexicon:
    """The project's lexicon and the rows of the folders in `extra`, which may hold any of the three tables.

    Where rows ask for as much, those of the last folder decide, and the project's last.
    Raises TableError that names file, line and what is wrong.
    """
    folders = [lexicon_file(""), *extra]
    classes = _classes(folders)
    rules: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for own, row in _rows(folders, "actions.csv", ("word", "pos", "type")):
        for word in row.list("word"):
            rule = _rule(row, word, classes, own)
            rules[rule.pos, rule.word].append(rule)
    operators = {
        (row["pos"], row["word"]): _one_of(row, "effect", EFFECTS)
        for _, row in _rows(folders, "operators.csv", ("word", "pos", "effect"))
    }
    ordered = {key: tuple(sorted(found, key=lambda r: (-r.weight, -r.own, r.line))) for key, found in rules.items()}
    nouns: dict[str, set[str]] = defaultdict(set)
    for (pos, word), found in ordered.items():
        if pos == "noun":
            nouns[word] |= {rule.type for rule in found if rule.type in TYPES}
    forms = verb_forms(word for pos, word in (*rules, *operators) if pos == "verb")
    named: dict[str, list[str]] = defaultdict(list)
    for name, members in classes.items():
        for word in sorted(members):
            named[word].append(name)
    return Lexicon(
        rules=ordered,
        classes=classes,
        operators=operators,
        event_nouns={word: frozenset(types) for word, types in nouns.items()},
        verb_forms=forms,
        types={key: tuple(sorted({rule.type for rule in found})) for key, found in ordered.items()},
        classes_of={word: tuple(names) for word, names in named.items()},
        own=frozenset(rule.id for found in ordered.values() for rule in found if rule.own),
    )


def _rows(folders: Iterable[Path], name: str, required: tuple[str, ...]) -> Iterable[tuple[int, Row]]:
    """Rows with the number of their folder, 0 being the project's own."""
    for number, folder in enumerate(folders):
        if number == 0 or (folder / name).exists():
            yield from ((number, row) for row in read_table(folder / name, required))


def _classes(folders: Iterable[Path]) -> dict[str, frozenset[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for _, row in _rows(folders, "classes.csv", ("class", "words")):
        members[row["class"]].update(row.list("words"))
    return {name: frozenset(words) for name, words in members.items()}


def _one_of(row: Row, column: str, allowed: frozenset[str]) -> str:
    if row[column] not in allowed:
        raise row.error(f"{column} is {row[column]!r}, wanted one of {', '.join(sorted(filter(None, allowed)))}")
    return row[column]


def _slot(row: Row, text: str, classes: Mapping[str, frozenset[str]]) -> Slot | None:
    if not text:
        return None
    words: set[str] = set()
    types: set[str] = set()
    party = person = absent = anything = False
    for part in text.split("|"):
        name = part.strip()
        if name == "-":
            absent = True
        elif name == "*":
            anything = True
        elif name == "@party":
            party = True
        elif name == "@person":
            person = True
        elif name.startswith("@") and name[1:] in TYPES:
            types.add(name[1:])
        elif name.startswith("@"):
            if name[1:] not in classes:
                raise row.error(f"class {name} is not in classes.csv")
            words |= classes[name[1:]]
        else:
            words.add(name)
    return Slot(frozenset(words), frozenset(types), party, person, absent, anything, "@" not in text and bool(words))


def _prepositions(row: Row, classes: Mapping[str, frozenset[str]]) -> dict[str, Slot | None]:
    """`on|against` or `for:@talks`: prepositions, one of which must be there, and what may follow it."""
    text = row["preposition"]
    if not text:
        return {}
    names, _, wanted = text.partition(":")
    slot = _slot(row, wanted, classes)
    return {name.strip(): slot for name in names.split("|")}


def _rule(row: Row, words: str, classes: Mapping[str, frozenset[str]], own: int = 0) -> Rule:
    if row["type"] not in TYPES | {NOTHING, PERFORM, UNDERGO}:
        raise row.error(f"type is {row['type']!r}, wanted a PLOVER type, {NOTHING}, {PERFORM} or {UNDERGO}")
    _one_of(row, "pos", POS)
    complement, _, wanted = row["complement"].partition(":")
    kinds = frozenset(complement.split("|")) if complement else frozenset()
    if not kinds <= COMPLEMENTS:
        raise row.error(f"complement is {complement!r}, wanted one of {', '.join(sorted(COMPLEMENTS))}")
    word, _, particle = words.partition(" ")
    if row["pos"] == "noun" and particle:  # "air strike": the last word is the head
        particle, _, word = words.rpartition(" ")
    elif not particle and "-" in word:  # "sit-in" and "co-operate" are parsed as three tokens, the last is the head
        particle, hyphen, word = words.rpartition("-")
        particle += hyphen
    parts = [row["object"].replace("|", ","), row["preposition"].replace("|", ","), row["complement"]]
    name = "/".join([words, *[part for part in parts if part]])
    return Rule(
        id=f"{row.file}:{name}",
        word=word,
        particle=particle,
        pos=row["pos"],
        object=_slot(row, row["object"], classes),
        prepositions=_prepositions(row, classes),
        complements=kinds,
        complement_slot=_slot(row, wanted, classes),
        type=row["type"],
        mode=row["mode"],
        contexts=row.list("contexts"),
        cameo=row["cameo"],
        actor=_one_of(row, "actor", ENDS),
        target=row["target"],
        reciprocal=_one_of(row, "reciprocal", MUTUAL),
        example=row["example"],
        line=row.line,
        own=own,
    )


__all__ = ["NOTHING", "PERFORM", "TYPES", "UNDERGO", "Lexicon", "Rule", "Slot", "TableError", "load_lexicon"]
