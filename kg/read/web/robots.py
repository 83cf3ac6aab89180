"""What a site's robots.txt lets us read, by RFC 9309."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

MAX_BYTES = 500 * 2**10  # what must be read of a robots.txt (RFC 9309, section 2.5)
# a site that wants more time between two requests than that is read as slowly as that
_SLOWEST = 60.0  # seconds
_SAFE = "%/:=~!$&'()*+,;@-._?"


@dataclass(frozen=True, slots=True)
class Robots:
    """`rules` are (allowed, path) of the group that is meant; `delay` are the seconds wanted between two requests."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether a path with its query may be read: the longest rule that fits decides, of two the kinder one."""
        path = _plain(path)
        fitting = [(len(rule), allowed) for allowed, rule in self.rules if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


EVERYTHING = Robots()
NOTHING = Robots(((False, "/"),))


def parse(text: str, agent: str) -> Robots:
    """The rules for an agent, those for all (`*`) where none name it."""
    groups: dict[str, tuple[list[tuple[bool, str]], list[float]]] = {}
    names: list[str] = []
    naming = False
    for line in text.splitlines():
        field, _, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if field == "user-agent":
            names = [*names, value.lower()] if naming else [value.lower()]
            naming = True
            groups.setdefault(names[-1], ([], []))
            continue
        naming = naming and not field
        if field in ("allow", "disallow") and value:
            for name in names:
                groups[name][0].append((field == "allow", _plain(value)))
        elif field == "crawl-delay":
            for name in names:
                groups[name][1].extend(_seconds(value))
    rules, delays = groups.get(agent.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), min(max(delays, default=0.0), _SLOWEST))


def _seconds(text: str) -> list[float]:
    try:
        return [float(text)] if float(text) >= 0 else []
    except ValueError:
        return []


def _plain(path: str) -> str:
    """One spelling of percent signs."""
    return quote(unquote(path, errors="surrogateescape"), safe=_SAFE, errors="surrogateescape")


def _fits(rule: str, path: str) -> bool:
    """Whether a path begins as a rule says; `*` stands for any letters, `$` for the end. In linear steps, for a rule
    of many stars must not hold us up."""
    ends = rule.endswith("$")
    first, *rest = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for part in rest[:-1] if ends else rest:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    if not ends:
        return True
    return path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at if rest else at == len(path)
