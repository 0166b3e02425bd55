"""What is done on the hotline: the verbs that its steps call."""
