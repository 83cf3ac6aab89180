"""Is one text, told by another outlet, in the same words as another? A signature of a text, and how alike two are.

MinHash (Broder 1997) of runs of three words, written out here, and not taken from a library: what stands in a graph
must be the same bytes after years, and libraries change their permutations (datasketch did in 2.0).
"""

import re
from functools import cache
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Numbers in a signature, each of a byte: how alike two texts are is told to within 4 in 100.
SIZE = 128
RUN = 3  # words: a word that an editor changes costs three runs
# Texts that share so much of their runs are one wording: of a story of 400 words some 30 words changed here and there,
# or a quarter cut off. Two reports of one event by different hands share under a tenth.
LEAST = 0.6
# Texts with fewer words are one wording only where they are equal: few runs tell little.
SHORTEST = 20
# Keys of a signature, each of so many of its bytes: of two texts that share LEAST of their runs, 86 in 100 have a key
# in common, of two that share three quarters 98; of two that share none, one in two million has.
KEYS, KEY_BYTES = 8, 3

_WORD = re.compile(r"[^\W_]+")


def signature(text: str) -> bytes:
    """SIZE bytes that follow from the words of a text alone; empty for a text without words."""
    import numpy

    words = [word.casefold() for word in _WORD.findall(text)]
    if not words:
        return b""
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)} if len(words) >= SHORTEST else set()
    whole = " ".join(words)
    hashes = numpy.frombuffer(b"".join(map(_hash, sorted(runs) or [whole])), dtype="<u4").astype(numpy.uint64)
    factors, terms = _permutations()
    least = numpy.full(SIZE, 2**64 - 1, dtype=numpy.uint64)
    # some runs at a time, to keep memory flat
    for at in range(0, len(hashes), 4_096):
        # multiply-shift (Dietzfelbinger 1996): what overflows 64 bits falls away, the upper half counts
        mixed = hashes[at : at + 4_096, None] * factors[None, :] + terms[None, :]
        least = numpy.minimum(least, mixed.min(axis=0))
    return bytes((least >> numpy.uint64(32)).astype(numpy.uint8))


def _hash(run: str) -> bytes:
    return blake2b(run.encode("utf-8", "surrogatepass"), digest_size=4).digest()


@cache
def _permutations() -> "tuple[NDArray[Any], NDArray[Any]]":
    """Factors and terms that are the same on every machine."""
    import numpy

    numbers = [int.from_bytes(sha256(f"wording {number}".encode()).digest()[:8], "big") for number in range(2 * SIZE)]
    factors = numpy.array([number | 1 for number in numbers[:SIZE]], dtype=numpy.uint64)
    return factors, numpy.array(numbers[SIZE:], dtype=numpy.uint64)


def keys(signed: bytes) -> list[str]:
    """What texts that are alike have one of in common: the number of a part of the signature and its bytes."""
    parts = (signed[at * KEY_BYTES : (at + 1) * KEY_BYTES] for at in range(KEYS))
    return [f"{at}:{part.hex()}" for at, part in enumerate(parts)]


def alike(one: bytes, other: bytes) -> bool:
    """Whether two texts with a key in common are one wording."""
    # the fastest way to count the bytes that are equal
    return (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(SIZE).count(0) >= LEAST * SIZE
