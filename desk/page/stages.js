// @ts-check
// The steps of the review, from ledger to announcement: one button each, results are kept.
import { all, element, byId, save, setStatus, setHtml } from "./view.js";
import { request, state, runWork } from "./work.js";

/** @typedef {import("./files.js").Item} Item */

/** @type {Set<string>} */
const written = new Set();

/**
 * Adds results to the files of the review, replacing earlier ones.
 * @param {Record<string, Uint8Array<ArrayBuffer>>} made
 */
export function addResults(made) {
  for (const [path, content] of Object.entries(made)) {
    const file = new File([content], path.split("/").pop() ?? path);
    addToReview([{ path, file, handle: null }]);
  }
}

/**
 * Adds files to those of the review; of files written by xxzz only the latest is kept.
 * @param {Item[]} news
 */
export function addToReview(news) {
  const paths = new Set(news.map(({ path }) => path));
  const names = new Set(news.map(({ file }) => file.name).filter((name) => written.has(name)));
  const old = state.items.review.filter(({ path, file }) => !paths.has(path) && !names.has(file.name));
  state.items.review = [...old, ...news];
}

/** @param {string[]} names of files that exist only once */
export function addWritten(names) {
  for (const name of names) written.add(name);
}

/** @param {any} found the worker's result for the files of the review */
export function offerSteps(found) {
  const numbers = byId("numbers", HTMLElement);
  if (numbers.childElementCount) return;
  for (const { id, name, measure, chosen } of found.categories) {
    const input = Object.assign(document.createElement("input"), {
      type: "number", min: "0", max: "9999", value: chosen ?? "", autocomplete: "off",
    });
    input.dataset.category = id;
    const label = document.createElement("label");
    label.append(`${name} `, input, ` ${measure}`);
    numbers.append(label);
  }
  const methods = Object.entries(found.methods).map(([id, text]) => new Option(String(text), id));
  const select = byId("method", HTMLSelectElement);
  select.replaceChildren(...methods);
  select.value = found.method;
}

/** @param {string} id */
const value = (id) => byId(id, HTMLInputElement).value;

/** @returns {Record<string, unknown>} the inputs beside the buttons */
function answers() {
  const numbers = all("#numbers input").map((one) => /** @type {HTMLInputElement} */ (one));
  return {
    chosen: Object.fromEntries(numbers.map((one) => [one.dataset.category ?? "", one.value])),
    method: byId("method", HTMLSelectElement).value,
    first: value("first"),
    date: value("date"),
    forced: value("forced"),
  };
}

/** @param {HTMLElement} button */
async function doStep(button) {
  const name = button.dataset.stage ?? "";
  const place = byId(`did-${name}`, HTMLElement);
  await runWork("正在做……", async () => {
    const began = state.session;
    const made = await request("step", name, answers());
    if (began !== state.session) return;
    addResults(made.files);
    setHtml(place, made.html);
    const lost = Object.entries(state.lost).map(([path, why]) => element("p", `${path}：${why}`));
    for (const line of lost) line.className = "error";
    place.append(...lost);
    if (made.name) save(place, made);
    setStatus("");
  }, place);
}

export function listenToSteps() {
  for (const button of all("[data-stage]")) button.addEventListener("click", () => void doStep(button));
}

export function clearSteps() {
  for (const place of all("[id^=did-]")) place.replaceChildren();
  for (const id of ["first", "date", "forced"]) byId(id, HTMLInputElement).value = "";
  byId("numbers", HTMLElement).replaceChildren();
}
