"""Who may sign in and stay signed in: whoever works here on the day of the request."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from fazhi.kernel.calendar.moments import today


class InOffice(ModelBackend):
    """A session ends with the last day of its person, as a token does: asked anew with every request."""

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and (user.person is None or user.person.holds(today()))
