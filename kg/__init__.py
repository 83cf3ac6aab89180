"""Dyad: news articles to a knowledge graph of who did what to whom."""
