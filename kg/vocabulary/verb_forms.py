"""The inflected forms of the lexicon's verbs: `staged` is of `stage`, though an unsure lemmatizer says `stag`."""

from collections.abc import Iterable

from kg.vocabulary.tables import lexicon_file, read_table

VOWELS = "aeiou"


def verb_forms(verbs: Iterable[str]) -> dict[str, str]:
    """Form to verb: the regular forms of `verbs`, and for irregular verbs those of `verb_forms.csv`.

    Of `ban` and `commit` both spellings are there, `banned` and `baned`, since stress decides and no table of it is
    at hand. A form that two verbs share is left out. Raises TableError for a wrong row.
    """
    irregular = {
        row["verb"]: {row["past"], row["participle"]}
        for row in read_table(lexicon_file("verb_forms.csv"), ("verb", "past", "participle"))
    }
    found: dict[str, set[str]] = {}
    for verb in sorted(set(verbs)):
        for form in _third(verb), *(f"{stem}ing" for stem in _stems(verb)), *(irregular.get(verb) or _past(verb)):
            found.setdefault(form, set()).add(verb)
    return {form: next(iter(of)) for form, of in found.items() if len(of) == 1}


def _third(verb: str) -> str:
    if _consonant_y(verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(verb: str) -> set[str]:
    if _consonant_y(verb):
        return {verb[:-1] + "ied"}
    return {verb + "d"} if verb.endswith("e") else {stem + "ed" for stem in _stems(verb)}


def _stems(verb: str) -> set[str]:
    """What `-ing` is put to: without a silent e, and with the last consonant doubled after a single vowel."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return {verb[:-1]}
    if len(verb) > 2 and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS and verb[-3] not in VOWELS:
        return {verb, verb + verb[-1]}
    return {verb}


def _consonant_y(verb: str) -> bool:
    return len(verb) > 1 and verb.endswith("y") and verb[-2] not in VOWELS
