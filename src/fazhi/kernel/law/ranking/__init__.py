"""Ranking of articles: what the words say, what they mean, and what answered questions teach."""
