// @ts-check
// A person's files, dropped or selected. They are kept as File objects and handles, so that files
// saved in the meantime can be read again.

/**
 * A file and, if the browser provides one, a handle for reading it again.
 * @typedef {{ path: string, file: File, handle: any }} Item
 */

const MAX_FILES = 5000;
const MAX_BYTES = 400_000_000;

/** Files that can't be used; the message is for the person. */
export class UnusableFiles extends Error {}

/** @param {string} path */
const isHidden = (path) => path.split("/").some((name) => name.startsWith(".") || name.startsWith("~$"));

/** @param {DataTransfer} transfer @returns {Promise<Item[]>} */
export async function fromDrop(transfer) {
  const entries = [...transfer.items].filter((one) => one.kind === "file");
  /** @type {any} */
  const [first] = entries;
  if (!first?.getAsFileSystemHandle) {
    return withinLimits([...transfer.files].map((file) => ({ path: file.name, file, handle: null })));
  }
  // all handles must be requested before the first await, after which the event is over
  const handles = await Promise.all(entries.map((one) => /** @type {any} */ (one).getAsFileSystemHandle()));
  return withinLimits(await fromHandles(handles));
}

/** @param {any[]} handles @returns {Promise<Item[]>} */
export async function fromHandles(handles, folder = "") {
  /** @type {Item[]} */
  const found = [];
  for (const handle of handles) {
    const path = folder ? `${folder}/${handle.name}` : handle.name;
    if (isHidden(path)) continue;
    if (handle.kind === "file") {
      found.push({ path, file: await handle.getFile(), handle });
    } else {
      const children = [];
      for await (const child of handle.values()) children.push(child);
      found.push(...(await fromHandles(children, path)));
    }
    if (found.length > MAX_FILES) throw new UnusableFiles(`文件太多（超过${MAX_FILES}个），请只选放材料的文件夹。`);
  }
  return found;
}

/** @param {FileList | null} list of an input @returns {Item[]} */
export function fromInput(list) {
  const files = [...(list ?? [])];
  return withinLimits(files.map((file) => ({ path: file.webkitRelativePath || file.name, file, handle: null })));
}

/** @param {Item[]} items */
function withinLimits(items) {
  const seen = items.filter(({ path }) => !isHidden(path));
  const bytes = seen.reduce((sum, { file }) => sum + file.size, 0);
  if (seen.length > MAX_FILES) throw new UnusableFiles(`文件太多（超过${MAX_FILES}个），请只选放材料的文件夹。`);
  if (bytes > MAX_BYTES) throw new UnusableFiles(`文件太大（共${Math.round(bytes / 1e6)}MB），请只选材料本身。`);
  return seen;
}

/**
 * Reads the current content of all files.
 * @param {Item[]} items
 * @returns {Promise<{ path: string, data: ArrayBuffer, time: number }[]>}
 */
export async function readAll(items) {
  return Promise.all(
    items.map(async (item) => {
      try {
        if (item.handle) item.file = await item.handle.getFile();
        return { path: item.path, data: await item.file.arrayBuffer(), time: item.file.lastModified };
      } catch {
        throw new UnusableFiles(`“${item.path}”已经改过、移走或正在使用，浏览器读不到新的内容。请把文件再拖进来一次。`);
      }
    }),
  );
}

/**
 * Tells whether any file was saved since it was read; this needs handles.
 * @param {Item[]} items
 */
export async function anyChanged(items) {
  for (const { handle, file } of items) {
    const now = await handle?.getFile().catch(() => null);
    if (now && now.lastModified !== file.lastModified) return true;
  }
  return false;
}
