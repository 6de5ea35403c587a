// @ts-check
// From the city's ledger to the announcement: each step is a button, its result is kept for the next.
import { all, element, part, save, say, show } from "./view.js";
import { asked, state, working } from "./work.js";

/** @typedef {import("./files.js").Item} Item */

/** @type {Set<string>} */
const written = new Set();

/**
 * Keeps what the worker made among the files of the review, in the place of what it replaces.
 * @param {Record<string, Uint8Array<ArrayBuffer>>} made
 */
export function keep(made) {
  for (const [path, content] of Object.entries(made)) {
    const file = new File([content], path.split("/").pop() ?? path);
    put([{ path, file, handle: null }]);
  }
}

/**
 * Adds files to those of the review. Of each file that xxzz wrote there is one, the latest.
 * @param {Item[]} news
 */
export function put(news) {
  const paths = new Set(news.map(({ path }) => path));
  const names = new Set(news.map(({ file }) => file.name).filter((name) => written.has(name)));
  const old = state.items.review.filter(({ path, file }) => !paths.has(path) && !names.has(file.name));
  state.items.review = [...old, ...news];
}

/** @param {string[]} names of the files that xxzz writes, of which there can be only one */
export function know(names) {
  for (const name of names) written.add(name);
}

/** @param {any} found what the worker says of the review's files */
export function offerSteps(found) {
  const numbers = part("numbers", HTMLElement);
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
  const select = part("method", HTMLSelectElement);
  select.replaceChildren(...methods);
  select.value = found.method;
}

/** @param {string} id */
const value = (id) => part(id, HTMLInputElement).value;

/** @returns {Record<string, unknown>} what the person filled in beside the buttons */
function answers() {
  const numbers = all("#numbers input").map((one) => /** @type {HTMLInputElement} */ (one));
  return {
    chosen: Object.fromEntries(numbers.map((one) => [one.dataset.category ?? "", one.value])),
    method: part("method", HTMLSelectElement).value,
    first: value("first"),
    date: value("date"),
    forced: value("forced"),
  };
}

/** @param {HTMLElement} button */
async function doStep(button) {
  const name = button.dataset.stage ?? "";
  const place = part(`did-${name}`, HTMLElement);
  await working("正在做……", async () => {
    const began = state.era;
    const made = await asked("step", name, answers());
    if (began !== state.era) return;
    keep(made.files);
    show(place, made.html);
    const lost = Object.entries(state.lost).map(([path, why]) => element("p", `${path}：${why}`));
    for (const line of lost) line.className = "error";
    place.append(...lost);
    if (made.name) save(place, made);
    say("");
  }, place);
}

export function listenToSteps() {
  for (const button of all("[data-stage]")) button.addEventListener("click", () => void doStep(button));
}

export function clearSteps() {
  for (const place of all("[id^=did-]")) place.replaceChildren();
  for (const id of ["first", "date", "forced"]) part(id, HTMLInputElement).value = "";
  part("numbers", HTMLElement).replaceChildren();
}
