// Compiles the Python sources in a folder with the interpreter that will run them.
// Called by __main__.py: node compile.mjs PYODIDE FOLDER
import { pathToFileURL } from "node:url";

const [pyodide, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.mountNodeFS("/site", folder);
python.runPython(`
import py_compile
from pathlib import Path

for source in sorted(Path("/site").rglob("*.py")):
    relative = source.relative_to("/site").as_posix()
    py_compile.compile(
        str(source),
        cfile=str(source.with_suffix(".pyc")),
        dfile=relative,  # what a traceback names
        doraise=True,
        optimize=0,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    source.unlink()
`);
