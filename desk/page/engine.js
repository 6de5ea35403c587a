// @ts-check
// Starts the worker, sends it tasks, and replaces it after a crash or timeout.

/** @typedef {{ path: string, data: ArrayBuffer, time: number }} Material */
/** @typedef {{ version: string, year: number, title: string, number: string, recommenders: string[] }} About */

/** An error with a message for the person; all others are bugs. */
export class UserError extends Error {}

/** The worker ended; `opened` is the last file it opened. */
export class WorkerEnded extends Error {
  /** @param {string} opened @param {boolean} timedOut */
  constructor(opened, timedOut) {
    super("gone");
    this.opened = opened;
    this.timedOut = timedOut;
  }
}

const TIMEOUT = 60_000;
const START_FACTOR = 5; // longer timeout for the start: unpacking and compiling

export class Engine {
  /**
   * @param {Record<string, string>} parts of the runtime, base64
   * @param {(done: number, of: number) => void} onProgress
   * @param {number} [timeout] milliseconds
   */
  constructor(parts, onProgress, timeout = TIMEOUT) {
    this.parts = parts;
    this.onProgress = onProgress;
    this.timeout = timeout;
    this.opened = "";
    this.number = 0;
    this.started = false;
    /** The number of workers that have ended. */
    this.generation = 0;
    /** @type {{ resolve: (value: any) => void, reject: (error: Error) => void } | null} */
    this.pending = null;
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Promise<About> | null} */
    this.ready = null;
    this.timer = 0;
  }

  /** @returns {Promise<About>} what the page shows at the start */
  start() {
    this.ready ??= this.#startWorker();
    return this.ready;
  }

  async #startWorker() {
    this.started = false;
    const names = ["pyodide.js", "pyodide.asm.js"];
    const [pyodide, module] = await Promise.all(names.map((name) => textOf(this.parts[name])));
    await yieldToPage();
    const scripts = [this.parts.prelude, pyodide, module, this.parts.worker].join("\n;\n");
    const url = URL.createObjectURL(new Blob([scripts], { type: "text/javascript" }));
    const worker = new Worker(url);
    this.worker = worker;
    worker.onmessage = ({ data }) => this.#onMessage(data);
    worker.onerror = () => this.#abandon(false);
    return this.#send("start", [this.parts]);
  }

  /**
   * @param {string} method
   * @param {...unknown} args
   * @returns {Promise<any>}
   */
  async call(method, ...args) {
    await this.start();
    const result = await this.#send(method, args);
    if (result?.refused !== undefined) throw new UserError(result.refused);
    return result;
  }

  /** Ends the worker, which discards all its data. */
  end() {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = null;
    this.ready = null;
    this.generation += 1;
    this.opened = "";
    this.pending?.reject(new WorkerEnded("", false));
    this.pending = null;
  }

  /** @param {string} method @param {unknown[]} args @returns {Promise<any>} */
  #send(method, args) {
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      this.opened = "";
      this.number += 1;
      this.#restartTimer();
      this.worker?.postMessage({ id: this.number, method, args });
    });
  }

  /** @param {any} message */
  #onMessage(message) {
    this.#restartTimer();
    if (message.kind === "opened") this.opened = message.path;
    else if (message.kind === "progress") this.onProgress(message.done, message.of);
    else if (message.kind === "ready") {
      this.started = true;
      this.#settle((one) => one.resolve(message.about));
    } else if (message.kind === "fatal") this.#abandon(false);
    else if (message.kind === "failed") this.#settle((one) => one.reject(new UserError(message.text)));
    else this.#settle((one) => one.resolve(message.result));
  }

  /** @param {(one: { resolve: (value: any) => void, reject: (error: Error) => void }) => void} how */
  #settle(how) {
    clearTimeout(this.timer);
    const one = this.pending;
    this.pending = null;
    if (one) how(one);
  }

  #restartTimer() {
    clearTimeout(this.timer);
    const most = this.started ? this.timeout : this.timeout * START_FACTOR;
    this.timer = setTimeout(() => this.#abandon(true), most);
  }

  /** @param {boolean} timedOut */
  #abandon(timedOut) {
    const gone = new WorkerEnded(this.opened, timedOut);
    this.worker?.terminate();
    this.worker = null;
    this.ready = null;
    this.generation += 1;
    this.#settle((one) => one.reject(gone));
  }
}

/** Lets the page handle events before more work. */
export const yieldToPage = () => new Promise((go) => setTimeout(go));

/** @param {string} part base64 of gzip */
async function textOf(part) {
  await yieldToPage();
  const plain = atob(part);
  const bytes = new Uint8Array(plain.length);
  for (let at = 0; at < plain.length; at += 1) bytes[at] = plain.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
