"""`fazhi serve`: pages by granian, the recurring work in a process beside them."""

import errno
import socket
import subprocess
import sys

import click
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces

from fazhi.site import guard


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes (a city on PostgreSQL: as many as cores).",
)
@click.option("--publish/--no-publish", default=True, help="Sign the log too; not where a user of its own does (docs/ledger.md).")
def command(host: str, port: int, workers: int, publish: bool) -> None:
    """Serve the pages; beside them do the recurring work, sequence, sign and publish the log."""
    refuse_a_taken_port(host, port)
    call_command("migrate", verbosity=0, interactive=False)
    if weak := list(guard.weaknesses()):
        raise click.ClickException("不能这样运行：" + " ".join(weak))
    if late := list(guard.behind()):
        raise click.ClickException("没有启动，什么都没有改变：" + " ".join(late))
    serve(host, port, workers, publish)


def refuse_a_taken_port(host: str, port: int) -> None:
    """Said before the work, not after it; servers of ours would share a port without a word."""
    try:
        kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(kind, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise click.ClickException(
                f"端口 {port} 已被占用；请换一个：--port {port + 1}（make 时加 PORT={port + 1}）"
            ) from None
        raise click.ClickException(f"不能在 {host} 的端口 {port} 上提供服务：{error.strerror}") from None


def serve(host: str, port: int, workers: int = 1, publish: bool = True) -> None:
    """Serve until interrupted."""
    click.echo(f"FaZhi 法治  http://{host}:{port}/   (Ctrl C 停止)")
    beside = [["work", "--forever"], *([["log", "publish", "--watch"]] if publish else [])]
    running = [subprocess.Popen([sys.executable, "-m", "fazhi", *words], stdout=subprocess.DEVNULL) for words in beside]  # noqa: S603
    try:
        Granian(
            "fazhi.site.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=4,
            log_enabled=False,
        ).serve()
    finally:
        for process in running:
            process.terminate()
