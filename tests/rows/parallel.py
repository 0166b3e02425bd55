"""Many at once: threads that start together, each with a database connection of its own."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def at_once(amount: int, act: Callable[[int], Any]) -> list[Any]:
    """What each of so many threads answered or raised; all of them begin at the same moment."""
    answers: list[Any] = [None] * amount
    gate = Barrier(amount)

    def run(number: int) -> None:
        gate.wait()
        try:
            answers[number] = act(number)
        except Exception as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(amount)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return answers
