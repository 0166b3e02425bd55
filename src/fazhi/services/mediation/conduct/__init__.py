"""What is done with a dispute: the verbs that its steps call."""
