"""What the declarations of a module say to users, and which of it has no English: `python -m tests.every.english hotline`."""

import os
import re
import sys

import django
import polib
from django.apps import apps

from fazhi.faces.look import tongues
from fazhi.kernel import registry
from fazhi.kernel.records.fields import Several
from tests.every.refusals import refused

HAN = re.compile(r"[\u4e00-\u9fff]")


def declared(app):
    """The names that a module shows: kinds, fields, choices, parts, states, steps, clocks, desks, papers, ledgers, figures."""
    for model in apps.get_app_config(app).get_models():
        yield from (model._meta.verbose_name, model._meta.verbose_name_plural)
        for field in model._meta.get_fields():
            yield getattr(field, "verbose_name", "")
            yield from (label for _, label in getattr(field, "flatchoices", None) or ())
    of_app = f"{app}."
    for label, flow in registry.on("flows").items():
        if label.startswith(of_app):
            for shown in (*flow.states.values(), *flow.steps.values(), *flow.clocks.values()):
                yield shown.label
    for shelf, name in (
        ("desks", "named"),
        ("ledgers", "title"),
        ("indicators", "label"),
        ("papers", "title"),
        ("intakes", "title"),
    ):
        for label, each in registry.on(shelf).items():
            model = getattr(each, "model", None)
            if label.startswith(of_app) or model is not None and registry.label(model).startswith(of_app):
                yield each.named() if name == "named" else getattr(each, name)
    if getattr(apps.get_app_config(app), "pillar", "") in ("services", "norms"):
        yield from told_beside(app)
    for desk in registry.on("desks").values():
        if registry.label(desk.model).startswith(of_app):
            yield from (desk.empty, *desk.hints.values(), *(view.label for view in desk.views))
    yield from (rule.label for key, rule in registry.on("rules").items() if key.startswith(of_app))
    yield from public(app)
    yield from refused(app)


def told_beside(app):
    """What stands beside the names: the room's own, sentences below inputs and above steps, each gate's, and tables beside records."""
    yield apps.get_app_config(app).verbose_name
    for model in apps.get_app_config(app).get_models():
        for field in model._meta.get_fields():
            yield getattr(field, "help_text", "")
            yield from (label for _, label in (field.words.choices if isinstance(field, Several) else ()))
    for flow in (flow for label, flow in registry.on("flows").items() if label.startswith(f"{app}.")):
        yield from (state.due_label for state in flow.states.values())
        for step in flow.steps.values():
            yield from (step.tells, *(getattr(gate, "sentence", "") for gate in step.needs))
    for desk in registry.on("desks").values():
        if registry.label(desk.model).startswith(f"{app}."):
            yield from (words for table in desk.beside for words in (table.title, table.note, *table.heads))


def public(app):
    """What the portal says of a module: its forms from the first question to what became of it, and what it publishes."""
    for intake in registry.on("intakes").values():
        if registry.label(intake.model).startswith(f"{app}."):
            yield from (intake.summary, intake.notice, *intake.tells.values(), *intake.words.values())
            for stage in intake.stages:
                yield from (stage.title, stage.note)
                yield from (
                    words
                    for ask in stage.asks
                    for words in (ask.label, ask.help, *(ask.words if isinstance(ask.words, dict) else ()))
                )
    room = apps.get_app_config(app).name
    for notice in registry.on("notices").values():
        if notice.rows.__module__.startswith(f"{room}."):
            yield from (notice.title, notice.note, *notice.words.values())


def known():
    """Every Chinese that has its English."""
    return {entry.msgid for path in tongues.catalogues() for entry in polib.pofile(str(path)) if entry.msgstr}


def missing(app):
    told = {str(each) for each in declared(app) if each and HAN.search(str(each))}
    held = known()
    return sorted(each for each in told if each not in held and tongues.NUMBER.sub("{}", each) not in held)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    sys.stdout.write("".join(f"{line}\n" for app in sys.argv[1:] for line in missing(app)))
