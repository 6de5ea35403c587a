// @ts-check
// One piece of work at a time: the person's files go to the worker, what it finds comes back.
import { Engine, Gone, Told } from "./engine.js";
import { Unusable, read } from "./files.js";
import { element, part, say, setAsleep } from "./view.js";

/** @typedef {import("./files.js").Item} Item */
/** @typedef {"check" | "receive" | "review" | "edit"} Side */

export const state = {
  /** @type {Side} */
  side: "check",
  /** @type {Record<Side, Item[]>} */
  items: { check: [], receive: [], review: [], edit: [] },
  /** @type {Record<string, string>} files over which the worker came to an end, and how */
  lost: {},
  busy: false,
  /** Counts what was forgotten: work that began before it is not shown any more. */
  era: 0,
  /** Which worker knows the files of which side. */
  known: "",
};

export const engine = new Engine(partsOf(), (done, of) => {
  const progress = part("progress", HTMLProgressElement);
  progress.max = of;
  progress.value = done;
});

/** @returns {Record<string, string>} the runtime, from the page itself or from files beside it */
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
 * Runs one piece of work, with the buttons asleep; what goes wrong is said at a place.
 * @param {string} text
 * @param {() => Promise<void>} work
 * @param {HTMLElement} [place] where the person looks, by default the line at the top
 */
export async function working(text, work, place) {
  if (state.busy) return;
  state.busy = true;
  const began = state.era;
  const progress = part("progress", HTMLProgressElement);
  say(text);
  place?.replaceChildren(element("p", text));
  progress.removeAttribute("value");
  progress.hidden = false;
  setAsleep(true);
  try {
    await work();
  } catch (error) {
    if (began === state.era) tell(error, place);
  } finally {
    if (began === state.era) {
      state.busy = false;
      progress.hidden = true;
      setAsleep(false);
    }
  }
}

/** @param {unknown} error @param {HTMLElement} [place] */
export function tell(error, place) {
  const text = worded(error);
  say(place ? "" : text, true);
  place?.replaceChildren(Object.assign(element("p", text), { className: "error" }));
}

/** @param {unknown} error */
function worded(error) {
  if (error instanceof Told || error instanceof Unusable) return error.message;
  if (error instanceof Gone) return "程序停了，已经重新准备好，请再试一次。";
  return `网页出错，没有完成。这不是材料的问题，请重新打开这个网页再试。（${error}）`;
}

/**
 * Has all files of a side read and judged anew.
 * @param {Side} side
 */
export function judged(side) {
  state.lost = {};
  return withoutLost(side, () => judge(side));
}

/**
 * Asks for something that is made of this side's files; another worker is given them first.
 * @param {string} method
 * @param {...unknown} words
 */
export function asked(method, ...words) {
  const { side } = state;
  return withoutLost(side, async () => {
    if (state.items[side].length && state.known !== knownAs(side)) await judge(side);
    return engine.call(method, ...words);
  });
}

/** @param {Side} side */
const knownAs = (side) => `${side} ${engine.life}`;

/** @param {Side} side */
async function judge(side) {
  const there = state.items[side].filter(({ path }) => !(path in state.lost));
  await engine.call("put", side, await read(there));
  const found = await engine.call(side, state.lost);
  state.known = knownAs(side);
  return found;
}

/**
 * Tries until an answer comes: a file over which the worker ends is left out and named.
 * @param {Side} side
 * @param {() => Promise<any>} work
 * @returns {Promise<any>}
 */
async function withoutLost(side, work) {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const opened = error instanceof Gone && error.opened;
      const alike = state.items[side].filter(({ path }) => opened && `/${path}`.endsWith(`/${opened}`));
      const item = alike.find(({ path }) => path === opened) ?? alike[0];
      if (!item || item.path in state.lost) throw error;
      state.lost[item.path] = /** @type {Gone} */ (error).silent
        ? "这份文件读了很久还没有读完，没有再读。"
        : "读这份文件时程序停了，文件可能已损坏。";
    }
  }
}
