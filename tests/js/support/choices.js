// Random decisions that can be replayed and shortened: a program is whatever its list of small numbers makes it.

/** A small seeded generator (mulberry32). @param {number} seed @returns {() => number} 32 random bits per call */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}

export class Choices {
  /** What was decided, in order. @type {number[]} */
  taken = [];
  #next;

  /** @param {() => number} next */
  constructor(next) {
    this.#next = next;
  }

  /** @param {number} seed */
  static random(seed) {
    return new Choices(seeded(seed));
  }

  /** Decides as before; what goes beyond the script is 0, which is always the simplest choice. @param {number[]} script */
  static replay(script) {
    let at = 0;
    return new Choices(() => script[at++] ?? 0);
  }

  /** From 0 to `count` - 1. @param {number} count */
  int(count) {
    const value = this.#next() % count;
    this.taken.push(value);
    return value;
  }

  /** True once in `n` times. @param {number} n */
  oneIn(n) {
    return this.int(n) === n - 1;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return list[this.int(list.length)];
  }

  /** The first name is the simplest choice. @template {string} T @param {Record<T, number>} weights @returns {T} */
  weighted(weights) {
    const entries = /** @type {[T, number][]} */ (Object.entries(weights));
    let left = this.int(entries.reduce((sum, [, weight]) => sum + weight, 0));
    for (const [name, weight] of entries) {
      if (left < weight) return name;
      left -= weight;
    }
    throw new Error('unreachable: the weights sum up to the range');
  }
}

/**
 * The shortest list of choices found that still fails.
 * @param {number[]} script @param {(script: number[]) => Promise<boolean>} fails @param {number} [attempts]
 */
export async function shrink(script, fails, attempts = 3000) {
  let best = script;
  let left = attempts;
  /** @param {number[]} candidate */
  const improves = async (candidate) => {
    if (left-- <= 0 || !(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  for (let before = ''; before !== best.join() && left > 0; ) {
    before = best.join();
    for (const size of [32, 16, 8, 4, 3, 2, 1]) {
      for (let at = best.length - size; at >= 0; at--) await improves(best.toSpliced(at, size));
    }
    for (let at = 0; at < best.length; at++) {
      if (best[at] === 0 || (await improves(best.with(at, 0)))) continue;
      if (!(await improves(best.with(at, best[at] >> 1)))) await improves(best.with(at, best[at] - 1));
    }
  }
  return best;
}
