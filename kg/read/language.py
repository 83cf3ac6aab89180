"""Is a text English? A measure by grammatical words.

Measured on 3,989 English news texts (many of one sentence, 1,300 in capitals) and 484 example sentences of 65 other
languages: see the figures at the constants. A trained model did no better there at ten times the cost.
"""

import re
from collections import Counter
from functools import cache
from itertools import islice

from kg.vocabulary.tables import lexicon_file, read_table

# single letters tell nothing: "U.S." is no Croatian
_WORD = re.compile(r"[^\W\d_]{2,}")
# so many words tell; a longer text costs no more
_READ = 300
# headlines may go without any grammatical word: up to this length a text must show signs of another language
_SHORT = 20
# one foreign word may be a name ("al", "da Silva", "Los"): so many more than English words are a sign
_SIGNS = 2
# English news has 0.25 to 0.5; the lowest sentence of 20 words and more has 0.06
_LEAST = 0.05
# Romance texts share "a", "no", "me" with English: so many times more English than foreign words are wanted
_MORE = 2
# letters beyond A to Z: English names bring up to 0.04, other languages of Europe 0.03 to 0.2
_MOST_ACCENTS = 0.08
ENGLISH = "en"


@cache
def function_words() -> dict[str, tuple[str, ...]]:
    """Grammatical words, each with its languages; a word that English has too is English only."""
    words: dict[str, tuple[str, ...]] = {}
    for row in read_table(lexicon_file("function_words.csv"), ("language", "words", "example")):
        for word in row.list("words"):
            if ENGLISH not in words.get(word, ()):
                words[word] = (*words.get(word, ()), row["language"])
    return words


def is_english(text: str) -> bool:
    """Whether `text` is English, in small or capital letters. A text too short to tell passes."""
    words = [match.group().casefold() for match in islice(_WORD.finditer(text), _READ)]
    letters = sum(map(len, words))
    if not letters:
        return True
    foreign_letters = sum(1 for word in words for char in word if not char.isascii())
    table = function_words()
    votes = Counter(language for word in words for language in table.get(word, ()))
    english = votes.pop(ENGLISH, 0)
    other = max(votes.values(), default=0)
    if len(words) >= _SHORT:
        return english >= _LEAST * len(words) and english > _MORE * other
    return other < english + _SIGNS and foreign_letters <= _MOST_ACCENTS * letters
