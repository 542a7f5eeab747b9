// Unhandled rejections are reported as without a tracer, and handled ones are not.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

const LIBRARY = new URL('../../../js/index.js', import.meta.url).href;

/** Statements that receive `wrap`, which traces a function or returns it unchanged. */
const PROGRAMS = {
  'an async function': 'wrap(async () => { throw error; })()',
  'next() of an async generator': 'wrap(async function* () { throw error; })().next()',
  'the second next()': 'const it = wrap(async function* () { yield 1; throw error; })(); it.next(); it.next()',
  'throw() of an async generator': 'wrap(async function* () { yield 1; })().throw(error)',
  'return() of an async generator':
    'const it = wrap(async function* () { try { yield 1; } finally { throw error; } })(); it.next(); it.return()',
  'for await that nobody waits for':
    '(async () => { for await (const _ of wrap(async function* () { throw error; })()); })()',
  'read()': 'wrap(() => failing())().getReader().read()',
  'read() into a buffer': 'wrap(() => failing("bytes"))().getReader({ mode: "byob" }).read(new Uint8Array(1))',
  closed: 'wrap(() => failing())().getReader().closed',
  'a reader that only has the lock': 'wrap(() => failing())().getReader()',
  'read() when the lock is given up':
    'const reader = wrap(() => new ReadableStream())().getReader(); reader.read(); reader.releaseLock()',
  "next() of a stream's iterator": 'wrap(() => failing())().values().next()',
  'a branch of a tee': 'wrap(() => failing())().tee()[0].getReader().read()',
  'cancel()': 'wrap(() => new ReadableStream({ cancel() { throw error; } }))().cancel()',
  'pipeTo()': 'wrap(() => failing())().pipeTo(new WritableStream())',
  'pipeTo() that is refused': 'wrap(() => failing())().pipeTo(5)',
  'pipeThrough()': 'wrap(() => failing())().pipeThrough(new TransformStream())',
  'a promise of a stream': 'wrap(async () => failing())().then((stream) => { stream.getReader().read(); })',
};

/** @param {string} wrap @returns {Promise<Record<string, string[]>>} what was reported, by program and way to handle it */
async function reported(wrap) {
  const code = `
    import { init, memory, task } from '${LIBRARY}';
    init({ exporters: [memory()] });
    const wrap = ${wrap};
    const error = new Error('mine');
    const failing = (type) => new ReadableStream({ type, pull(its) { its.error(error); } }, { highWaterMark: 0 });
    const found = {};
    let name;
    process.on('unhandledRejection', ({ name: kind, message }) => found[name].push(kind === 'Error' ? message : kind));
    const turns = async () => { for (let i = 0; i < 6; i++) await new Promise(setImmediate); };
    const ignore = () => {};
    ${Object.entries(PROGRAMS)
      .map(([name, program]) => {
        const statements = program.split('; ');
        const tail = program.startsWith('(') || program.startsWith('wrap') ? program : statements.pop();
        const head = tail === program ? '' : `${statements.join('; ')};`;
        return [
          [`${name}: left alone`, `{ ${head} ${tail}; }`],
          [`${name}: handled`, `{ ${head} Promise.resolve(${tail}).catch(ignore); }`],
          [
            `${name}: handled beside`,
            `{ ${head} const result = ${tail}; result?.then?.(ignore); result?.catch?.(ignore); }`,
          ],
        ]
          .map(([key, body]) => `found[name = ${JSON.stringify(key)}] = []; ${body} await turns();`)
          .join('\n');
      })
      .join('\n')}
    console.log(JSON.stringify(found));
    process.exit();
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code]);
  return JSON.parse(stdout);
}

test('rejections are reported as without a tracer', async () => {
  const [bare, traced] = await Promise.all([reported('(fn) => fn'), reported('(fn) => task(fn)')]);
  assert.ok(Object.values(bare).flat().length > 10);
  assert.deepEqual(traced, bare);
});

test('what others may hold is handed on as it is, and its rejection counts as handled', async () => {
  const code = `
    import { init, memory, task } from '${LIBRARY}';
    init({ exporters: [memory()] });
    process.on('unhandledRejection', ({ message }) => console.log(message));
    const held = Promise.reject(new Error('held'));
    const iterator = { next: () => held, [Symbol.asyncIterator]() { return this; } };
    console.log(task(() => held)() === held, task(() => iterator)().next() === held);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code]);
  assert.equal(stdout, 'true true\n');
});
