// Which steps are shown: never more than there is room for, the outer ones first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  FOLDED,
  foldAll,
  MAX_NODES,
  openUpTo,
  reveal,
  showMore,
  TRACE,
  toggle,
} from '../../../js/viewer/graph/folding.js';
import { treeOf } from '../../../js/viewer/graph/tree.js';
import { visibleGraph } from '../../../js/viewer/graph/visible.js';
import { randomTrace, traceOf } from './traces.js';

/** A parent with so many children, each of which has `below` of its own. */
const familyOf = (children, below = 0) =>
  traceOf([
    {},
    ...Array.from({ length: children }, (_, child) => [
      { parent: 0, depth: 1 },
      ...Array.from({ length: below }, () => ({ parent: 1 + child * (below + 1), depth: 2 })),
    ]).flat(),
  ]);

const shown = (trace, folds) => visibleGraph(trace, treeOf(trace), folds).nodes;
const namesOf = (trace, folds) =>
  shown(trace, folds).map(({ type, span, hidden }) => (type === 'more' ? `${hidden} more` : trace.spans[span].name));

test('a small trace is open', () => {
  const trace = familyOf(3, 2);
  const nodes = shown(trace, openUpTo(trace, treeOf(trace)));
  assert.equal(nodes.length, trace.spans.length);
});

test('a large trace opens as far as there is room, outer groups first', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const trace = randomTrace({ spans: 50 * seed, links: 0, seed });
    const tree = treeOf(trace);
    const folds = openUpTo(trace, tree);
    const nodes = shown(trace, folds);
    assert.ok(nodes.length <= MAX_NODES, `${nodes.length} nodes, seed ${seed}`);
    // What stays folded did not fit, or is below something that did not.
    const room = MAX_NODES - nodes.length;
    const folded = nodes.filter(({ type, folds: isParent }) => type === 'span' && isParent);
    for (const { span } of folded) assert.ok(tree.children[span].length > room, `seed ${seed}, span ${span}`);
  }
});

test('a parent with too many children shows the first, and a node for the others that adds a page', () => {
  const trace = familyOf(500);
  const folds = openUpTo(trace, treeOf(trace));
  assert.equal(shown(trace, folds).length, MAX_NODES);
  assert.equal(namesOf(trace, folds).at(-1), `${500 - (MAX_NODES - 2)} more`);
  const more = showMore(folds, 's0');
  assert.equal(namesOf(trace, more).at(-1), `${500 - (MAX_NODES - 2) - 20} more`);
});

test('roots beyond the room share a node', () => {
  const trace = traceOf(Array.from({ length: 1000 }, () => ({})));
  const folds = openUpTo(trace, treeOf(trace));
  assert.equal(shown(trace, folds).length, MAX_NODES);
  assert.equal(namesOf(trace, folds).at(-1), `${1000 - (MAX_NODES - 1)} more`);
});

test('a group folds and opens, and everything folds', () => {
  const trace = familyOf(3, 2);
  const folds = openUpTo(trace, treeOf(trace));
  const folded = toggle(folds, 's1', 2);
  assert.deepEqual(namesOf(trace, folded), [
    'step 0',
    'step 1',
    'step 4',
    'step 5',
    'step 6',
    'step 7',
    'step 8',
    'step 9',
  ]);
  assert.equal(shown(trace, folded)[1].hidden, 2);
  assert.deepEqual(namesOf(trace, toggle(folded, 's1', 2)), namesOf(trace, folds));
  assert.deepEqual(namesOf(trace, foldAll(folds)), ['step 0']);
});

test('what is open stays open when a trace grows, and what the user has folded stays folded', () => {
  const trace = familyOf(3, 2);
  const folds = toggle(openUpTo(trace, treeOf(trace)), 's1', 2);
  const grown = { ...trace, spans: [...trace.spans, { ...trace.spans[9], spanId: 'new', name: 'new', parent: 7 }] };
  const known = new Set(trace.spans.map(({ spanId }) => spanId));
  const next = openUpTo(grown, treeOf(grown), folds, { mayOpen: (spanId) => !known.has(spanId) });
  assert.ok(!next.open.has('s1'));
  assert.ok(next.open.has('s4'));
});

test('a span that is hidden is revealed with its ancestors, wherever it stands among its siblings', () => {
  const trace = familyOf(300, 1);
  const tree = treeOf(trace);
  const folds = reveal(trace, tree, openUpTo(trace, tree), trace.spans.length - 1);
  const names = namesOf(trace, folds);
  assert.ok(names.includes(`step ${trace.spans.length - 1}`));
  assert.ok(names.length <= MAX_NODES + 3, `${names.length} nodes`);
  assert.equal(reveal(trace, tree, folds, trace.spans.length - 1), folds);
});

test('a parent that does not stand before its child is no parent', () => {
  const trace = traceOf([{ parent: 1 }, { parent: 0 }, { parent: 2 }]);
  assert.deepEqual(treeOf(trace).roots, [0, 2]);
  assert.equal(shown(trace, openUpTo(trace, treeOf(trace))).length, 3);
});

test('a chain of 20,000 spans is no problem', () => {
  const trace = traceOf(Array.from({ length: 20_000 }, (_, index) => ({ parent: index - 1, depth: index })));
  const folds = openUpTo(trace, treeOf(trace), FOLDED);
  const nodes = shown(trace, folds);
  assert.equal(nodes.length, MAX_NODES);
  assert.equal(nodes.at(-1).hidden, 20_000 - MAX_NODES);
  assert.ok(folds.open.has(TRACE));
});

test('a span below 10,000 others is revealed as far as groups open, and the graph is drawn', () => {
  const trace = traceOf(Array.from({ length: 10_000 }, (_, at) => ({ parent: at - 1, depth: at })));
  const tree = treeOf(trace);
  const folds = reveal(trace, tree, openUpTo(trace, tree), trace.spans.length - 1);
  const { nodes, nodeOf } = visibleGraph(trace, tree, folds);
  assert.ok(nodes.length <= 2 * MAX_NODES);
  assert.equal(nodeOf(trace.spans.length - 1), nodes.at(-1)?.id);
  assert.equal(reveal(trace, tree, folds, trace.spans.length - 1), folds);
});
