// @ts-check
// Runs one task at a time: sends the person's files to the worker and returns its results.
import { Engine, WorkerEnded, UserError } from "./engine.js";
import { UnusableFiles, readAll } from "./files.js";
import { element, byId, setStatus, setDisabled } from "./view.js";

/** @typedef {import("./files.js").Item} Item */
/** @typedef {"check" | "receive" | "review" | "edit"} Side */

export const state = {
  /** @type {Side} */
  side: "check",
  /** @type {Record<Side, Item[]>} */
  items: { check: [], receive: [], review: [], edit: [] },
  /** @type {Record<string, string>} files that crashed the worker, with reasons */
  lost: {},
  busy: false,
  /** Incremented when everything is forgotten; results of earlier work are not shown. */
  session: 0,
  /** The side and worker that the files were sent to. */
  loaded: "",
};

export const engine = new Engine(partsOf(), (done, of) => {
  const progress = byId("progress", HTMLProgressElement);
  progress.max = of;
  progress.value = done;
});

/** @returns {Record<string, string>} the parts of the runtime, embedded in the page or from files beside it */
function partsOf() {
  /** @type {Record<string, string>} */
  const parts = { .../** @type {any} */ (globalThis).deskParts };
  for (const one of document.querySelectorAll("script[type='text/plain']")) {
    parts[/** @type {HTMLElement} */ (one).dataset.name ?? ""] = one.textContent ?? "";
    one.remove();
  }
  return parts;
}

/**
 * Runs a task with the buttons disabled, and shows errors.
 * @param {string} text
 * @param {() => Promise<void>} work
 * @param {HTMLElement} [place] where to show status and errors, by default the status line
 */
export async function runWork(text, work, place) {
  if (state.busy) return;
  state.busy = true;
  const began = state.session;
  const progress = byId("progress", HTMLProgressElement);
  setStatus(text);
  place?.replaceChildren(element("p", text));
  progress.removeAttribute("value");
  progress.hidden = false;
  setDisabled(true);
  try {
    await work();
  } catch (error) {
    if (began === state.session) showError(error, place);
  } finally {
    if (began === state.session) {
      state.busy = false;
      progress.hidden = true;
      setDisabled(false);
    }
  }
}

/** @param {unknown} error @param {HTMLElement} [place] */
export function showError(error, place) {
  const text = worded(error);
  setStatus(place ? "" : text, true);
  place?.replaceChildren(Object.assign(element("p", text), { className: "error" }));
}

/** @param {unknown} error */
function worded(error) {
  if (error instanceof UserError || error instanceof UnusableFiles) return error.message;
  if (error instanceof WorkerEnded) return "程序停了，已经重新准备好，请再试一次。";
  return `网页出错，没有完成。这不是材料的问题，请重新打开这个网页再试。（${error}）`;
}

/**
 * Sends all files of a side to the worker and has them checked.
 * @param {Side} side
 */
export function checkAll(side) {
  state.lost = {};
  return retryWithoutLost(side, () => sendAndCheck(side));
}

/**
 * Calls a method that needs this side's files; they are sent first if the worker lacks them.
 * @param {string} method
 * @param {...unknown} args
 */
export function request(method, ...args) {
  const { side } = state;
  return retryWithoutLost(side, async () => {
    if (state.items[side].length && state.loaded !== loadKey(side)) await sendAndCheck(side);
    return engine.call(method, ...args);
  });
}

/** @param {Side} side */
const loadKey = (side) => `${side} ${engine.generation}`;

/** @param {Side} side */
async function sendAndCheck(side) {
  const there = state.items[side].filter(({ path }) => !(path in state.lost));
  await engine.call("write", side, await readAll(there));
  const found = await engine.call(side, state.lost);
  state.loaded = loadKey(side);
  return found;
}

/**
 * Repeats work without the files that crash the worker; these are recorded in `state.lost`.
 * @param {Side} side
 * @param {() => Promise<any>} work
 * @returns {Promise<any>}
 */
async function retryWithoutLost(side, work) {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const opened = error instanceof WorkerEnded && error.opened;
      const candidates = state.items[side].filter(({ path }) => opened && `/${path}`.endsWith(`/${opened}`));
      const item = candidates.find(({ path }) => path === opened) ?? candidates[0];
      if (!item || item.path in state.lost) throw error;
      state.lost[item.path] = /** @type {WorkerEnded} */ (error).timedOut
        ? "这份文件读了很久还没有读完，没有再读。"
        : "读这份文件时程序停了，文件可能已损坏。";
    }
  }
}
