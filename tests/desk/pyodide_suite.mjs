// Runs tests of the suite in the page's own Python, under Node:
// node pyodide_suite.mjs PYODIDE CHECKOUT PACKAGES OTHERS TESTS…
// PACKAGES are the page's (site.zip unpacked), OTHERS those that only tests need.
import { pathToFileURL } from "node:url";

const [pyodide, checkout, packages, others, ...tests] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({
  indexURL: `${pyodide}/`,
  env: { HOME: "/tmp", PYDANTIC_DISABLE_PLUGINS: "__all__", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" },
});
for (const [place, folder] of Object.entries({ "/checkout": checkout, "/packages": packages, "/others": others })) {
  python.FS.mkdirTree(place);
  python.mountNodeFS(place, folder);
}
python.globals.set("tests", python.toPy(tests));
process.exitCode = python.runPython(`
import os, sys

sys.dont_write_bytecode = True
sys.path[:0] = ["/checkout/src", "/packages"]
sys.path.append("/others")  # what the page has of its own comes first
os.chdir("/checkout")
from unittest.mock import MagicMock
import pytest


def as_it_is(*_, **__):
    return lambda test: test


# hypothesis is compiled for other machines: what it generates runs elsewhere, the rest runs here
stand_in = MagicMock(settings=as_it_is, example=as_it_is)
stand_in.given = lambda *_, **__: pytest.mark.skip(reason="hypothesis does not run here")
sys.modules["hypothesis"] = stand_in
sys.modules["hypothesis.strategies"] = stand_in.strategies

int(pytest.main([*tests, "-p", "no:cacheprovider", "--capture=sys", "-o", "filterwarnings="]))
`);
