// What a value contains at one moment, written from DESIGN 3.1.1 and slow on purpose.

export const MAX_DEPTH = 6;

/** @typedef {{ object: object, parent: number, path: string, level: number }} Node `parent` is an index; -1 for the value itself */
/** @typedef {{ nodes: Node[], edges: [object, object][] }} Snapshot outer objects first; every containment that was seen */

/** @param {unknown} value @returns {value is object} */
export const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * @param {unknown} root @param {number} depth
 * @param {{ settled: WeakMap<object, unknown>, ignored: WeakSet<object> }} world results of settled promises; what is left out
 * @returns {Snapshot}
 */
export function snapshot(root, depth, { settled, ignored }) {
  /** @type {Snapshot} */
  const { nodes, edges } = { nodes: [], edges: [] };
  if (!isObject(root) || ignored.has(root)) return { nodes, edges };
  nodes.push({ object: root, parent: -1, path: '', level: 0 });
  for (let parent = 0; parent < nodes.length; parent++) {
    const { object, path, level } = nodes[parent];
    if (level >= depth) continue;
    for (const [step, member] of membersOf(object, settled)) {
      if (!isObject(member) || ignored.has(member)) continue;
      edges.push([object, member]);
      if (nodes.some((node) => node.object === member)) continue;
      nodes.push({ object: member, parent, path: path + step, level: level + 1 });
    }
  }
  return { nodes, edges };
}

/** @param {object} object @param {WeakMap<object, unknown>} settled @returns {[string, unknown][]} a step of a path, and what is there */
function membersOf(object, settled) {
  if (Array.isArray(object)) return object.map((member, i) => [`[${i}]`, member]);
  if (object instanceof Promise) return settled.has(object) ? [['', settled.get(object)]] : [];
  if (object instanceof Map)
    return [...object].map(([key, value], i) => [typeof key === 'string' ? name(key) : `[${i}]`, value]);
  if (object instanceof Set) return [...object].map((value, i) => [`[${i}]`, value]);
  if (typeof object === 'function' || ArrayBuffer.isView(object)) return [];
  return Object.entries(object).map(([key, value]) => [name(key), value]);
}

/** @param {string} key */
const name = (key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);
