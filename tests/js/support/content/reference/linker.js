// The rules of `flow` for evidence by content, by brute force: every value is compared with every earlier one.
// A value is explained from the outside in. A container, or a string that is a leaf, belongs whole to one earlier value that has an equal one;
// else its members are looked at, and what remains of a string belongs piece by piece to the values that share a run with it.
import { key, normal } from './normal.js';
import { sharedRuns } from './runs.js';
import { isCommonplace, nodesOf, treeOf } from './tree.js';

/** @typedef {import('./tree.js').Node} Node */
/** @typedef {{ id: string, parent: Span | undefined, kind: string, fn: string, start: number, end: number }} Span */
/** @typedef {{ span: Span, side: 'input' | 'output', time: number, root: Node, nodes: Node[] }} Value */
/** @typedef {{ value: Value, node: Node, rank: number[], run?: import('./runs.js').Run, shortest?: number }} Candidate */
/** @typedef {{ value: Value, what: string, texts: string[], via: 'structure' | 'text' }} Part `what` is the stretch of text or the structure that it had, `texts` the strings of either */
/** @typedef {{ from: Span, to: Span, fromSide: string, toSide: string, via: string }} Link */

const isAncestor = (outer, inner) => {
  for (let span = inner.parent; span; span = span.parent) if (span === outer) return true;
  return false;
};
const MODELS = new Set(['llm', 'agent']);

export class ReferenceLinker {
  /** @type {Value[]} */
  #values = [];
  /** @type {Map<string, { time: number, name: string | undefined }[]>} where each leaf or container stood in inputs */
  #inInputs = new Map();
  /** The strings of inputs, and when each stood in one first. @type {Map<string, number>} */
  #inputTexts = new Map();
  /** @type {Map<Span, { side: string, parts: Part[] }[]>} */
  #explained = new Map();
  /** @type {Span[]} */
  #spans = [];
  #time = 0;
  /** Who gave something longer to the value that is looked at. @type {Set<Span>} */
  #givers = new Set();
  /** Short leaves of that value, which are looked at last: their own words tell little. @type {[Value, Node][]} */
  #labels = [];
  #isFirstPass = true;

  /** @param {{ minLength?: number }} [options] */
  constructor({ minLength = 40 } = {}) {
    this.minLength = minLength;
    /** Of a run that is a whole value, and a whole member. */
    this.shortestValue = Math.min(minLength, 16);
    this.shortestMember = Math.min(minLength, 24);
  }

  /** @param {Omit<Span, 'start' | 'end'>} span @returns {Span} */
  start(span) {
    const started = Object.assign(span, { start: this.#time++, end: Number.POSITIVE_INFINITY });
    this.#spans.push(started);
    return started;
  }

  /** @param {Span} span */
  end(span) {
    span.end = this.#time++;
  }

  /** What a side of a span was given. @param {Span} span @param {'input' | 'output'} side @param {unknown[]} roots each a value of its own */
  value(span, side, roots) {
    const time = this.#time++;
    const values = roots.map((value, i) => {
      const root = treeOf(value, side === 'input' ? `$[${i}]` : '$');
      return { span, side, time, root, nodes: [...nodesOf(root)] };
    });
    this.#givers = new Set();
    this.#labels = [];
    this.#isFirstPass = true;
    const parts = values.flatMap((value) => this.#explain(value, value.root));
    for (const part of parts) this.#givers.add(part.value.span);
    this.#isFirstPass = false;
    parts.push(...this.#labels.splice(0).flatMap(([value, node]) => this.#explain(value, node)));
    const list = this.#explained.get(span) ?? [];
    this.#explained.set(span, [...list, { side, parts }]);
    this.#values.push(...values);
    if (side === 'output') return;
    for (const { nodes } of values) for (const node of nodes) this.#remember(node, time);
  }

  /** @param {Node} node @param {number} time */
  #remember(node, time) {
    if (node.type === 'string' && !this.#inputTexts.has(node.text)) this.#inputTexts.set(node.text, time);
    const name = sameness(node);
    const list = this.#inInputs.get(name) ?? [];
    this.#inInputs.set(name, list);
    list.push({ time, name: node.name });
  }

  /** @param {Value} consumer @param {Node} node @returns {Part[]} */
  #explain(consumer, node) {
    if (node.type === 'string' && node !== consumer.root && node.own < this.minLength && this.#isFirstPass) {
      this.#labels.push([consumer, node]);
      return [];
    }
    const { source, isSetting } = this.#wholeSource(consumer, node);
    if (source) return [wholePart(source.value, node)];
    if (isSetting) return [];
    const parts = node.children.flatMap((child) => this.#explain(consumer, child));
    if (node.type !== 'string' || isInText(node)) return parts;
    const covered = node.children
      .filter((child) => this.#wholeSource(consumer, child).source)
      .map(({ range }) => range ?? [0, 0]);
    return [...parts, ...this.#runs(consumer, node, covered)];
  }

  /** Who has an equal node. @param {Value} consumer @param {Node} node @returns {{ source?: Candidate, isSetting?: boolean }} */
  #wholeSource(consumer, node) {
    if (node.type === 'other' || node.type === 'number') return {};
    const letters = node.type === 'string' ? node.own : node.own + node.keys;
    const isTelling = node.type === 'string' ? !isCommonplace(node.text) : node.own >= 4;
    if (!isTelling || letters < 4) return {};
    /** @type {Candidate[]} */
    let candidates = [];
    for (const value of this.#sources(consumer)) {
      for (const other of value.nodes) {
        if (sameness(other) !== sameness(node)) continue;
        const isWhole = other === value.root;
        if (letters < 8 && !(isWhole && node === consumer.root)) continue;
        candidates.push({
          value,
          node: other,
          rank: [isWhole ? 1 : 0, this.#givers.has(value.span) ? 1 : 0, value.time],
        });
      }
    }
    candidates = this.#inScope(consumer, candidates, () => true);
    if (candidates.some(({ value }) => value.side === 'input'))
      candidates = candidates.filter((candidate) => !this.#isEcho(candidate, node));
    const source = best(candidates);
    return source && this.#isSetting(source, node) ? { isSetting: true } : { source };
  }

  /** Whether a step that is no model only repeats as a member what it, or somebody before it ended, was given. @param {Candidate} candidate @param {Node} node the consumer's */
  #isEcho({ value, node: other }, node) {
    const { span, side, root } = value;
    if (side === 'input' || other === root || MODELS.has(span.kind)) return false;
    return this.#before(span, node).length > 0;
  }

  /** Whether a member stands under a key under which it stood in an input before its span ended: the name of a model, metadata. @param {Candidate} candidate @param {Node} node */
  #isSetting({ value, node: other }, node) {
    const { span, side, root } = value;
    if (side === 'input' || other === root || node.name === undefined) return false;
    return this.#before(span, node).some(({ name }) => name === node.name);
  }

  /** Inputs that held an equal part before a span ended. @param {Span} span @param {Node} node */
  #before(span, node) {
    return (this.#inInputs.get(sameness(node)) ?? []).filter(({ time }) => time < span.end);
  }

  /** @param {Value} consumer @returns {Value[]} those that may have fed it */
  #sources({ span, side }) {
    return this.#values.filter((value) => {
      if (side === 'output') return value.side === 'output' && isAncestor(span, value.span);
      if (value.side === 'input') return isAncestor(value.span, span);
      return value.span !== span && (value.span.kind === 'llm' || !isAncestor(value.span, span));
    });
  }

  /**
   * Values flow along the tree: what an ended ancestor hands on is its own, and what came in through an ancestor is older than nothing before it.
   * What a model above the consumer said is its own where nobody else has it, nearest first.
   * @param {Value} consumer @param {Candidate[]} candidates @param {(candidate: Candidate, by: Candidate) => boolean} covers whether `by` has all of it
   */
  #inScope({ span, side, time }, candidates, covers) {
    const isFromAbove = (/** @type {Candidate} */ { value }) =>
      side === 'input' && value.side === 'output' && isAncestor(value.span, span);
    return candidates.filter((candidate) => {
      const { value } = candidate;
      return !candidates.some((by) => {
        if (by === candidate || !covers(candidate, by)) return false;
        if (isFromAbove(candidate)) return !isFromAbove(by) || isAncestor(value.span, by.value.span);
        if (isFromAbove(by)) return false;
        if (by.value.side === 'input') {
          if (value.side === 'input') return isAncestor(value.span, by.value.span);
          return value.time < by.value.span.start;
        }
        if (value.side === 'input' || !isAncestor(by.value.span, value.span)) return false;
        return side === 'output' ? isAncestor(span, by.value.span) : by.value.span.end < time;
      });
    });
  }

  /** @param {Value} consumer @param {Node} node @param {[number, number][]} covered ranges of the text that have their source @returns {Part[]} */
  #runs(consumer, node, covered) {
    const { chars, units } = normal(node.text);
    /** @type {Candidate[]} */
    let candidates = [];
    for (const value of this.#sources(consumer)) {
      for (const other of value.nodes) {
        if (other.type !== 'string') continue;
        for (const run of sharedRuns(node.text, other.text, this.shortestValue)) {
          const isAllOfIt = run.length === normal(other.text).chars.length;
          const isContained = isAllOfIt || run.length === chars.length;
          if (run.length < this.#shortest(consumer, node, value, other, run)) continue;
          const rank = run.length === chars.length ? 2 : isAllOfIt ? 1 : 0;
          const pieces = isContained || value.side === 'input' ? [run] : this.#newIn(node.text, run, value.span.end);
          const shortest = this.#shortest(consumer, node, value, other, run);
          for (const piece of pieces)
            candidates.push({
              value,
              node: other,
              run: piece,
              shortest,
              rank: [rank, isAllOfIt ? 1 : 0, piece.length, value.time],
            });
        }
      }
    }
    const covers = (/** @type {Candidate} */ { run: a }, /** @type {Candidate} */ { run: b }) =>
      a !== undefined && b !== undefined && b.at <= a.at && b.at + b.length >= a.at + a.length;
    candidates = this.#inScope(consumer, candidates, covers);
    candidates.sort((a, b) => -compare(a.rank, b.rank));
    const claimed = units.map((unit) => covered.some(([start, end]) => unit >= start && unit < end));
    return candidates.flatMap((candidate) => this.#claim(candidate, chars, claimed));
  }

  /** @param {Candidate} candidate @param {string[]} chars @param {boolean[]} claimed @returns {Part[]} */
  #claim({ value, run, shortest = this.minLength }, chars, claimed) {
    if (!run) return [];
    const end = run.at + run.length;
    /** @type {Part[]} */
    const parts = [];
    for (let at = run.at; at < end; at++) {
      let stop = at;
      while (stop < end && !claimed[stop]) stop++;
      if (stop - at >= shortest) {
        const what = chars.slice(at, stop).join('');
        parts.push({ value, what, texts: [what], via: 'text' });
        claimed.fill(true, at, stop);
      }
      at = stop;
    }
    return parts;
  }

  /** How long a run has to be: less where it is the whole of a value. @param {Value} consumer @param {Node} node @param {Value} value @param {Node} other @param {import('./runs.js').Run} run */
  #shortest(consumer, node, value, other, { length }) {
    const isTheirs = length === normal(other.text).chars.length;
    const isOurs = length === normal(node.text).chars.length;
    if ((isTheirs && other === value.root) || (isOurs && node === consumer.root)) return this.shortestValue;
    return isTheirs || isOurs ? this.shortestMember : this.minLength;
  }

  /** What of a run is long enough without what stood in an input before `end`. @param {string} text @param {import('./runs.js').Run} run @param {number} end */
  #newIn(text, { at, from, length }, end) {
    const isOld = Array(length).fill(false);
    for (const [input, time] of this.#inputTexts) {
      if (time >= end) continue;
      for (const old of sharedRuns(text, input, this.minLength))
        for (let i = Math.max(at, old.at); i < Math.min(at + length, old.at + old.length); i++) isOld[i - at] = true;
    }
    const pieces = [];
    for (let i = 0; i < length; i++) {
      let stop = i;
      while (stop < length && !isOld[stop]) stop++;
      if (stop - i >= this.minLength) pieces.push({ at: at + i, from: from + i, length: stop - i });
      i = stop;
    }
    return pieces;
  }

  /** @returns {Link[]} */
  links() {
    return this.#spans.flatMap((span) => {
      const groups = this.#groupsOf(span);
      return groups
        .filter((group) => group.toSide === 'output' || !this.#isHistory(span, group, groups))
        .map(({ from, fromSide, toSide, parts }) => ({
          from,
          to: span,
          fromSide,
          toSide,
          via: parts.some(({ via }) => via === 'structure') ? 'structure' : 'text',
        }));
    });
  }

  /** The parts of a span by where they came from. @param {Span} span */
  #groupsOf(span) {
    /** @type {{ from: Span, fromSide: string, toSide: string, parts: Part[] }[]} */
    const groups = [];
    for (const { side, parts } of this.#explained.get(span) ?? []) {
      for (const part of parts) {
        const { value } = part;
        let group = groups.find((g) => g.from === value.span && g.fromSide === value.side && g.toSide === side);
        if (!group) {
          group = { from: value.span, fromSide: value.side, toSide: side, parts: [] };
          groups.push(group);
        }
        group.parts.push(part);
      }
    }
    return groups;
  }

  /** Whether each part had been given to an earlier call of the same function whose own output is here as well. */
  #isHistory(span, { from, fromSide, parts }, groups) {
    const calls = groups
      .filter((group) => group.toSide === 'input' && group.fromSide === 'output' && group.from !== from)
      .map((group) => group.from)
      .filter((call) => call.fn === span.fn && call.start < span.start);
    const had = calls.flatMap((call) =>
      this.#groupsOf(call)
        .filter((group) => group.toSide === 'input' && group.from === from && group.fromSide === fromSide)
        .flatMap((group) => group.parts),
    );
    return parts.every(({ what, texts, via }) =>
      had.some((part) => part.what === what || (via === 'text' && part.texts.some((text) => text.includes(texts[0])))),
    );
  }
}

/** Equal for nodes that are the same part. @param {Node} node */
const sameness = (node) => node.canon;

/** @param {Value} value @param {Node} node @returns {Part} */
function wholePart(value, node) {
  const texts = [...nodesOf(node)].filter(({ type }) => type === 'string').map(({ text }) => key(text));
  return { value, what: sameness(node), texts, via: node.type === 'string' ? 'text' : 'structure' };
}

/** Whether the string stands in JSON that stands in a text, which has its characters as well. @param {Node} node */
function isInText(node) {
  for (let outer = node.parent; outer; outer = outer.parent) if (outer.type === 'string') return true;
  return false;
}

/** @param {number[]} a @param {number[]} b */
function compare(a, b) {
  const at = a.findIndex((rank, i) => rank !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

/** @param {Candidate[]} candidates */
const best = (candidates) =>
  candidates.reduce(
    (/** @type {Candidate | undefined} */ top, one) => (top && compare(top.rank, one.rank) >= 0 ? top : one),
    undefined,
  );
