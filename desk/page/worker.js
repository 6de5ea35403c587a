// @ts-check
// The worker, which runs xxzz in Python. The page joins this script with those of Pyodide. None of
// them has network access, and all data is gone when the worker ends.

/** @typedef {{ id: number, method: string, args: unknown[] }} Task */
/** @typedef {{ path: string, data: ArrayBuffer, time: number }} Material */

const ROOT = "/xxzz";
const PACKAGES = "/lib/python3.14/site-packages";

/** @type {any} */
let python;
/** @type {any} */
let desk;
/** @type {Record<string, string>} the folders of a person's files, by side of the page */
let folders = {};

/** @param {string} text base64 @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** @param {string} text base64 of gzip @param {string} type */
function unpacked(text, type = "application/octet-stream") {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "content-type": type } });
}

/** @param {Record<string, string>} parts base64, by name */
async function start(parts) {
  const local = {
    "pyodide.asm.wasm": () => unpacked(parts["pyodide.asm.wasm"], "application/wasm"),
    "python_stdlib.zip": () => unpacked(parts["stdlib.zip"]),
  };
  const closed = /** @type {any} */ (self);
  closed.fetch = async (/** @type {string} */ url) => {
    const name = /** @type {keyof typeof local} */ (String(url).split("/").pop());
    if (!(name in local)) throw new Error(`closed: ${name}`);
    return local[name]();
  };
  const site = unpacked(parts["site.zip"]).arrayBuffer();
  python = await closed.loadPyodide({
    indexURL: "memory:/",
    stdLibURL: "memory:/python_stdlib.zip",
    createPyodideModule: closed._createPyodideModule,
    lockFileContents: parts.lock,
    env: { HOME: "/tmp", PYDANTIC_DISABLE_PLUGINS: "__all__", PYTHONINSPECT: "1" },
  });
  python.unpackArchive(await site, "zip", { extractDir: PACKAGES });
  python.FS.writeFile("/xxzz.tar.bz2", bytesOf(parts["xxzz.tar.bz2"]));
  python.globals.set("advance", (/** @type {number} */ done, /** @type {number} */ of) => {
    self.postMessage({ kind: "progress", done, of });
  });
  desk = python.runPython(`
import gc, importlib, sys, tarfile

gc.disable()
with tarfile.open("/xxzz.tar.bz2") as sources:
    sources.extractall("${PACKAGES}", filter="data")
importlib.invalidate_caches()
from xxzz.desk.browser import Desk

Desk("${ROOT}", advance)
`);
  const about = toPlainObject(desk.about());
  folders = about.folders;
  reportOpened();
  self.postMessage({ kind: "ready", about });
}

/** Reports each of a person's files when it is opened, so that the page can skip it after a crash. */
function reportOpened() {
  const open = python.FS.open;
  const below = new RegExp(`^${ROOT}/(?:材料|(?:接收|编辑)/[^/]+)/(.+)`);
  let last = "";
  python.FS.open = (/** @type {unknown} */ path, /** @type {unknown[]} */ ...rest) => {
    const name = below.exec(String(path))?.[1];
    if (name && name !== last) {
      last = name;
      self.postMessage({ kind: "opened", path: name });
    }
    return open.call(python.FS, path, ...rest);
  };
}

/** @param {any} value a proxy of a Python value */
function toPlainObject(value) {
  const copy = value.toJs({ dict_converter: Object.fromEntries, create_pyproxies: false });
  value.destroy();
  return copy;
}

/** @param {string} side @param {Material[]} materials */
function write(side, materials) {
  const folder = folders[side];
  python.runPython(`import shutil; shutil.rmtree("${folder}")`);
  python.FS.mkdirTree(folder);
  for (const { path, data, time } of materials) {
    const slash = path.lastIndexOf("/");
    if (slash > 0) python.FS.mkdirTree(`${folder}/${path.slice(0, slash)}`);
    python.FS.writeFile(`${folder}/${path}`, new Uint8Array(data));
    python.FS.utime(`${folder}/${path}`, time, time);
  }
}

/** @param {Task} task */
function handle({ id, method, args }) {
  if (method === "write") {
    write(String(args[0]), /** @type {Material[]} */ (args[1]));
    self.postMessage({ kind: "done", id });
    return;
  }
  try {
    const result = toPlainObject(desk.answer(method, python.toPy(args)));
    self.postMessage({ kind: "done", id, result });
  } catch (/** @type {any} */ error) {
    if (error?.name !== "PythonError") throw error; // the interpreter crashed
    self.postMessage({ kind: "failed", id, text: `程序内部出错（${error.type}）。这不是材料的问题。` });
  }
}

self.onmessage = ({ data }) => {
  const work = data.method === "start" ? start(data.args[0]) : Promise.resolve(data).then(handle);
  work.catch((error) => self.postMessage({ kind: "fatal", text: String(error?.message ?? error) }));
};
