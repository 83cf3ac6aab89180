"""Is an act political? One end at least must act in politics, else it is sport, business or private life."""

from collections.abc import Sequence

from kg.extract.parties import READER, Parties
from kg.extract.tree import Word

COOPERATIVE = frozenset({"CONSULT", "AGREE", "COOPERATE", "AID", "CONCEDE", "RETREAT", "SUPPORT"})
# where people speak or deal with each other it is the actor who must: a traveller to a state need not act in politics
ACTOR_DECIDES = COOPERATIVE | {"REQUEST"}


def political_act(
    type_: str, actors: Sequence[Word], targets: Sequence[Word], parties: Parties, wide: bool = False
) -> bool:
    """Whether the ends of an act make it political; `wide` lets workers, students and the like count as actors."""
    acting = any(parties.political(actor, wide) for actor in actors)
    if acting or wide:
        return acting
    if actors and type_ in ACTOR_DECIDES:
        return False
    return any(parties.political(t) for t in targets) and not any(a.lower_ in READER for a in actors)
