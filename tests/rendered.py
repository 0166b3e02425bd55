"""Which templates some test has rendered: a run of everything names those that none did, and fails."""

from pathlib import Path

import pytest
from django.apps import apps
from django.test.signals import template_rendered

RENDERED, LEFT = pytest.StashKey[set](), pytest.StashKey[set]()


def pytest_sessionstart(session: pytest.Session) -> None:
    found = session.config.stash[RENDERED] = set()
    session.config.stash[LEFT] = names()
    template_rendered.connect(lambda template, **_: found.add(template.name), weak=False, dispatch_uid="tests.rendered")


def names() -> set[str]:
    """The names of the project's own templates."""
    folders = [Path(app.path, "templates") for app in apps.get_app_configs() if app.name.startswith("fazhi.")]
    return {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.html")}


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands over what it has not seen; the run as a whole looks for what nobody has."""
    config = session.config
    left = config.stash[LEFT] = config.stash[LEFT] - config.stash[RENDERED]
    if hasattr(config, "workeroutput"):
        config.workeroutput["left"] = sorted(left)
    elif left and is_whole(config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    if "left" in getattr(node, "workeroutput", {}):
        node.config.stash[LEFT] &= set(node.workeroutput["left"])


def pytest_terminal_summary(terminalreporter) -> None:
    config = terminalreporter.config
    if config.stash[LEFT] and is_whole(config):
        terminalreporter.section("templates that no test has rendered", red=True)
        terminalreporter.write_line("\n".join(sorted(config.stash[LEFT])))


def is_whole(config: pytest.Config) -> bool:
    """Whether everything was asked for: what a part does not render, another may."""
    chosen = config.option.keyword or config.option.markexpr or config.option.deselect or config.option.collectonly
    return config.args == config.getini("testpaths") and not chosen
