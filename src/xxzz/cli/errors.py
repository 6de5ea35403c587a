"""How a command says that it can't go on: a Chinese sentence and an exit code."""

OK = 0
FOUND = 1
WRONG_USAGE = 2
CANNOT_WORK = 3
INTERRUPTED = 130


class CommandExit(Exception):
    """Ends a command; the message is for the person at the keyboard."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


def wrong_usage(message: str) -> CommandExit:
    """Make the error of a person who typed something that can't be meant (exit 2)."""
    return CommandExit(message, WRONG_USAGE)


def cannot_work(message: str) -> CommandExit:
    """Make the error of a run for which something is missing or broken (exit 3)."""
    return CommandExit(message, CANNOT_WORK)
