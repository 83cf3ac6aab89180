"""Words for offices: a source's title to the lower-case office of `leaders.csv`, and its sector."""

import re

# first match wins; "=" is the title itself
OFFICES = (
    (r"central bank|reserve bank|national bank|state bank|monetary authority", "central bank governor"),
    (r"permanent (representative|observer)|ambassador to the (un|united nations)", "ambassador to the united nations"),
    (r"ambassador to the us", "ambassador to the united states"),
    (r"vice prime|deputy (prime|premier)|vice premier|deputy head of government", "deputy prime minister"),
    (r"vice president|vice-president", "vice president"),
    (r"minister of state of monaco", "minister of state"),
    (r"(deputy|vice|assistant|junior)[ -](minister|secretary)|minister of state|state secretary", "deputy minister"),
    (r"taliban leader|supreme leader", "supreme leader"),
    (r"foreign|external (affairs|relations)", "foreign minister"),
    (r"defen[cs]e|armed forces|army", "defence minister"),
    (r"interior|internal (affairs|security)|home affairs", "interior minister"),
    (r"finance|treasury", "finance minister"),
    (r"justice|attorney[ -]general", "justice minister"),
    (r"crown prince", "crown prince"),
    (r"governor[- ]general|lieutenant governor", "governor-general"),
    (r"^(interim |acting |caretaker |transition\w* )*(prime minister|premier|taoiseach)|chairman of the council of "
     r"ministers|head of government", "prime minister"),
    (r"chancellor(?! of the)", "chancellor"),
    (r"queen|monarch of .*elizabeth", "queen"),
    (r"\bking\b|monarch|yang di-pertuan|druk gyalpo|ngwenyama", "king"),
    (r"emperor", "emperor"), (r"sultan", "sultan"), (r"\bamir\b|\bemir\b", "emir"), (r"grand duke", "grand duke"),
    (r"\bpope\b", "pope"), (r"^prince\b", "prince"), (r"captain regent", "captain regent"),
    (r"^(interim |acting |transition\w* )*president(?! of (the )?(bank|central|senate|national assembly|court|house|"
     r"supreme|council of ministers))", "president"),
    (r"chief executive", "chief executive"), (r"^governor\b", "governor"), (r"chief minister", "chief minister"),
    (r"chief of state|head of state|military leader", "head of state"),
    (r"president of the council of ministers", "prime minister"),
    (r".", "="),
)  # fmt: skip
SECTORS = ((r"justice of|chief justice|judge", "JUD"), (r"speaker|senate|assembly|parliament", "LEG"),
           (r"chief of (the )?(general |defence |army )?staff|commander", "MIL"))  # fmt: skip
LONGEST = 80  # letters of an office kept as the source words it


def office_of(title: str, role: str = "", *, keep: bool = False) -> str:
    """The office that a title names, `""` for none; `role` is what to take for a title that names none that we know.

    `keep` gives the title itself where no pattern names the office.
    """
    words = title.lower().replace("&", "and")
    for pattern, office in OFFICES:
        if re.search(pattern, words) and (keep or office != "="):
            return re.sub(r"[^a-z ]+", "", words)[:LONGEST].strip() if office == "=" else office
    return office_of(role) if role else ""


def sector_of(office: str) -> str:
    return next((sector for pattern, sector in SECTORS if re.search(pattern, office)), "GOV")
