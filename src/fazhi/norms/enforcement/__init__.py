"""行政执法 Administrative enforcement: who may enforce, with what power, judged at the date of the act."""
