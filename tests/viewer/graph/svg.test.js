// The graph as a file, drawn without a page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { svgOf } from '../../../js/viewer/graph/svg-of.js';
import { ROOT } from '../../house/files.js';
import { docsBot } from './docs-bot.js';
import { randomTrace, traceOf } from './traces.js';

const tokens = readFileSync(join(ROOT, 'js/viewer/styles/tokens.css'), 'utf8');

/** Names of the elements. Throws if one is not closed where it must be. @param {string} svg */
function elementsOf(svg) {
  const open = [];
  const names = new Set();
  for (const [, isEnd, name, , isEmpty] of svg.matchAll(/<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)(\/?)>/g)) {
    names.add(name);
    if (isEnd) assert.equal(open.pop(), name);
    else if (!isEmpty) open.push(name);
  }
  assert.deepEqual(open, []);
  const rest = svg.replace(/<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)(\/?)>/g, '');
  assert.ok(!/[<>]/.test(rest), 'every tag was read');
  assert.ok(!/&(?!(amp|lt|gt|quot|#39);)/.test(svg), 'only entities of XML');
  return [...names].sort();
}

test('a trace in both themes, with the words of its cards and lines', () => {
  const [light, dark] = ['light', 'dark'].map((theme) => svgOf(docsBot, { tokens, theme }));
  for (const svg of [light, dark]) {
    assert.deepEqual(elementsOf(svg), ['path', 'rect', 'svg', 'text']);
    for (const words of ['search_docs', 'text 42 %', 'same object', 'equal copy', 'object inside', 'output'])
      assert.ok(svg.includes(`>${words}</text>`), words);
  }
  assert.ok(light.includes('#f6f7f9') && !dark.includes('#f6f7f9') && dark.includes('#14161a'));
});

test('folded, the roots alone', () => {
  const svg = svgOf(docsBot, { tokens, folded: true });
  assert.ok(svg.includes('>answer_question</text>') && svg.includes('>+9</text>'));
  assert.ok(!svg.includes('search_docs'));
});

test('it refers to nothing outside', () => {
  const svg = svgOf(randomTrace({ spans: 60, links: 100, seed: 2 }), { tokens });
  assert.ok(!/url\(|href|<style|<script|@import|var\(/.test(svg));
  assert.equal(svg.match(/https?:/g).length, 1, 'the name space alone');
});

test('hostile names are text', () => {
  const names = [
    '<script>alert(1)</script>',
    '"><image href="x"/>',
    "' onload='x",
    ']]>&amp;\u0000\ud800\uffff',
    '\u202e'.repeat(9000),
  ];
  const svg = svgOf(traceOf(names.map((name) => ({ name, model: name, kind: 'llm' }))), { tokens });
  assert.deepEqual(elementsOf(svg), ['path', 'rect', 'svg', 'text']);
  assert.ok(svg.isWellFormed() && !['\u0000', '\uffff'].some((character) => svg.includes(character)));
  assert.ok(svg.length < 8000, `${svg.length} characters`);
});
