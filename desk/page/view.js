// @ts-check
// What the person sees: parts of the page by name, the line that says what goes on, files saved.

/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
export function part(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(id);
  return found;
}

/** @param {string} selector @returns {HTMLElement[]} */
export const all = (selector) => [...document.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one));

/** @param {string} tag @param {string} text */
export const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

/** @param {string} text @param {boolean} [wrong] */
export function say(text, wrong = false) {
  const status = part("status", HTMLElement);
  status.textContent = text;
  status.classList.toggle("error", wrong);
}

/** @param {boolean} asleep */
export function setAsleep(asleep) {
  for (const button of all("main button")) {
    if (button.id !== "forget") /** @type {HTMLButtonElement} */ (button).disabled = asleep;
  }
}

/**
 * @param {HTMLElement} place
 * @param {string} html made by xxzz, every value in it escaped; no script but the page's own can run
 */
export function show(place, html) {
  place.innerHTML = html;
}

/**
 * Saves a file and says so, with what its reader should know.
 * @param {HTMLElement} place
 * @param {{ name: string, content: Uint8Array<ArrayBuffer>, notes?: string[] }} made
 */
export function save(place, { name, content, notes = [] }) {
  const url = URL.createObjectURL(new Blob([content]));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  const list = document.createElement("ul");
  list.append(...notes.map((text) => element("li", text)));
  place.append(element("p", `已存到浏览器的“下载”文件夹：${name}`), list);
}
