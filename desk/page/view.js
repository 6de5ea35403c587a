// @ts-check
// Access to the page: elements by id, the status line, saving files.

/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(id);
  return found;
}

/** @param {string} selector @returns {HTMLElement[]} */
export const all = (selector) => [...document.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one));

/** @param {string} tag @param {string} text */
export const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

/** @param {string} text @param {boolean} [wrong] */
export function setStatus(text, wrong = false) {
  const status = byId("status", HTMLElement);
  status.textContent = text;
  status.classList.toggle("error", wrong);
}

/** @param {boolean} disabled */
export function setDisabled(disabled) {
  for (const button of all("main button")) {
    if (button.id !== "forget") /** @type {HTMLButtonElement} */ (button).disabled = disabled;
  }
}

/**
 * @param {HTMLElement} place
 * @param {string} html rendered by xxzz with all values escaped; the CSP allows no other scripts
 */
export function setHtml(place, html) {
  place.innerHTML = html;
}

/**
 * Saves a file, and shows its name and notes.
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
