"""What a start finds wrong in how personal data and scope are declared, in words."""

from collections.abc import Iterator

from fazhi.kernel import registry

from .models import Record, parts_of, record_models
from .secret import secret_fields


@registry.check
def personal_data_are_declared_well() -> Iterator[str]:
    """Nothing sensitive is searched by its words, and what is encrypted says what it shows instead."""
    for model in record_models():
        kinds = {"": model, **parts_of(model)}
        for path in model.search_fields.split():
            owner, _, name = path.rpartition("__")
            if name in {field.name for field in secret_fields(kinds.get(owner, model))}:
                yield f"{model._meta.label}: “{path}” is encrypted and cannot be among search_fields"
        for kind in kinds.values():
            yield from (
                f"{kind._meta.label}.{f.name} is encrypted and has no mask" for f in secret_fields(kind) if not hasattr(f, "mask")
            )


@registry.check
def a_scope_of_ones_own_is_said() -> Iterator[str]:
    """Whoever shows less, or more, than lies in a place says so: its tallies are no count of what a person sees."""
    for model in record_models():
        if model.scope_of.__func__ is not Record.scope_of.__func__ and not model.narrows_scope:
            yield f"{model._meta.label} has a scope_of of its own and does not say narrows_scope"
