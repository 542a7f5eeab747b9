// Every run is exactly the part of the attribute's string that it names, whatever escapes and however deep in JSON.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksOf } from '../../../js/viewer/content/blocks.js';
import { wordsAt } from '../../../js/viewer/content/connections.js';
import { Marks } from '../../../js/viewer/content/marks.js';
import { Reading } from '../../../js/viewer/content/reading.js';
import { nodeOfText } from '../../../js/viewer/content/recorded.js';
import fc from '../../js/support/fast-check.js';
import { decoded, joined, plain, textsOf } from './support.js';

const SHARED = ['the shared words', 'say "no"\n', '\\u0041 is no A', '🙂\ud83d lone \udc00', 'ä', '\u0007', ''];
const word = fc.oneof(fc.constantFrom(...SHARED), fc.string({ unit: 'binary', maxLength: 12 }));
const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('object'),
    tie('json'),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  object: fc.dictionary(fc.constantFrom('a', 'text', '__proto__', 'ü "key"'), tie('any'), { maxKeys: 3 }),
  json: tie('any').map((inner) => JSON.stringify(inner)),
})).any;
const range = fc.tuple(fc.nat(300), fc.nat(300)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const marksOf = (/** @type {{ start: number, end: number }[]} */ ranges) =>
  ranges.map((each, index) => ({
    ...each,
    attribute: 'it',
    list: /** @type {'origins' | 'uses'} */ (index % 2 ? 'uses' : 'origins'),
    index,
  }));
/** Escapes written in every way. @param {string} json @param {number} bits */
const escaped = (json, bits) =>
  json.replace(/[\u0080-\uffff]|(?<!\\)\//g, (unit) =>
    bits & 1 ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}` : unit,
  );

/** How often its part was written as JSON, if one number fits all runs. @param {string} string @param {import('../../../js/viewer/model.js').Run[]} runs */
const depthOf = (string, runs) =>
  [0, 1, 2, 3, 4, 5, 6, 7].find((depth) =>
    runs.every((run) => {
      try {
        return decoded(string.slice(...run.range), depth) === run.text;
      } catch {
        return false;
      }
    }),
  );

test('the runs of a value say what its string says there, and leave nothing out', () => {
  fc.assert(
    fc.property(value, fc.array(range, { maxLength: 6 }), fc.nat(1), (given, ranges, bits) => {
      const string = typeof given === 'string' ? given : escaped(JSON.stringify(given), bits);
      const reading = new Reading(new Marks(marksOf(ranges)), true);
      const texts = textsOf(blocksOf(nodeOfText(string, 'it'), reading));
      for (const runs of texts) {
        assert.notEqual(depthOf(string, runs), undefined, JSON.stringify(runs));
        for (const [at, run] of runs.entries()) {
          assert.equal(run.range[0], at > 0 ? runs[at - 1].range[1] : run.range[0]);
          for (const index of run.origins)
            assert.ok(run.range[0] >= ranges[index].start && run.range[1] <= ranges[index].end);
          for (const index of run.uses)
            assert.ok(run.range[0] >= ranges[index].start && run.range[1] <= ranges[index].end);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a tree is the value, with JSON in strings opened', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), text, { minKeys: 2 }), (given) => {
      const [block] = blocksOf(
        nodeOfText(JSON.stringify({ given, json: JSON.stringify({ given }) }), 'it'),
        new Reading(new Marks([]), true),
      );
      assert.equal(block.type, 'tree');
      const { given: read, json } = /** @type {any} */ (plain(/** @type {any} */ (block).node));
      const opened = (/** @type {string} */ each) => (/^\s*[[{]/.test(each) && isJson(each) ? JSON.parse(each) : each);
      const wanted = Object.fromEntries(Object.entries(given).map(([key, each]) => [key, opened(each)]));
      assert.deepEqual([read, json.given], [wanted, wanted]);
    }),
  );
});

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('marks split runs where they begin and end, and overlapping ones are both there', () => {
  const marks = [
    { attribute: 'it', start: 2, end: 6, list: /** @type {const} */ ('origins'), index: 0 },
    { attribute: 'it', start: 4, end: 8, list: /** @type {const} */ ('origins'), index: 1 },
    { attribute: 'it', start: 5, end: 5, list: /** @type {const} */ ('uses'), index: 0 },
    { attribute: 'other', start: 0, end: 9, list: /** @type {const} */ ('uses'), index: 0 },
  ];
  const [block] = /** @type {any[]} */ (blocksOf(nodeOfText('abcdefghij', 'it'), new Reading(new Marks(marks), false)));
  assert.deepEqual(
    block.runs.map((/** @type {any} */ { text: part, origins, uses }) => [part, origins, uses]),
    [
      ['ab', [], []],
      ['cd', [0], []],
      ['ef', [0, 1], []],
      ['gh', [1], []],
      ['ij', [], []],
    ],
  );
});

test('a mark around a whole object marks the texts in it, also in a string of JSON', () => {
  const inner = JSON.stringify({ b: 'ü\n', c: [1] });
  const string = JSON.stringify({ x: 'no', a: inner });
  const start = string.indexOf('"{');
  const marks = new Marks([{ attribute: 'it', start, end: string.length - 1, list: 'origins', index: 0 }]);
  const runs = textsOf(blocksOf(nodeOfText(string, 'it'), new Reading(marks, false))).flat();
  assert.deepEqual(
    runs.map((run) => [run.text, run.origins]),
    [
      ['no', []],
      ['ü\n', [0]],
      ['1', [0]],
    ],
  );
});

test('a mark reaches past shorter ones that begin later', () => {
  const string = JSON.stringify({ a: 'first', b: 'second' });
  const marks = [
    { attribute: 'it', start: 0, end: string.length, list: /** @type {const} */ ('origins'), index: 0 },
    { attribute: 'it', start: 1, end: 3, list: /** @type {const} */ ('origins'), index: 1 },
  ];
  const runs = textsOf(blocksOf(nodeOfText(string, 'it'), new Reading(new Marks(marks), false))).flat();
  assert.deepEqual(
    runs.map((run) => [run.text, run.origins]),
    [
      ['first', [0]],
      ['second', [0]],
    ],
  );
});

test('a long text is cut between characters, and says how much is left', () => {
  const long = `${'x'.repeat(19_999)}🙂${'y'.repeat(100)}`;
  const [block] = /** @type {any[]} */ (blocksOf(nodeOfText(long, 'it'), new Reading(new Marks([]), false)));
  assert.deepEqual([joined(block.runs), block.rest], ['x'.repeat(19_999), 102]);
  const [full] = /** @type {any[]} */ (blocksOf(nodeOfText(long, 'it'), new Reading(new Marks([]), true)));
  assert.deepEqual([joined(full.runs), full.rest], [long, 0]);
});

test('trees are bounded in depth and children, and say what is left out', () => {
  const deep = `${'{"a":'.repeat(60)}1${'}'.repeat(60)}`;
  const wide = JSON.stringify(Array.from({ length: 6000 }, (_, at) => at));
  for (const string of [deep, wide]) {
    let [{ node }] = /** @type {any[]} */ (blocksOf(nodeOfText(string, 'it'), new Reading(new Marks([]), false)));
    while (node.children?.[0]?.children) [node] = node.children;
    assert.ok(node.more > 0);
  }
});

test('JSON that no stack can hold is shown as text', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const [block] = /** @type {any[]} */ (blocksOf(nodeOfText(deep, 'it'), new Reading(new Marks([]), false)));
  assert.equal(block.type, 'text');
});

test('the words at a place are decoded, also those of an object', () => {
  const string = JSON.stringify({ a: 'say "no"', b: JSON.stringify({ c: 'ä\nö' }) });
  const node = nodeOfText(string, 'it');
  const at = (/** @type {string} */ part) =>
    /** @type {[number, number]} */ ([string.indexOf(part), string.indexOf(part) + part.length]);
  assert.equal(wordsAt(node, at('\\"no'), 300), '"no');
  assert.equal(wordsAt(node, at('\\\\nö'), 300), '\nö');
  assert.equal(wordsAt(node, [0, string.length], 300), 'say "no" ä\nö');
  assert.equal(wordsAt(node, [0, string.length], 5), 'say "');
});

test('each item of a list of 100,000, and the whole list, in their places', () => {
  const words = Array.from({ length: 100_000 }, (_, at) => `word ${at}`);
  const json = JSON.stringify(words);
  const root = nodeOfText(json, 'a');
  let at = 1;
  for (const word of words) {
    assert.equal(wordsAt(root, [at + 1, at + 1 + word.length], 300), word);
    at += word.length + 3;
  }
  assert.equal(wordsAt(root, [0, json.length], 20), 'word 0 word 1 word 2');
});
