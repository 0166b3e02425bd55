"""What is done with the cases of legal aid: the verbs that their steps call."""
