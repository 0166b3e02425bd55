"""Learns the weights of the first day from the train questions and writes them into the program's own file.

    FAZHI_HOME=… .venv/bin/python bench/first_day.py [FOLDER]

The home holds the corpus of FOLDER, imported as collection `corpus`. A number a column is written and nothing of a question or an
article. What they are worth on questions left out is said by bench/law_search.py, which learns them without those.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.site.settings")

import django  # noqa: E402

django.setup()

from fazhi.kernel.law import learning  # noqa: E402
from fazhi.kernel.law.importing import CORPUS  # noqa: E402
from fazhi.kernel.law.ranking.first_day import WEIGHTS, learn  # noqa: E402
from fazhi.kernel.law.ranking.past import in_folder  # noqa: E402
from fazhi.kernel.law.ranking.view import Learned  # noqa: E402

DATA = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared/data/stard")


def main() -> None:
    """Once with the meaning of words and once without."""
    ranker = learning.trained_on([], CORPUS)
    places, answered = learning.places_of(ranker, CORPUS), in_folder(DATA)
    asked = [(each.question, {places[name] for name in each.articles}) for each in answered]
    states = {"words": Learned(ranker.learned.index), "meaning": Learned(ranker.learned.index, ranker.learned.meaning)}
    blocks = [f'"{name}": {as_text(learn(state, asked).as_dict())}' for name, state in states.items()]
    WEIGHTS.write_text("{" + ",\n".join(blocks) + "}\n", encoding="utf-8")


def as_text(weights: dict[str, list[float]]) -> str:
    """A column a line."""
    return "{\n" + ",\n".join(f"  {json.dumps(name)}: {json.dumps(values)}" for name, values in weights.items()) + "}"


if __name__ == "__main__":
    main()
