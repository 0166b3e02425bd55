"""What a password must be, beyond what Django says in Chinese already."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """At least so many characters; a phrase is easier to keep in mind than a riddle."""

    def get_error_message(self) -> str:
        return f"密码太短，至少要 {self.min_length} 个字符"

    def get_help_text(self) -> str:
        return f"至少 {self.min_length} 个字符，几个词连起来最好记"
