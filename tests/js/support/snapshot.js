// What a value contains at one moment, slow on purpose.

export const MAX_DEPTH = 6;

/**
 * An object where it was met first.
 * @typedef {{ object: object, parent: number, step: string, level: number }} Node `parent` is an index, -1 for the value itself; `step` leads here from there
 */

/** @param {unknown} value @returns {value is object} */
export const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * @param {unknown} root @param {number} depth
 * @param {{ settled: WeakMap<object, unknown>, ignored: WeakSet<object> }} world results of settled promises; what is left out
 * @returns {Node[]} outer objects first
 */
export function snapshot(root, depth, { settled, ignored }) {
  if (!isObject(root) || ignored.has(root)) return [];
  /** @type {Node[]} */
  const nodes = [{ object: root, parent: -1, step: '', level: 0 }];
  for (let parent = 0; parent < nodes.length; parent++) {
    const { object, level } = nodes[parent];
    if (level >= depth) continue;
    for (const [step, member] of membersOf(object, settled)) {
      const isNew = isObject(member) && !ignored.has(member) && nodes.every((node) => node.object !== member);
      if (isNew) nodes.push({ object: member, parent, step, level: level + 1 });
    }
  }
  return nodes;
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
