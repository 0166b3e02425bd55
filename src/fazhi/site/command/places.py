"""Where a verb may write."""

import os
from pathlib import Path
from typing import Any

import click


class Target(click.Path):
    """A file to write, in a folder that is there and may be written in: told before the work, not after it."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, writable=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = super().convert(value, param, ctx)
        if not (path.parent.is_dir() and os.access(path.parent, os.W_OK)):
            self.fail(f"文件夹 {path.parent} 不存在，或者不能写入。", param, ctx)
        return path
