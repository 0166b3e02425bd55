"""What a dispute may not do: each refusal with the sentence its user reads, and the article."""
