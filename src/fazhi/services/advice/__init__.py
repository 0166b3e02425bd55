"""法律咨询 Legal advice: a question, an answer that cites its articles, and where to go next."""
