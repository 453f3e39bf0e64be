"""The command line: ``volante``. Exit 0 done, 1 the work failed, 2 the user's mistake; no other codes.

Imports stay inside the commands: ``volante --help`` must not wait for Numba or scikit-learn.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import typer

from api.commands import (
    accommodations,
    alias,
    ask,
    bench,
    demo,
    explain,
    imports,
    infer,
    link,
    match,
    policy,
    prospetto,
    quota,
    taxonomy,
)

DONE, FAILED, MISTAKE = 0, 1, 2
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # no mistake of the user's

app = typer.Typer(
    name="volante",
    help="Volante: chi cerca lavoro con una disabilità e chi glielo deve per legge (L. 68/1999). "
    "Tables in, quota gaps, exact ranked and explained matches out.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("demo")(demo.demo)
app.command("match")(match.match)
app.command("explain")(explain.explain)
app.command("ask")(ask.ask)
app.command("accommodations")(accommodations.accommodations)
app.command("policy")(policy.policy)
app.command("quota")(quota.quota)
app.command("bench")(bench.bench)
app.command("link")(link.link)
app.command("import")(imports.import_table)
app.command("infer")(infer.infer)
app.add_typer(prospetto.app, name="prospetto")
app.add_typer(taxonomy.app, name="taxonomy")
app.add_typer(alias.app, name="alias")


@app.callback()
def _volante() -> None:
    """Keep the commands as commands, however many there are."""


def _say(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201 (the talk of a command line goes to stderr)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    # Busy-waiting OpenMP threads of scikit-learn slow a small machine down severalfold.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code: one line on stderr for what went wrong, never a trace."""
    from matcher.errors import MatcherError

    try:
        code: Any = app(args=arguments, standalone_mode=False)
    except MatcherError as error:
        _say(f"error: {error}" if "\n" not in str(error) else str(error))
        return FAILED if getattr(error.__cause__, "errno", None) in _NO_ROOM else MISTAKE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        _say("error: interrupted; nothing was half-written")
        return FAILED
    except MemoryError:
        _say("error: out of memory: give fewer rows at a time")
        return FAILED
    except Exception as error:
        return _other(error)
    return code if isinstance(code, int) else DONE


def _other(error: Exception) -> int:
    if isinstance(error, typer.Exit):
        return DONE if error.exit_code == DONE else MISTAKE if error.exit_code == MISTAKE else FAILED
    told = getattr(error, "format_message", None)
    if told is not None:  # a usage error of the command line's own parser
        message = " ".join(str(told()).split())
        _say(f"error: {message} (volante --help)" if message else "error: no command given (volante --help)")
        return MISTAKE
    if isinstance(error, OSError):
        where = f" '{error.filename}'" if error.filename else ""
        _say(f"error: cannot read or write{where}: {error.strerror or error}")
        return FAILED
    what = " ".join(str(error).split())
    _say(f"error: the work failed: {type(error).__name__}: {what}; nothing was half-written")
    return FAILED


if __name__ == "__main__":
    main()
