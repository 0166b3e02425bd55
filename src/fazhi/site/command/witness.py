"""`fazhi log witness …`: sign what other bodies' logs show, and ask others to sign ours."""

from pathlib import Path

import click
from django.conf import settings

from fazhi.kernel.ledger import asking, witnessing
from fazhi.kernel.ledger.log.notes import Verifier
from fazhi.kernel.ledger.log.tree import Refused
from fazhi.kernel.ledger.log.witness import cosigning_kinds

FOLDER = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where key and memory lie; `witness` in FAZHI_HOME otherwise.",
)


@click.group()
def witness() -> None:
    """Witnesses: be one for others (new, know, serve), or ask some (ask, list)."""


def _own(folder: Path | None) -> witnessing.Witness:
    return witnessing.Witness(folder or Path(settings.HOME) / "witness")


@witness.command()
@click.argument("name")
@click.option(
    "--kind", type=click.Choice(cosigning_kinds()), default="ed25519-cosignature", show_default=True, help="How it signs."
)
@FOLDER
def new(name: str, kind: str, folder: Path | None) -> None:
    """Make the key of a witness NAME (e.g. notary.example/w1) and print it for those who will ask."""
    if not name.strip() or set(name) & set(" +\n"):
        raise click.ClickException("见证方的名称里不能有空格和加号。")
    try:
        click.echo(_own(folder).begin(name, kind).line())
    except FileExistsError as error:
        raise click.ClickException("这里已经有一把见证密钥；见证方的密钥不更换。") from error


@witness.command()
@click.argument("key")
@FOLDER
def know(key: str, folder: Path | None) -> None:
    """Sign for one more log, by its verifier KEY; it stands for the log in every year."""
    _own(folder).know(_key(key))


@witness.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8010, show_default=True, type=click.IntRange(0, 65535), help="The port.")
@FOLDER
def serve(host: str, port: int, folder: Path | None) -> None:
    """Answer add-checkpoint (c2sp.org/tlog-witness) until stopped."""
    own = _own(folder)
    if not (own.folder / "key").exists():
        raise click.ClickException("还没有见证密钥，请先运行 fazhi log witness new 名称。")
    try:
        server = witnessing.server(own, host, port)
    except OSError as reason:
        raise click.ClickException(
            f"不能在 {host}:{port} 上应答（{reason.strerror}）；请换一个端口 --port，或者停掉占用它的程序。"
        ) from reason
    click.echo(f"见证 {own.signer.name}  http://{host}:{server.server_port}/   认得 {len(own.logs())} 个日志密钥（Ctrl C 停止）")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


@witness.command()
@click.argument("key")
@click.argument("address")
def ask(key: str, address: str) -> None:
    """Ask one more witness for its signature on our checkpoints: its KEY and where it listens."""
    try:
        asking.add_witness(asking.Witness(_key(key), address))
    except Refused as reason:
        raise click.ClickException(str(reason)) from reason
    click.echo("已加入见证名单，下一个检查点起请它签名。")


@witness.command("list")
def list_asked() -> None:
    """Whom we ask."""
    for one in asking.witnesses():
        click.echo(f"{one.key.line()}  {one.address}")


def _key(line: str) -> Verifier:
    try:
        return Verifier.read(line)
    except Refused as reason:
        raise click.ClickException(f"不是密钥：{reason}") from reason
