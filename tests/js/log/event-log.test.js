import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS } from '../../../js/base/kinds.js';
import { EventLog } from '../../../js/log/event-log.js';
import { INTERNED, OP } from '../../../js/log/records.js';
import { Templates } from '../../../js/tracer/templates.js';

test('a claim makes room and keeps what was written', () => {
  const log = new EventLog();
  for (let i = 0; i < 10_000; i++) {
    const at = log.claim(1);
    log.words[at] = i;
  }
  assert.equal(log.length, 10_000);
  assert.ok(log.words.subarray(0, 10_000).every((word, i) => word === i));
});

test('an interned string crosses once, before the records that name it', () => {
  const log = new EventLog();
  const ref = log.intern('name');
  assert.equal(ref >>> 0, INTERNED >>> 0);
  assert.equal(log.intern('name'), ref);
  log.take(({ prefix, strings }) => {
    assert.deepEqual([...prefix], [OP.INTERN, 0, 1]);
    assert.deepEqual(strings, ['name']);
  });
  assert.equal(log.intern('name'), ref);
  log.take(({ prefix, strings }) => {
    assert.equal(prefix.length, 0);
    assert.deepEqual(strings, []);
  });
});

test('ids of interned strings go on from drain to drain', () => {
  const log = new EventLog();
  log.intern('a');
  log.take(() => {});
  assert.equal(log.intern('b') & ~INTERNED, 1);
  log.take(({ prefix }) => assert.deepEqual([...prefix], [OP.INTERN, 1, 1]));
});

test('names made up at run time cannot fill the memory', () => {
  const log = new EventLog();
  for (let i = 0; i < 10_000; i++) log.intern(`name ${i}`);
  log.take(({ prefix }) => assert.equal(prefix.length / 3, 4096));
});

test('the size of the strings is bounded from above', () => {
  const log = new EventLog();
  const texts = ['', 'plain', 'é€𝄞', '\ud800'];
  for (const text of texts) log.text(text);
  log.text(new Uint8Array(5));
  const size = texts.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 5);
  assert.ok(log.stringBytes >= size);
});

test('a template says which step it is, and each kind has a bare one of its own', () => {
  for (const [step, kind] of Object.keys(KINDS).entries()) {
    const log = new EventLog();
    const templates = new Templates(log);
    templates.get(/** @type {any} */ (kind), 'name');
    const bare = log.length;
    const ids = Object.keys(KINDS).map((other) => templates.bare(/** @type {any} */ (other)));
    assert.deepEqual(ids, [1, 2, 3, 4, 5, 6, 7]);
    const { spanKind } = KINDS[/** @type {keyof typeof KINDS} */ (kind)];
    assert.equal(log.words[0], OP.TEMPLATE | (spanKind << 8) | (step << 16));
    assert.equal(log.words[bare + 4 * step] >>> 16, step);
  }
});
