// What is drawn of a trace: each span in one node, each link in one edge.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_EDGES } from '../../../js/viewer/graph/bundles.js';
import { foldAll, openUpTo, toggle } from '../../../js/viewer/graph/folding.js';
import { lineageGraph } from '../../../js/viewer/graph/only-lineage.js';
import { treeOf } from '../../../js/viewer/graph/tree.js';
import { nodeId, resultId, visibleGraph } from '../../../js/viewer/graph/visible.js';
import { docsBot } from './docs-bot.js';
import { randomTrace } from './traces.js';

const open = (trace) => visibleGraph(trace, treeOf(trace), openUpTo(trace, treeOf(trace)));
const edge = (graph, from, to) => graph.edges.find((one) => one.from === from && one.to === to);

test('each span is in one node, and each link in one edge or within one node', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const trace = randomTrace({ spans: 20 * seed, links: 30 * seed, seed });
    const tree = treeOf(trace);
    for (const folds of [
      openUpTo(trace, tree),
      foldAll(openUpTo(trace, tree)),
      openUpTo(trace, tree, undefined, { budget: 20 }),
    ]) {
      const graph = visibleGraph(trace, tree, folds);
      const own = graph.nodes.filter(({ type }) => type === 'span' || type === 'header').length;
      const hidden = graph.nodes.reduce((sum, node) => sum + node.hidden, 0);
      assert.equal(own + hidden, trace.spans.length, `seed ${seed}`);
      const ids = new Set(graph.nodes.map(({ id }) => id));
      assert.equal(ids.size, graph.nodes.length);
      const bundled = graph.edges.flatMap(({ links }) => links);
      assert.equal(new Set(bundled).size, bundled.length);
      for (const { from, to, links } of graph.edges) {
        assert.ok(ids.has(from) && ids.has(to) && from !== to);
        for (const link of links) {
          const ends = [graph.nodeOf(trace.links[link].from), graph.nodeOf(trace.links[link].to)];
          const spanOf = (id) => graph.nodes.find((node) => node.id === id).span;
          assert.deepEqual([from, to].map(spanOf), ends.map(spanOf));
        }
      }
      const between = trace.links.filter(({ from, to }) => graph.nodeOf(from) !== graph.nodeOf(to)).length;
      if (graph.leftOut.edges === 0) assert.ok(bundled.length >= between, `seed ${seed}`);
      assert.ok(graph.edges.length <= MAX_EDGES);
    }
  }
});

test('a folded group is one node with the links of all that is in it', () => {
  const tree = treeOf(docsBot);
  const graph = visibleGraph(docsBot, tree, toggle(openUpTo(docsBot, tree), 's5', 4));
  const agent = graph.nodes.find(({ id }) => id === nodeId('s5'));
  assert.deepEqual([agent.type, agent.hidden, agent.folds], ['span', 4, true]);
  assert.deepEqual(
    edge(graph, nodeId('s2'), nodeId('s5')).links.map((link) => docsBot.links[link].to),
    [9],
  );
  assert.equal(edge(graph, nodeId('s5'), resultId('s0')).links.length, 1);
  assert.ok(!graph.groups.some(({ span }) => span === 5));
});

test('an open group takes its input at the top and gives its output at the bottom', () => {
  const graph = open(docsBot);
  assert.ok(edge(graph, nodeId('s5'), nodeId('s6')), 'from the header to a child');
  assert.ok(edge(graph, nodeId('s9'), resultId('s5')), 'from a child to the result');
  assert.ok(edge(graph, resultId('s5'), resultId('s0')), 'from the result on');
  assert.ok(!graph.nodes.some(({ id }) => id === 'result s1'));
});

test('an edge shows the strongest evidence and the largest share', () => {
  const tree = treeOf(docsBot);
  const links = [
    { from: 1, to: 2, fromSide: 'output', toSide: 'input', via: 'text', overlap: 0.9 },
    { from: 1, to: 2, fromSide: 'output', toSide: 'input', via: 'structure' },
  ];
  const [bundle] = visibleGraph({ ...docsBot, links }, tree, openUpTo(docsBot, tree)).edges;
  assert.deepEqual([bundle.via, bundle.overlap, bundle.links], ['structure', 0.9, [1, 0]]);
});

test('of too many edges each consumer keeps its strongest', () => {
  const trace = randomTrace({ spans: 60, links: 3000, seed: 5 });
  const graph = open(trace);
  assert.equal(graph.edges.length, MAX_EDGES);
  assert.ok(graph.leftOut.edges > 0);
  const all = new Set(
    trace.links.flatMap(({ from, to }) => (graph.nodeOf(from) === graph.nodeOf(to) ? [] : [graph.nodeOf(to)])),
  );
  const spanOf = (id) => graph.nodes.find((node) => node.id === id).span;
  const served = new Set(graph.edges.map(({ to }) => spanOf(to)));
  for (const node of all) assert.ok(served.has(spanOf(node)), node);
});

test('a lineage alone has its nearest spans, and one node for farther sources and one for farther uses', () => {
  const chain = Array.from({ length: 200 }, (_, index) => ({
    parent: index === 0 ? -1 : 0,
    depth: index === 0 ? 0 : 1,
  }));
  const links = chain.slice(2).map((_, index) => ({ from: index + 1, to: index + 2 }));
  const trace = { ...randomTrace({ spans: 1, links: 0 }), spans: [], links: [] };
  trace.spans = chain.map((row, index) => ({
    ...docsBot.spans[0],
    ...row,
    spanId: `s${index}`,
    name: `step ${index}`,
  }));
  trace.links = links.map((link) => ({ fromSide: 'output', toSide: 'input', via: 'identity', ...link }));
  const graph = lineageGraph(trace, 100, 21);
  const spans = graph.nodes.filter(({ type }) => type === 'span').map(({ span }) => span);
  assert.deepEqual(
    spans,
    Array.from({ length: 21 }, (_, index) => 90 + index),
  );
  assert.deepEqual(
    graph.nodes.filter(({ type }) => type === 'more').map(({ id, hidden }) => [id, hidden]),
    [
      ['more producers', 89],
      ['more consumers', 89],
    ],
  );
  assert.equal(graph.edges.length, 22);
});
