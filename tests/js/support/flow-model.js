// The rules of `flow` by brute force over a journal, for evidence by identity and by member:
// - each object of a value, outer ones first, belongs to one source, and with it what the source's own value held inside it at the time;
// - an input belongs to an output of the trace, but not to one of an ancestor; what an ancestor was given and hands on beats outputs older than that
//   ancestor. Among several, a span that ended beats those below it, then whole values beat members, then the latest wins;
// - an input that belongs to no output belongs to the nearest ancestor that was given it, or else to the nearest model above that gave it;
// - an output belongs to the nearest span below that gave it;
// - a link to an input is left out when all its parts had been given to earlier calls of the same function whose own results are here too, from the
//   same span or one above or below it, also by what a call ran in, and what a call said itself is no news from above.
import { pathPairs } from './model-link.js';

/** @typedef {import('./journal.js').Span} Span */
/** @typedef {import('./journal.js').Side} Side */
/** @typedef {import('./model-link.js').Link} Link */
/** @typedef {import('./model-link.js').Place} Place */
/** @typedef {{ span: Span, side: Side }} Source whose value a part is */
/**
 * Containers are known by the place where a side held an object first: only they can hide it.
 * @typedef {Object} Use of one object on one side of one span
 * @property {object} object
 * @property {Span} span
 * @property {Side} side
 * @property {number} time of the first use
 * @property {string[]} roots paths where it stood by itself
 * @property {{ use: Use, step: string }[]} around the objects it was met in
 * @property {Use | undefined} container the object around it, where it was met first; none as soon as it stood by itself
 * @property {Source | undefined} source whose it was by then
 */
/** @typedef {{ object: object, source: Source, to: Side, isIdentity: boolean }} Part */

/** @param {import('./journal.js').Journal} journal @returns {Map<Span, Link[]>} */
export function flowLinks({ spans, events }) {
  const model = new FlowModel();
  events.forEach((event, time) => {
    if (event.type === 'start') model.started.set(event.span, time);
    else if (event.type === 'end') model.end(event.span, time);
    else model.value(event, time);
  });
  return new Map(spans.map((span) => [span, model.links.get(span) ?? []]));
}

class FlowModel {
  /** @type {Map<Span, number>} */
  started = new Map();
  /** @type {Map<Span, number>} */
  ended = new Map();
  /** @type {Map<Span, Link[]>} */
  links = new Map();
  /** @type {Use[]} */
  #uses = [];
  /** @type {Map<Span, Part[]>} */
  #parts = new Map();

  /** @param {import('./journal.js').Value} value @param {number} time */
  value({ span, side, root, nodes }, time) {
    /** @type {(Source | undefined)[]} */
    const sources = [];
    for (const { object, parent } of nodes) {
      const isRoot = parent < 0;
      const around = isRoot ? undefined : sources[parent];
      if (around && this.#held(around, nodes[parent].object, object)) {
        sources.push(around);
        continue;
      }
      const use = side === 'input' ? this.#sourceOfInput(object, span, time) : this.#sourceOfOutput(object, span);
      const source = use && { span: use.span, side: use.side };
      sources.push(source);
      if (source) this.#partsOf(span).push({ object, source, to: side, isIdentity: isRoot && isWhole(use) });
    }
    nodes.forEach(({ object, parent, step }, i) => {
      const container = parent < 0 ? undefined : this.#useOf(nodes[parent].object, { span, side });
      let use = this.#useOf(object, { span, side });
      if (!use) {
        use = { object, span, side, time, roots: [], around: [], container, source: sources[i] };
        this.#uses.push(use);
      }
      if (container) use.around.push({ use: container, step });
      else {
        use.roots.push(root);
        use.container = undefined;
      }
    });
  }

  /** @param {object} object @param {Source} source */
  #useOf(object, source) {
    return this.#uses.find((use) => use.object === object && isSame(use, source));
  }

  /** @param {object} object @param {Span} span @param {number} time */
  #sourceOfInput(object, span, time) {
    const inTrace = this.#usesOf(object, span);
    const inputs = inTrace.filter((use) => use.side === 'input' && isAncestor(use.span, span));
    const handedDown = maxBy(inputs, (use) => [use.span.depth]);
    const given = inTrace.filter((use) => use.side === 'output' && use.span !== span);
    const above = maxBy(
      given.filter((use) => use.span.kind === 'llm' && isAncestor(use.span, span)),
      (use) => [use.span.depth],
    );
    let outputs = given.filter((use) => !isAncestor(use.span, span));
    if (handedDown) outputs = outputs.filter((use) => use.time > this.#startOf(handedDown.span));
    const outermost = outputs.filter(
      (use) =>
        !outputs.some((other) => isAncestor(other.span, use.span) && (this.ended.get(other.span) ?? time) < time),
    );
    return maxBy(outermost, (use) => [Number(isWhole(use)), use.time]) ?? handedDown ?? above;
  }

  /** @param {object} object @param {Span} span */
  #sourceOfOutput(object, span) {
    const outputs = this.#usesOf(object, span).filter((use) => use.side === 'output' && isAncestor(span, use.span));
    return maxBy(outputs, (use) => [-use.span.depth, Number(isWhole(use)), use.time]);
  }

  /** Whether `outer` contained `inner`, at any depth, when this side of a span was recorded. @param {Source} source @param {object} outer @param {object} inner */
  #held(source, outer, inner) {
    let container = this.#useOf(inner, source)?.container;
    while (container && container.object !== outer) container = container.container;
    return container !== undefined;
  }

  /** @param {Span} span @param {number} time */
  end(span, time) {
    this.ended.set(span, time);
    const kept = groupsOf(this.#partsOf(span)).filter(
      ([{ source, to }]) => to === 'output' || !this.#isHistory(span, source),
    );
    this.links.set(
      span,
      kept.map((parts) => this.#link(span, parts)),
    );
  }

  /** @param {Span} span @param {Part[]} parts of one source and side @returns {Link} */
  #link(span, parts) {
    const [{ source, to }] = parts;
    const byIdentity = parts.filter(({ isIdentity }) => isIdentity);
    const strongest = byIdentity.length > 0 ? byIdentity : parts;
    const places = (/** @type {Source} */ of, /** @type {object} */ object) => placesOf(this.#useOf(object, of));
    return {
      span: source.span,
      from: source.side,
      to,
      via: byIdentity.length > 0 ? 'identity' : 'member',
      paths: strongest.flatMap(({ object }) =>
        pathPairs(places(source, object), places({ span, side: to }, object), byIdentity.length > 0),
      ),
    };
  }

  /** Whether every part that `span` was given of `source` had been given to an earlier call whose result is here as well. @param {Span} span @param {Source} source */
  #isHistory(span, source) {
    const given = this.#partsOf(span).filter(({ to }) => to === 'input');
    const calls = [...this.started.keys()].filter(
      (call) =>
        call.root === span.root &&
        call.fn === span.fn &&
        call !== span &&
        call !== source.span &&
        this.#startOf(call) < this.#startOf(span) &&
        given.some((part) => part.source.side === 'output' && this.#isResult(call, part)),
    );
    return given
      .filter((part) => isSame(part.source, source))
      .every(({ object }) => calls.some((call) => this.#wasGiven(call, object, source)));
  }

  /** @param {Span} call @param {object} object @param {Source} source */
  #wasGiven(call, object, source) {
    if (source.side === 'input' && this.#useOf(object, { span: call, side: 'output' })) return true;
    const given = this.#useOf(object, { span: call, side: 'input' })?.source;
    return given !== undefined && given.side === source.side && isSameLine(given.span, source.span);
  }

  /** Whether a call returned what `span` was given, itself or through what it ran in. @param {Span} call @param {Part} part */
  #isResult(call, { object, source: { span } }) {
    return (
      span === call || (isAncestor(span, call) && this.#useOf(object, { span: call, side: 'output' }) !== undefined)
    );
  }

  /** @param {object} object @param {Span} span */
  #usesOf(object, span) {
    return this.#uses.filter((use) => use.object === object && use.span.root === span.root);
  }

  /** @param {Span} span */
  #partsOf(span) {
    const parts = this.#parts.get(span) ?? [];
    this.#parts.set(span, parts);
    return parts;
  }

  /** @param {Span} span */
  #startOf(span) {
    return /** @type {number} */ (this.started.get(span));
  }
}

/** Parts by source and side, in the order in which each was met first. @param {Part[]} parts */
function groupsOf(parts) {
  /** @type {Part[][]} */
  const groups = [];
  for (const part of parts) {
    const group = groups.find(([{ source, to }]) => isSame(source, part.source) && to === part.to);
    if (group) group.push(part);
    else groups.push([part]);
  }
  return groups;
}

/** @param {Use} use */
const isWhole = (use) => use.roots.length > 0;

/** @param {Use | undefined} use @param {Use[]} [within] @returns {Place[]} */
function placesOf(use, within = []) {
  if (!use || within.includes(use)) return [];
  const inner = use.around.flatMap((outer) =>
    placesOf(outer.use, [...within, use]).map(({ path }) => path + outer.step),
  );
  return [...use.roots.map((path) => ({ path, isRoot: true })), ...inner.map((path) => ({ path, isRoot: false }))];
}

/** @param {Source} a @param {Source} b */
const isSame = (a, b) => a.span === b.span && a.side === b.side;

/** @param {Span} outer @param {Span} inner */
function isAncestor(outer, inner) {
  for (let span = inner.parent; span; span = span.parent) if (span === outer) return true;
  return false;
}

/** @param {Span} a @param {Span} b */
const isSameLine = (a, b) => a === b || isAncestor(a, b) || isAncestor(b, a);

/** The element whose ranks are highest, compared one after the other. @template T @param {T[]} list @param {(item: T) => number[]} ranks @returns {T | undefined} */
function maxBy(list, ranks) {
  return list.reduce((/** @type {T | undefined} */ best, item) => {
    if (best === undefined) return item;
    const [a, b] = [ranks(item), ranks(best)];
    const differs = a.findIndex((rank, i) => rank !== b[i]);
    return differs >= 0 && a[differs] > b[differs] ? item : best;
  }, undefined);
}
