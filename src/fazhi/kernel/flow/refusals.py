"""Why an act is refused, in a sentence that its user may read."""


class NotAllowed(Exception):
    """A step that may not be taken now; nothing was changed."""

    def __init__(self, sentence: str, law: str = "", mends: str = "", mended_by: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.law = law
        self.mends = mends  # what the user can do about it
        self.mended_by = mended_by  # the steps that clear it away, by name

    def __str__(self) -> str:
        return f"{self.sentence}（{self.law}）" if self.law else self.sentence


class Stale(Exception):
    """Somebody else changed the record since it was read; `since` is the version that stands now."""

    def __init__(self, sentence: str, since: int) -> None:
        super().__init__(sentence)
        self.since = since
