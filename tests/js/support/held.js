// What a returned value holds that has a life of its own, slow on purpose.

const DEPTH = 2;
const MOST_MEMBERS = 64;
/** Of a list in which nothing is awaited, this many items are looked at. */
const FEW = 4;

/**
 * The first stream among the members of lists and records, down to those of members, or else the promises there.
 * @template T
 * @param {unknown} root @param {(member: unknown) => T | undefined} streamOf
 * @returns {{ stream?: T, promises: Promise<unknown>[] }}
 */
export function heldBy(root, streamOf) {
  /** @type {Promise<unknown>[]} */
  const promises = [];
  let holders = [root];
  let count = 0;
  for (let depth = 0; depth < DEPTH; depth++) {
    const members = [];
    for (const holder of holders) {
      const isShared = Array.isArray(holder) || Object.getPrototypeOf(Object(holder)) === Object.prototype;
      for (const [i, member] of membersOf(holder).entries()) {
        if (Array.isArray(holder) && i >= FEW && promises.length === 0) break;
        count += 1;
        if (count > MOST_MEMBERS) return { promises };
        const stream = isShared ? streamOf(member) : undefined;
        if (stream) return { stream, promises };
        if (isShared && member instanceof Promise) promises.push(member);
        members.push(member);
      }
    }
    holders = members;
  }
  return { promises };
}

/** @param {unknown} value @returns {unknown[]} */
function membersOf(value) {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.values(value);
}
