// @ts-check
import { UnusableFiles, anyChanged, fromInput, fromDrop, fromHandles } from "./files.js";
import { installFilter } from "./filter.js";
import { clearSteps, addResults, addWritten, listenToSteps, offerSteps, addToReview } from "./stages.js";
import { all, element, byId, save, setStatus, setDisabled, setHtml } from "./view.js";
import { request, engine, checkAll, state, showError, runWork } from "./work.js";

/** @typedef {import("./files.js").Item} Item */
/** @typedef {import("./work.js").Side} Side */

const WATCH_INTERVAL = 2000; // milliseconds
const WORDS = {
  check: {
    call: "把推荐名单、推荐表、事迹，或者整个文件夹拖到这里",
    kinds: "名单：.xlsx、.xls、.ods、.et；推荐表和事迹：.docx，事迹也可以是 .txt。旧的 .doc、.wps 和 PDF 请先在 WPS 里“另存为” .docx。",
    busy: "正在检查……",
    done: "检查好了。",
  },
  receive: {
    call: "把收到的包（.zip）或整个收件文件夹拖到这里",
    kinds: "包是推荐单位用本网页“报送用的包”或 xxzz pack 做的 .zip；邮件（.eml）也可以。上次的“收件登记.xlsx”一起放进来，会接着登记。",
    busy: "正在核对……",
    done: "核对好了。",
  },
  review: {
    call: "把全市汇总、专家名单、收回的评分表，或上次取走的文件夹拖到这里",
    kinds: "改好的“会议决定.xlsx”“异议登记.xlsx”也拖到这里。刚在“我来接收”里汇总的，已经在了。",
    busy: "正在整理……",
    done: "整理好了。一步一步往下做，每一步的文件都会存到“下载”文件夹。",
  },
  edit: {
    call: "把改好的规则表文件夹拖到这里",
    kinds: "里面有 notice_年度.yaml、quotas_年度.yaml 和 indicators 文件夹；用 xxzz season new 复制出新的年度，再照通知改。",
    busy: "正在检查……",
    done: "检查好了。",
  },
};

const result = byId("result", HTMLElement);
const taken = byId("taken", HTMLElement);
const drop = byId("drop", HTMLElement);
const takeFor = byId("take-for", HTMLSelectElement);

/** @param {Promise<Item[]> | Item[]} coming */
async function addFiles(coming) {
  await runWork("正在读取……", async () => {
    const news = await coming;
    if (!news.length) throw new UnusableFiles("这里面没有文件。");
    const { items, side } = state;
    const paths = new Set(news.map(({ path }) => path));
    if (side === "review") addToReview(news);
    else items[side] = [...items[side].filter(({ path }) => !paths.has(path)), ...news];
    await checkAndShow();
  });
}

/** Reads and checks all files of this side, and shows the result. */
async function checkAndShow() {
  const { side, session } = state;
  showList();
  if (!state.items[side].length) {
    clear();
    setStatus("");
    return;
  }
  setStatus(WORDS[side].busy);
  const found = await checkAll(side);
  if (session !== state.session) return;
  setHtml(byId("verdict", HTMLElement), found.verdict);
  setHtml(result, found.details);
  installFilter(result);
  for (const id of ["result-step", "details-step", "again"]) byId(id, HTMLElement).hidden = false;
  byId("blank-step", HTMLElement).hidden = true;
  taken.replaceChildren();
  offer(side, found);
  setStatus(WORDS[side].done);
  if (side === "review") return;
  byId("result-step", HTMLElement).focus({ preventScroll: true });
  byId("result-step", HTMLElement).scrollIntoView({ block: "start" });
}

function showList() {
  const list = byId("list", HTMLDetailsElement);
  const items = [...state.items[state.side]].sort((one, other) => (one.path < other.path ? -1 : 1));
  list.hidden = !items.length;
  list.querySelector("summary")?.replaceChildren(`放进来${items.length}个文件`);
  list.querySelector("ul")?.replaceChildren(...items.map(listed));
  byId("watching", HTMLElement).textContent = items.some(({ handle }) => handle)
    ? "在 WPS 里改好、保存以后，这里会自己再检查。"
    : "改好、保存以后点“再检查一次”；浏览器读不到新内容时，请把文件再拖进来。";
}

/** @param {Item} item */
function listed(item) {
  const line = element("li", `${item.path} `);
  const away = Object.assign(document.createElement("button"), { type: "button", textContent: "不要这个" });
  away.setAttribute("aria-label", `不要这个：${item.path}`);
  away.addEventListener("click", () => {
    state.items[state.side] = state.items[state.side].filter((one) => one !== item);
    void runWork(WORDS[state.side].busy, checkAndShow);
  });
  line.append(away);
  return line;
}

/** @param {Side} side @param {any} found */
function offer(side, found) {
  /** @type {Record<string, unknown>} */
  let can = { merged: true, letters: true, next: true };
  if (side === "check") {
    can = { annotate: found.annotate, forms: found.nominations, package: found.nominations, collect: found.collect };
  } else if (side === "review") {
    can = {};
    addWritten(found.written);
    offerSteps(found);
  } else if (side === "edit") {
    can = { changes: found.usable };
  } else {
    addWritten(found.written);
    addResults(found.files);
  }
  for (const line of all("[data-for]")) line.hidden = !can[line.dataset.for ?? ""];
  const names = found.recommenders ?? [];
  byId("one-of", HTMLElement).hidden = names.length < 2;
  takeFor.replaceChildren(...names.map((/** @type {string} */ name) => new Option(name, name)));
  byId("take-step", HTMLElement).hidden = !Object.values(can).some(Boolean);
}

/** @param {string} what */
function argumentsFor(what) {
  if (["merged", "everything", "changes"].includes(what)) return [what];
  if (what === "letters") return [what, byId("until", HTMLInputElement).value];
  const recommender = what === "blank" ? byId("blank-for", HTMLSelectElement).value : takeFor.value;
  return ["download", what, recommender, byId("contact", HTMLInputElement).value];
}

/** @param {HTMLElement} button */
async function makeAndSave(button) {
  const what = button.dataset.take ?? "";
  const place = byId(button.dataset.says ?? "taken", HTMLElement);
  await runWork("正在制作……", async () => {
    const began = state.session;
    const [method, ...args] = argumentsFor(what);
    const made = await request(method, ...args);
    if (began !== state.session) return;
    place.replaceChildren();
    save(place, made);
    setStatus("");
  }, place);
}

function forget() {
  state.session += 1;
  state.items = { check: [], receive: [], review: [], edit: [] };
  engine.end();
  clear();
  clearSteps();
  for (const id of ["contact", "until"]) byId(id, HTMLInputElement).value = "";
  setStatus("已经忘掉全部。您电脑上的文件没有动。");
  void engine.start().catch(showError);
}

function clear() {
  state.busy = false;
  for (const place of [result, taken, byId("verdict", HTMLElement), byId("blank-taken", HTMLElement)]) place.replaceChildren();
  byId("list", HTMLElement).querySelector("ul")?.replaceChildren();
  byId("progress", HTMLElement).hidden = true;
  byId("blank-step", HTMLElement).hidden = state.side !== "check";
  byId("review-step", HTMLElement).hidden = state.side !== "review";
  for (const id of ["list", "again", "result-step", "details-step", "take-step"]) byId(id, HTMLElement).hidden = true;
  setDisabled(false);
}

/** @param {Side} to */
function switchTo(to) {
  state.side = to;
  clear();
  setStatus("");
  byId("call", HTMLElement).textContent = WORDS[to].call;
  byId("kinds", HTMLElement).textContent = WORDS[to].kinds;
  for (const button of all("[data-side]")) button.setAttribute("aria-pressed", String(button.dataset.side === to));
  if (state.items[to].length) void runWork(WORDS[to].busy, checkAndShow);
}

/** @param {"showOpenFilePicker" | "showDirectoryPicker"} picker @param {string} input */
async function pick(picker, input) {
  const open = /** @type {any} */ (window)[picker];
  if (!open) {
    byId(input, HTMLInputElement).click();
    return;
  }
  try {
    const handles = await open.call(window, picker === "showOpenFilePicker" ? { multiple: true } : {});
    await addFiles(fromHandles([handles].flat()));
  } catch (/** @type {any} */ error) {
    if (error?.name !== "AbortError") byId(input, HTMLInputElement).click();
  }
}

async function watch() {
  const items = state.items[state.side];
  if (!state.busy && !document.hidden && items.length && (await anyChanged(items))) {
    await runWork("文件保存过了，正在再检查……", checkAndShow);
  }
  setTimeout(watch, WATCH_INTERVAL);
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
    if (event.dataTransfer && !state.busy) void addFiles(fromDrop(event.dataTransfer));
  });
  for (const id of ["files", "folder"]) {
    const input = byId(id, HTMLInputElement);
    input.addEventListener("change", () => {
      const list = input.files && fromInput(input.files);
      input.value = "";
      if (list) void addFiles(list);
    });
  }
  const actions = {
    "pick-files": () => void pick("showOpenFilePicker", "files"),
    "pick-folder": () => void pick("showDirectoryPicker", "folder"),
    recheck: () => void runWork(WORDS[state.side].busy, checkAndShow),
    print: () => window.print(),
    forget,
  };
  for (const [id, action] of Object.entries(actions)) byId(id, HTMLElement).addEventListener("click", action);
  for (const button of all("button[data-take]")) button.addEventListener("click", () => void makeAndSave(button));
  for (const button of all("button[data-side], button[data-turn]")) {
    const to = /** @type {Side} */ (button.dataset.side ?? button.dataset.turn);
    button.addEventListener("click", () => switchTo(to));
  }
  listenToSteps();
}

async function begin() {
  byId("old", HTMLElement).hidden = true;
  byId("work", HTMLElement).hidden = false;
  listen();
  switchTo("check");
  byId("licences", HTMLElement).textContent = engine.parts.licences;
  await runWork("正在准备，几秒钟就好……", async () => {
    const about = await engine.start();
    byId("notice", HTMLElement).textContent = `《${about.title}》（${about.number}）`;
    byId("about", HTMLElement).textContent = `xxzz ${about.version}，按${about.year}年的规则`;
    byId("blank-for", HTMLSelectElement).append(...about.recommenders.map((name) => new Option(name, name)));
    setStatus("准备好了，可以放材料。");
    document.documentElement.dataset.ready = "true";
  });
  void watch();
}

if ("DecompressionStream" in window && "WebAssembly" in window && "Worker" in window) void begin();
