"""What the receiver's commands have in common: how their failures are worded."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xxzz.bundle.city.register.book import RegisterUnusable
from xxzz.bundle.city.register.deadline import ExtensionsInvalid
from xxzz.bundle.output import OutputError
from xxzz.cli.errors import cannot_work
from xxzz.intake.find import REGISTER
from xxzz.render import TemplateError
from xxzz.text.columns import one_line


@contextmanager
def worded(folder: Path) -> Iterator[None]:
    """End the command with a sentence where the register of a folder or an output fails."""
    try:
        yield
    except OutputError as error:
        raise cannot_work(one_line(str(error))) from error
    except TemplateError as error:
        raise cannot_work(f"Word 模板不能用：\n{error}") from error
    except RegisterUnusable as error:
        reason = str(error).rstrip("。")
        raise cannot_work(
            f"“{folder / REGISTER}”不能用：{reason}。没有改动它；请改好，或把它移走后再运行。"
        ) from error
    except ExtensionsInvalid as error:
        raise cannot_work(f"延期的文件不能用：\n{error}") from error
