"""How good the coding is on labelled text: `gold` reads it, `events` and `relations` score it, `report` prints."""
