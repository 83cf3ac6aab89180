"""The command `kg`: one file a command. Errors of the user come as one line on stderr, results on stdout."""

import os
import sys

# exit codes: all well; some articles were skipped; what was asked for cannot be done; stopped by Ctrl-C
OK, SKIPPED, FAILED, STOPPED = 0, 0, 2, 130


def main() -> None:
    """Entry point.

    Exit code 0 where all went well (skipped articles are told), 2 for bad input or usage, 130 after Ctrl-C.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        _run()
    except KeyboardInterrupt:
        _stopped()
        sys.exit(STOPPED)
    except SystemExit as ended:
        # typer makes this of Ctrl-C
        if ended.code == STOPPED:
            _stopped()
        raise


def _run() -> None:
    from kg.cli.app import app
    from kg.errors import KgError
    from kg.vocabulary.plain import plain

    try:
        app()
    except KgError as failed:
        print(f"kg: {plain(str(failed))}", file=sys.stderr)
        sys.exit(FAILED)
    except BrokenPipeError:
        # the reader of our output has gone, as `| head` does
        _forget_output()
        sys.exit(OK)
    except OSError as refused:
        # a full disk or a closed device under standard output; files of ours have their own errors
        print(f"kg: {refused.filename or 'output'}: {refused.strerror or refused}", file=sys.stderr)
        _forget_output()
        sys.exit(FAILED)


def _forget_output() -> None:
    """What waits to be written cannot be, and must not be tried again when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stopped() -> None:
    print("kg: stopped; what was stored stays", file=sys.stderr)
