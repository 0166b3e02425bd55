"""A flow as the gallery shows it, made of nothing but names."""

from types import SimpleNamespace as Made

from .flows import FlowPicture, flow_picture

STATES = {
    name: Made(name=name, label=label, final=name in ("archived", "withdrawn"))
    for name, label in (
        ("applied", "待受理"),
        ("mediating", "调解中"),
        ("agreed", "达成协议"),
        ("withdrawn", "已撤回"),
        ("archived", "已归档"),
    )
}
STEPS = {
    "accept": ("受理", "applied", "mediating"),
    "agree": ("达成协议", "mediating", "agreed"),
    "withdraw": ("撤回", "applied", "withdrawn"),
    "again": ("反悔，重新调解", "agreed", "mediating"),
    "archive": ("归档", "agreed", "archived"),
}


def sample_flow() -> FlowPicture:
    """A short life with one way back."""
    steps = {
        name: Made(label=label, source=(STATES[source],), target=STATES[target])
        for name, (label, source, target) in STEPS.items()
    }
    model = Made(_meta=Made(verbose_name="纠纷"))
    return flow_picture(
        Made(states=STATES, steps=steps, start=STATES["applied"], model=model), "agreed", ("applied", "mediating")
    )
