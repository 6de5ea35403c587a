// @ts-check
import { Engine, Gone, Told } from "./engine.js";
import { Unusable, changed, chosen, dropped, read, walked } from "./files.js";
import { installFilter } from "./filter.js";

/** @typedef {import("./files.js").Item} Item */
/** @typedef {"check" | "receive"} Side */

const WATCH = 2000;
const WORDS = {
  check: {
    call: "把推荐名单、推荐表、事迹，或者整个文件夹拖到这里",
    kinds: "名单：.xlsx、.xls、.ods、.et；推荐表和事迹：.docx，事迹也可以是 .txt。旧的 .doc、.wps 和 PDF 请先在 WPS 里“另存为” .docx。",
    busy: "正在检查……",
    done: "检查好了。",
  },
  receive: {
    call: "把收到的包（.zip）或整个收件文件夹拖到这里",
    kinds: "包是推荐单位用本网页“报送用的包”或 xxzz pack 做的 .zip。",
    busy: "正在核对……",
    done: "核对好了。",
  },
};

/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
function part(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(id);
  return found;
}

const status = part("status", HTMLElement);
const progress = part("progress", HTMLProgressElement);
const result = part("result", HTMLElement);
const taken = part("taken", HTMLElement);
const drop = part("drop", HTMLElement);
const takeFor = part("take-for", HTMLSelectElement);

const engine = new Engine(partsOf(), (done, of) => {
  progress.max = of;
  progress.value = done;
});

/** @type {Side} */
let side = "check";
/** @type {Record<Side, Item[]>} */
let items = { check: [], receive: [] };
let busy = false;
/** Counts what was forgotten: work that began before it is not shown any more. */
let era = 0;

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

/** @param {string} text @param {boolean} [wrong] */
function say(text, wrong = false) {
  status.textContent = text;
  status.classList.toggle("error", wrong);
}

/**
 * Runs one piece of work at a time, with the buttons asleep.
 * @param {string} text
 * @param {() => Promise<void>} work
 */
async function working(text, work) {
  if (busy) return;
  busy = true;
  const began = era;
  say(text);
  progress.removeAttribute("value");
  progress.hidden = false;
  setAsleep(true);
  try {
    await work();
  } catch (error) {
    if (began === era) tell(error);
  } finally {
    busy = false;
    if (began === era) {
      progress.hidden = true;
      setAsleep(false);
    }
  }
}

/** @param {unknown} error */
function tell(error) {
  if (error instanceof Told || error instanceof Unusable) say(error.message, true);
  else if (error instanceof Gone) say("程序停了，已经重新准备好，请再试一次。", true);
  else say(`网页出错，没有完成。这不是材料的问题，请重新打开这个网页再试。（${error}）`, true);
}

/** @param {boolean} asleep */
function setAsleep(asleep) {
  for (const button of document.querySelectorAll("main button")) {
    if (button.id !== "forget") /** @type {HTMLButtonElement} */ (button).disabled = asleep;
  }
}

/** @param {Promise<Item[]> | Item[]} coming */
async function take(coming) {
  await working("正在读取……", async () => {
    const news = await coming;
    if (!news.length) throw new Unusable("这里面没有文件。");
    const paths = new Set(news.map(({ path }) => path));
    items[side] = [...items[side].filter(({ path }) => !paths.has(path)), ...news];
    await look();
  });
}

/** Reads and judges all files of this side, and shows what was found. */
async function look() {
  const [asked, began] = [side, era];
  showList();
  say(WORDS[asked].busy);
  const found = await judged(asked);
  if (began !== era) return;
  // both made by xxzz, every value in them escaped; no script but the page's own can run here
  part("verdict", HTMLElement).innerHTML = found.verdict;
  result.innerHTML = found.details;
  installFilter(result);
  part("result-step", HTMLElement).hidden = false;
  part("details-step", HTMLElement).hidden = false;
  part("blank-step", HTMLElement).hidden = true;
  part("again", HTMLElement).hidden = false;
  taken.textContent = "";
  offer(asked, found);
  say(WORDS[asked].done);
  part("result-step", HTMLElement).focus({ preventScroll: true });
  part("result-step", HTMLElement).scrollIntoView({ block: "start" });
}

/**
 * Asks until an answer comes: a file over which the worker ends is left out and named.
 * @param {Side} asked
 * @returns {Promise<any>}
 */
async function judged(asked) {
  /** @type {Record<string, string>} */
  const lost = {};
  for (;;) {
    const there = items[asked].filter(({ path }) => !(path in lost));
    try {
      await engine.call("put", asked, await read(there));
      return await engine.call(asked, lost);
    } catch (error) {
      if (!(error instanceof Gone) || !error.opened || error.opened in lost) throw error;
      lost[error.opened] = error.silent
        ? "这份文件读了很久还没有读完，没有再读。"
        : "读这份文件时程序停了，文件可能已损坏。";
    }
  }
}

function showList() {
  const list = part("list", HTMLDetailsElement);
  const names = items[side].map(({ path }) => path).sort();
  list.hidden = !names.length;
  part("list", HTMLElement).querySelector("summary")?.replaceChildren(`放进来${names.length}个文件`);
  list.querySelector("ul")?.replaceChildren(
    ...names.map((name) => Object.assign(document.createElement("li"), { textContent: name })),
  );
  const watched = items[side].some(({ handle }) => handle);
  part("watching", HTMLElement).textContent = watched
    ? "在 WPS 里改好、保存以后，这里会自己再检查。"
    : "改好、保存以后点“再检查一次”；浏览器读不到新内容时，请把文件再拖进来。";
}

/** @param {Side} asked @param {any} found */
function offer(asked, found) {
  const can = asked === "receive"
    ? { merged: true }
    : { annotate: found.annotate, forms: found.nominations, package: found.nominations, collect: found.collect };
  for (const line of document.querySelectorAll("[data-for]")) {
    const name = /** @type {HTMLElement} */ (line).dataset.for ?? "";
    /** @type {HTMLElement} */ (line).hidden = !(/** @type {any} */ (can)[name]);
  }
  const names = found.recommenders ?? [];
  part("one-of", HTMLElement).hidden = names.length < 2;
  takeFor.replaceChildren(...names.map((/** @type {string} */ name) => new Option(name, name)));
  part("take-step", HTMLElement).hidden = !Object.values(can).some(Boolean);
}

/** @param {string} what */
async function makeAndSave(what) {
  const chosenFor = what === "blank" ? part("blank-for", HTMLSelectElement).value : takeFor.value;
  await working("正在制作……", async () => {
    const began = era;
    const made = await engine.call("take", what, chosenFor, part("contact", HTMLInputElement).value);
    if (began !== era) return;
    save(made.name, made.content);
    say("");
    const notes = made.notes.map((/** @type {string} */ text) =>
      Object.assign(document.createElement("li"), { textContent: text }));
    const list = document.createElement("ul");
    list.append(...notes);
    taken.replaceChildren(`已存到浏览器的“下载”文件夹：${made.name}`, list);
    if (what === "blank") say(`已存到浏览器的“下载”文件夹：${made.name}`);
  });
}

/** @param {string} name @param {Uint8Array<ArrayBuffer>} content */
function save(name, content) {
  const url = URL.createObjectURL(new Blob([content]));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function forget() {
  era += 1;
  items = { check: [], receive: [] };
  engine.end();
  clear();
  part("contact", HTMLInputElement).value = "";
  say("已经忘掉全部。您电脑上的文件没有动。");
  void engine.start().catch(tell);
}

function clear() {
  busy = false;
  result.replaceChildren();
  part("verdict", HTMLElement).replaceChildren();
  taken.replaceChildren();
  part("list", HTMLElement).querySelector("ul")?.replaceChildren();
  progress.hidden = true;
  part("blank-step", HTMLElement).hidden = side === "receive";
  for (const id of ["list", "again", "result-step", "details-step", "take-step"]) part(id, HTMLElement).hidden = true;
  setAsleep(false);
}

/** @param {Side} to */
function turnTo(to) {
  side = to;
  clear();
  say("");
  part("call", HTMLElement).textContent = WORDS[to].call;
  part("kinds", HTMLElement).textContent = WORDS[to].kinds;
  for (const button of document.querySelectorAll("[data-side]")) {
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.side === to));
  }
  if (items[to].length) void working(WORDS[to].busy, look);
}

/** @param {"showOpenFilePicker" | "showDirectoryPicker"} picker @param {string} input */
async function pick(picker, input) {
  const show = /** @type {any} */ (window)[picker];
  if (!show) {
    part(input, HTMLInputElement).click();
    return;
  }
  try {
    const handles = await show.call(window, picker === "showOpenFilePicker" ? { multiple: true } : {});
    await take(walked([handles].flat()));
  } catch (/** @type {any} */ error) {
    if (error?.name !== "AbortError") part(input, HTMLInputElement).click();
  }
}

async function watch() {
  if (!busy && !document.hidden && items[side].length && (await changed(items[side]))) {
    await working("文件保存过了，正在再检查……", look);
  }
  setTimeout(watch, WATCH);
}

function listen() {
  addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  addEventListener("dragleave", () => drop.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer && !busy) void take(dropped(event.dataTransfer));
  });
  for (const id of ["files", "folder"]) {
    const input = part(id, HTMLInputElement);
    input.addEventListener("change", () => {
      const list = input.files && chosen(input.files);
      input.value = "";
      if (list) void take(list);
    });
  }
  const actions = {
    "pick-files": () => void pick("showOpenFilePicker", "files"),
    "pick-folder": () => void pick("showDirectoryPicker", "folder"),
    recheck: () => void working(WORDS[side].busy, look),
    print: () => window.print(),
    forget,
  };
  for (const [id, action] of Object.entries(actions)) part(id, HTMLElement).addEventListener("click", action);
  for (const button of document.querySelectorAll("[data-take]")) {
    button.addEventListener("click", () => void makeAndSave(/** @type {HTMLElement} */ (button).dataset.take ?? ""));
  }
  for (const button of document.querySelectorAll("[data-side]")) {
    button.addEventListener("click", () => turnTo(/** @type {Side} */ (/** @type {HTMLElement} */ (button).dataset.side)));
  }
}

async function begin() {
  part("old", HTMLElement).hidden = true;
  part("work", HTMLElement).hidden = false;
  listen();
  turnTo("check");
  part("licences", HTMLElement).textContent = engine.parts.licences;
  await working("正在准备，几秒钟就好……", async () => {
    const about = await engine.start();
    part("notice", HTMLElement).textContent = `《${about.title}》（${about.number}）`;
    part("about", HTMLElement).textContent = `xxzz ${about.version}，按${about.year}年的规则`;
    part("blank-for", HTMLSelectElement).append(...about.recommenders.map((name) => new Option(name, name)));
    say("准备好了，可以放材料。");
    document.documentElement.dataset.ready = "true";
  });
  void watch();
}

if ("DecompressionStream" in window && "WebAssembly" in window && "Worker" in window) void begin();
