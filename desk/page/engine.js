// @ts-check
// Starts the worker, sends it work, and starts another where it came to an end or fell silent.

/** @typedef {{ path: string, data: ArrayBuffer, time: number }} Material */
/** @typedef {{ version: string, year: number, title: string, number: string, recommenders: string[] }} About */

/** What the person is told; anything else that is thrown is a fault of the program. */
export class Told extends Error {}

/** The worker is gone; `opened` is the file that it read last. */
export class Gone extends Error {
  /** @param {string} opened @param {boolean} silent */
  constructor(opened, silent) {
    super("gone");
    this.opened = opened;
    this.silent = silent;
  }
}

const SILENCE = 60_000;
const TO_START = 5; // times as long: a slow computer unpacks and compiles

export class Engine {
  /**
   * @param {Record<string, string>} parts of the runtime, base64
   * @param {(done: number, of: number) => void} onProgress
   * @param {number} [silence] milliseconds
   */
  constructor(parts, onProgress, silence = SILENCE) {
    this.parts = parts;
    this.onProgress = onProgress;
    this.silence = silence;
    this.opened = "";
    this.number = 0;
    this.started = false;
    /** Counts the workers that ended. */
    this.life = 0;
    /** @type {{ resolve: (value: any) => void, reject: (error: Error) => void } | null} */
    this.waiting = null;
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Promise<About> | null} */
    this.ready = null;
    this.timer = 0;
  }

  /** @returns {Promise<About>} what the page shows first */
  start() {
    this.ready ??= this.#begin();
    return this.ready;
  }

  async #begin() {
    this.started = false;
    const names = ["pyodide.js", "pyodide.asm.js"];
    const [pyodide, module] = await Promise.all(names.map((name) => textOf(this.parts[name])));
    await breath();
    const scripts = [this.parts.prelude, pyodide, module, this.parts.worker].join("\n;\n");
    const url = URL.createObjectURL(new Blob([scripts], { type: "text/javascript" }));
    const worker = new Worker(url);
    this.worker = worker;
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = () => this.#lose(false);
    return this.#ask("start", [this.parts]);
  }

  /**
   * @param {string} method
   * @param {...unknown} words
   * @returns {Promise<any>}
   */
  async call(method, ...words) {
    await this.start();
    const result = await this.#ask(method, words);
    if (result?.refused !== undefined) throw new Told(result.refused);
    return result;
  }

  /** Ends the worker, and with it everything that it holds. */
  end() {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = null;
    this.ready = null;
    this.life += 1;
    this.opened = "";
    this.waiting?.reject(new Gone("", false));
    this.waiting = null;
  }

  /** @param {string} method @param {unknown[]} words @returns {Promise<any>} */
  #ask(method, words) {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.opened = "";
      this.number += 1;
      this.#watch();
      this.worker?.postMessage({ id: this.number, method, words });
    });
  }

  /** @param {any} message */
  #hear(message) {
    this.#watch();
    if (message.kind === "opened") this.opened = message.path;
    else if (message.kind === "progress") this.onProgress(message.done, message.of);
    else if (message.kind === "ready") {
      this.started = true;
      this.#settle((one) => one.resolve(message.about));
    } else if (message.kind === "fatal") this.#lose(false);
    else if (message.kind === "failed") this.#settle((one) => one.reject(new Told(message.text)));
    else this.#settle((one) => one.resolve(message.result));
  }

  /** @param {(one: { resolve: (value: any) => void, reject: (error: Error) => void }) => void} how */
  #settle(how) {
    clearTimeout(this.timer);
    const one = this.waiting;
    this.waiting = null;
    if (one) how(one);
  }

  #watch() {
    clearTimeout(this.timer);
    const most = this.started ? this.silence : this.silence * TO_START;
    this.timer = setTimeout(() => this.#lose(true), most);
  }

  /** @param {boolean} silent */
  #lose(silent) {
    const gone = new Gone(this.opened, silent);
    this.worker?.terminate();
    this.worker = null;
    this.ready = null;
    this.life += 1;
    this.#settle((one) => one.reject(gone));
  }
}

/** Lets the page answer the person before more work. */
export const breath = () => new Promise((go) => setTimeout(go));

/** @param {string} part base64 of gzip */
async function textOf(part) {
  await breath();
  const plain = atob(part);
  const bytes = new Uint8Array(plain.length);
  for (let at = 0; at < plain.length; at += 1) bytes[at] = plain.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
