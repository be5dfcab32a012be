"""The command line of the service: `trialrules serve`."""

import os
from pathlib import Path

import click

from ...errors import TrialRulesError
from .limits import Limits

TOKEN = "TRIALRULES_TOKEN"
EXIT_CODES = """
\b
Exit codes:
  0  stopped by SIGTERM or Ctrl-C; whatever had been accepted was answered
  1  the service could not start: standard error says why
  2  wrong usage
"""


@click.command(epilog=EXIT_CODES)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 is a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that read texts. Default: one a core.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=Limits().seconds,
    show_default=True,
    help="Seconds that one request may take; one that takes longer is ended (504).",
)
@click.option(
    "--max-body", type=click.IntRange(min=1), default=Limits().body, show_default=True, help="Bytes of a request (413)."
)
@click.option(
    "--max-text",
    type=click.IntRange(min=1),
    default=Limits().text,
    show_default=True,
    help="Characters of one eligibility text (413).",
)
@click.option(
    "--token-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"Only who sends the token in this file, or in the environment as {TOKEN}, is answered (401).",
)
@click.option("--log-text", is_flag=True, help="Log requests that fail within the program, with their texts.")
def serve(
    port: int, host: str, workers: int | None, timeout: float, max_body: int, max_text: int, token_file: Path | None,
    log_text: bool,
) -> None:  # fmt: skip
    """Answers over HTTP: POST /extract, /explain and /screen, GET /schema, /health, /version and /openapi.json.

    It listens on this machine alone unless --host says otherwise, and then it needs a token. Each request is logged to
    standard error by its path, status and time, without its text.

    \b
    Examples:
      trialrules serve --port 8000
      TRIALRULES_TOKEN=... trialrules serve --host 0.0.0.0 --workers 4
    """
    from ..batch.run import cores

    try:
        from . import server
    except ImportError as missing:
        raise click.ClickException("the service needs FastAPI: pip install 'trialrules[web]'") from missing
    token = _token(token_file)
    if token is None and not server.is_loopback(host):
        raise click.UsageError(f"--host {host} lets other machines in: set {TOKEN} or give --token-file")
    limits = Limits(body=max_body, text=max_text, seconds=timeout)
    try:
        server.serve(host, port, workers or cores(), limits, token=token, log_text=log_text)
    except OSError as error:
        raise click.ClickException(f"{host}:{port}: {error.strerror or error}") from error
    except TrialRulesError as error:
        raise click.ClickException(str(error)) from error


def _token(file: Path | None) -> str | None:
    try:
        token = file.read_text(encoding="utf-8").strip() if file else os.environ.get(TOKEN)
    except (OSError, UnicodeDecodeError) as error:
        raise click.FileError(str(file), str(error)) from error
    if token is None:
        return None
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise click.UsageError("the token must be printable ASCII without spaces")
    return token
