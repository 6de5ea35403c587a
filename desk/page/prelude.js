// @ts-check
// Before Pyodide: a page opened from disk can only start a classic worker, and Pyodide takes a
// worker for one of the other kind where this throws. It closes a way out at the same time.
/** @type {any} */ (self).importScripts = () => {
  throw new Error("closed");
};
