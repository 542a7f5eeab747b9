// What the content view shows of the selected span, and where its readers came from.
import { computed, effect, signal } from '@preact/signals';
import { namesOf } from '../parts/names.js';
import { foundIn } from './found.js';
import { lastingDetail } from './lasting.js';
import { offsetsIn } from './offsets.js';
import { touches } from './place.js';
import { readingOf } from './reading.js';
import { ancestry, contentsOf, runsOfSide } from './runs.js';
import { isSamePlace, trailOf } from './trail.js';

/** @typedef {import('../state/state.js').State} State */
/** @typedef {import('../state/state.js').Selection} Selection */
/** @typedef {import('../model.js').Run} Run */
/** @typedef {import('../model.js').SpanDetail} SpanDetail */
/** @typedef {import('./place.js').PartPlace} PartPlace */
/** @typedef {import('./reading.js').Mode} Mode */
/** @typedef {import('./reading.js').Part} Part */
/** @typedef {import('./trail.js').Step} Step */
/** `runs`: the characters of each. @typedef {{ runs: Map<Run, [number, number]>, paths: Set<string> }} Target */
/** @typedef {ReturnType<typeof createReader>} Reader */

/** @type {WeakMap<State, Reader>} */
const readers = new WeakMap();

/** The same one each time, so that its history outlives the view. @param {State} state */
export function readerOf(state) {
  let reader = readers.get(state);
  if (!reader) {
    reader = createReader(state);
    readers.set(state, reader);
  }
  return reader;
}

/** @param {State} state */
function createReader(state) {
  const mode = signal(/** @type {Mode} */ ('origins'));
  const dim = signal(false);
  const spotlight = signal(/** @type {string | undefined} */ (undefined));
  const full = signal(/** @type {{ version: number | undefined, detail: SpanDetail } | undefined} */ (undefined));
  const folds = signal(/** @type {ReadonlyMap<string, boolean>} */ (new Map()));
  const trail = signal(/** @type {Step[]} */ ([]));
  const card = signal(/** @type {{ part: Part, element: Element } | undefined} */ (undefined));

  const version = computed(() => state.trace.value?.version);
  const lasting = lastingDetail(state);
  const detail = computed(() => {
    const shown = lasting.value;
    const whole = full.value?.version === version.value ? full.value?.detail : undefined;
    return shown && whole?.spanId === shown.spanId && whole.traceId === shown.traceId ? whole : shown;
  });
  const row = computed(() => {
    const spanId = detail.value?.spanId ?? state.selection.value?.spanId;
    return state.trace.value?.spans.find((one) => one.spanId === spanId);
  });
  const reading = computed(() => detail.value && readingOf(detail.value, mode.value));
  const names = computed(() => namesOf(state.trace.value?.spans ?? []));
  /** @param {string} spanId */
  const nameOf = (spanId) => names.value.get(spanId) ?? spanId.slice(0, 8);
  const target = computed(() => targetOf(detail.value, state.selection.value));
  const found = computed(() => foundIn(detail.value, state.search.text.value));

  /** @param {string} path */
  const keyOf = (path) => `${detail.value?.spanId} ${path}`;

  /** Whether the selection points into it, or the search. @param {string} path */
  const isAimedAt = (path) => target.value.paths.has(path) || found.value.paths.has(path);

  /** @param {string} path @param {boolean} initially */
  const isOpen = (path, initially) => folds.value.get(keyOf(path)) ?? (isAimedAt(path) || initially);

  /** @param {string} path @param {boolean} open */
  const fold = (path, open) => {
    folds.value = new Map(folds.value).set(keyOf(path), open);
  };

  /** Asks for what was left out of long texts. */
  async function showAll() {
    const shown = lasting.peek();
    const of = version.peek();
    if (!shown) return;
    const whole = await state.store.span(shown.traceId, shown.spanId, { full: true });
    if (whole) full.value = { version: of, detail: whole };
  }

  /** @param {string} spanId */
  const load = async (spanId) => {
    const traceId = state.traceId.peek();
    return traceId === undefined ? undefined : state.store.span(traceId, spanId);
  };

  /** Whether the view is to take the focus to what was gone to. */
  let isAwaited = false;
  /** Where the click was, if it led to the selection. @type {{ spanId: string, part: PartPlace } | undefined} */
  let start;
  let turn = 0;
  /** @param {{ spanId: string, part: PartPlace }} place */
  async function trace(place) {
    turn += 1;
    const mine = turn;
    let steps = await trailOf(load, (start ?? place).spanId, (start ?? place).part);
    if (!steps.some((step) => isSamePlace(step, place))) steps = await trailOf(load, place.spanId, place.part);
    if (mine === turn) trail.value = steps;
  }

  effect(() => {
    const { spanId, part } = state.selection.value ?? {};
    if (!spanId || !part) {
      turn += 1;
      trail.value = [];
    } else if (!trail.peek().some((step) => isSamePlace(step, { spanId, part }))) {
      trace({ spanId, part }).catch(() => {});
    }
    start = undefined;
  });

  /** @param {Selection} selection */
  function goTo(selection) {
    isAwaited = true;
    card.value = undefined;
    state.hover.value = undefined;
    spotlight.value = undefined;
    for (const path of targetOf(detail.peek(), selection).paths)
      folds.value.get(keyOf(path)) === false && fold(path, true);
    state.follow(selection);
  }

  /** Goes to where a part came from, or to where it went. @param {Part} part */
  function follow({ run, side, connections: [nearest] }) {
    const spanId = detail.peek()?.spanId;
    if (spanId && mode.peek() === 'origins') start = { spanId, part: placeOfRun(run, side) };
    goTo(selectionOf(nearest));
  }

  function back() {
    isAwaited = true;
    state.back();
  }

  /** Once after each of {@link goTo} and {@link back}. */
  function takeAwaited() {
    const was = isAwaited;
    isAwaited = false;
    return was;
  }

  return {
    state,
    mode,
    dim,
    spotlight,
    lasting,
    detail,
    row,
    reading,
    target,
    found,
    trail,
    card,
    isAimedAt,
    isOpen,
    fold,
    showAll,
    goTo,
    follow,
    back,
    takeAwaited,
    nameOf,
    /** As seen from the selected span. @param {string} spanId */
    sourceName: (spanId) => (spanId === detail.value?.spanId ? 'this step' : nameOf(spanId)),
  };
}

/** @param {Run} run @param {import('../model.js').Side} side @returns {PartPlace} */
const placeOfRun = ({ attribute, range }, side) => ({ side, attribute, range });

/** @param {import('../model.js').Connection} connection @returns {Selection} */
export const selectionOf = ({ spanId, side, attribute, range }) => ({ spanId, part: { side, attribute, range } });

/** The runs that the selection points at, and the blocks around them. @param {SpanDetail | undefined} detail @param {Selection | undefined} selection @returns {Target} */
function targetOf(detail, selection) {
  /** @type {Target} */
  const target = { runs: new Map(), paths: new Set() };
  const part = selection?.part;
  if (!detail || !part || detail.spanId !== selection.spanId) return target;
  for (const { run, path } of runsOfSide(detail, part.side)) {
    if (!touches([run], part)) continue;
    target.runs.set(run, offsetsIn(run, part.range));
    for (const around of ancestry(path)) target.paths.add(around);
  }
  return target;
}

/** Whether characters of a side were left out. @param {SpanDetail} detail @param {import('../model.js').Side} side */
export const isCutShort = (detail, side) =>
  contentsOf(detail, side).some(({ blocks }) => blocks.some((block) => hasRest(block)));

/** @param {import('../model.js').Block} block @returns {boolean} */
const hasRest = (block) =>
  block.type === 'text' ? block.rest > 0 : 'blocks' in block && block.blocks.some((inner) => hasRest(inner));
