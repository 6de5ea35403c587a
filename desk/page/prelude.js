// @ts-check
// Runs before Pyodide. A page opened from disk can only start a classic worker; Pyodide takes the
// worker for a module worker if this throws. It also blocks a way to load other scripts.
/** @type {any} */ (self).importScripts = () => {
  throw new Error("closed");
};
