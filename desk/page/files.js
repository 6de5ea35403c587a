// @ts-check
// A person's files: dropped, chosen, read again. They are kept as what the browser gives for them,
// so that a file that was saved in the meantime is read anew.

/**
 * A file, and, where the browser gives one, the handle by which it can be read again.
 * @typedef {{ path: string, file: File, handle: any }} Item
 */

const MOST_FILES = 5000;
const MOST_BYTES = 400_000_000;

/** What the person is told about files that can't be taken. */
export class Unusable extends Error {}

/** @param {string} path */
const hidden = (path) => path.split("/").some((name) => name.startsWith(".") || name.startsWith("~$"));

/** @param {DataTransfer} transfer @returns {Promise<Item[]>} */
export async function dropped(transfer) {
  const entries = [...transfer.items].filter((one) => one.kind === "file");
  /** @type {any} */
  const [first] = entries;
  if (!first?.getAsFileSystemHandle) {
    return checked([...transfer.files].map((file) => ({ path: file.name, file, handle: null })));
  }
  // all handles are asked for before the first pause: afterwards the drop is over
  const handles = await Promise.all(entries.map((one) => /** @type {any} */ (one).getAsFileSystemHandle()));
  return checked(await walked(handles));
}

/** @param {any[]} handles @returns {Promise<Item[]>} */
export async function walked(handles, folder = "") {
  /** @type {Item[]} */
  const found = [];
  for (const handle of handles) {
    const path = folder ? `${folder}/${handle.name}` : handle.name;
    if (hidden(path)) continue;
    if (handle.kind === "file") {
      found.push({ path, file: await handle.getFile(), handle });
    } else {
      const children = [];
      for await (const child of handle.values()) children.push(child);
      found.push(...(await walked(children, path)));
    }
    if (found.length > MOST_FILES) throw new Unusable(`文件太多（超过${MOST_FILES}个），请只选放材料的文件夹。`);
  }
  return found;
}

/** @param {FileList | null} list of an input @returns {Item[]} */
export function chosen(list) {
  const files = [...(list ?? [])];
  return checked(files.map((file) => ({ path: file.webkitRelativePath || file.name, file, handle: null })));
}

/** @param {Item[]} items */
function checked(items) {
  const seen = items.filter(({ path }) => !hidden(path));
  const bytes = seen.reduce((sum, { file }) => sum + file.size, 0);
  if (seen.length > MOST_FILES) throw new Unusable(`文件太多（超过${MOST_FILES}个），请只选放材料的文件夹。`);
  if (bytes > MOST_BYTES) throw new Unusable(`文件太大（共${Math.round(bytes / 1e6)}MB），请只选材料本身。`);
  return seen;
}

/**
 * Reads all files as they are now.
 * @param {Item[]} items
 * @returns {Promise<{ path: string, data: ArrayBuffer, time: number }[]>}
 */
export async function read(items) {
  return Promise.all(
    items.map(async (item) => {
      try {
        if (item.handle) item.file = await item.handle.getFile();
        return { path: item.path, data: await item.file.arrayBuffer(), time: item.file.lastModified };
      } catch {
        throw new Unusable(`“${item.path}”已经改过、移走或正在使用，浏览器读不到新的内容。请把文件再拖进来一次。`);
      }
    }),
  );
}

/**
 * Tells whether a file was saved since it was read; only files with a handle can be watched.
 * @param {Item[]} items
 */
export async function changed(items) {
  for (const { handle, file } of items) {
    const now = await handle?.getFile().catch(() => null);
    if (now && now.lastModified !== file.lastModified) return true;
  }
  return false;
}
