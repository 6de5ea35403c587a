"""Exit codes, and the error that ends a command."""

OK = 0
FOUND = 1
WRONG_USAGE = 2
CANNOT_WORK = 3
INTERRUPTED = 130


class CommandExit(Exception):
    """Ends a command; the message is for the user."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


def wrong_usage(message: str) -> CommandExit:
    """Make the error for an invalid command line (exit code 2)."""
    return CommandExit(message, WRONG_USAGE)


def cannot_work(message: str) -> CommandExit:
    """Make the error for missing or broken files and programs (exit code 3)."""
    return CommandExit(message, CANNOT_WORK)
