"""Who did what to whom in a clause: from parsed articles to claims; `load.load_extractor` loads it."""
