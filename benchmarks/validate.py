"""Start-up beside a bare Typer app, and `xxzz validate` beside frictionless's CLI.

Usage: python benchmarks/validate.py [--large]   (needs: pip install -e ".[bench]")
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from timing import compare, seconds
from workbooks import write

BARE_APP = """
import typer
app = typer.Typer()
@app.command()
def one(name: str = "x"):
    "First."
@app.command()
def two(name: str = "x"):
    "Second."
app()
"""

SCHEMA = {
    "fields": [
        {"name": "单位（集体）名称", "type": "string", "constraints": {"required": True}},
        {"name": "申报类型", "type": "string", "constraints": {"required": True}},
        {"name": "联系人手机号码", "type": "string", "constraints": {"pattern": r"1\d{10}"}},
        {"name": "邮编", "type": "string", "constraints": {"pattern": r"\d{6}"}},
        {"name": "简要事迹", "type": "string", "constraints": {"maxLength": 500}},
        {"name": "详细事迹", "type": "string", "constraints": {"minLength": 1000}},
    ],
    "fieldsMatch": "partial",
}


def main() -> None:
    tools = Path(sys.executable).parent
    program, frictionless = tools / "xxzz", tools / "frictionless"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = folder / "bare.py"
        bare.write_text(BARE_APP, encoding="utf-8")
        schema = folder / "schema.json"
        schema.write_text(json.dumps(SCHEMA, ensure_ascii=False), encoding="utf-8")
        peer = [sys.executable, bare, "--help"]
        print(
            compare("xxzz --help / a bare Typer app --help", [program, "--help"], peer, target=1.0)
        )
        print(
            compare(
                "xxzz --version / a bare Typer app --help", [program, "--version"], peer, target=0.5
            )
        )
        for count, target, runs in ((476, 0.5, 7), (10_000, 1.0, 3)):
            book = write(folder / f"{count}.xlsx", count)
            check = [frictionless, "validate", book, "--schema", schema, "--trusted"]
            work = f"xxzz validate / frictionless validate, {count} nominations"
            print(compare(work, [program, "validate", book], check, target=target, runs=runs))
        if "--large" in sys.argv:
            sizes = (25_000, 50_000, 100_000)
            books = [write(folder / f"{count}.xlsx", count, story=400) for count in sizes]
            for count, book in zip(sizes, books, strict=True):
                print(
                    f"xxzz validate, {count} short nominations: {seconds([program, 'validate', book]):.1f} s"
                )


if __name__ == "__main__":
    main()
