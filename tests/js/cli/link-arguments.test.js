import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LINK_HELP } from '../../../js/cli/help.js';
import { readLinkArguments } from '../../../js/cli/link-arguments.js';
import { nearest } from '../../../js/cli/nearest.js';
import { UsageError } from '../../../js/cli/options.js';

const DEFAULTS = {
  inputs: ['-'],
  output: undefined,
  from: undefined,
  to: undefined,
  explain: undefined,
  trace: undefined,
  threads: undefined,
  window: 64 * 2 ** 20,
  memory: 1024 * 2 ** 20,
  minLength: undefined,
  json: false,
  quiet: false,
  help: false,
};

test('nothing given: stdin to stdout, with the defaults', () => assert.deepEqual(readLinkArguments([]), DEFAULTS));

test('options stand before, between and after the inputs', () => {
  const args = ['a', '-o', 'out', 'b', '--from=jsonl', '--to', 'protobuf', '-q', '--threads', '2', '--', '-c'];
  assert.deepEqual(readLinkArguments(args), {
    ...DEFAULTS,
    ...{ inputs: ['a', 'b', '-c'], output: 'out', from: 'jsonl', to: 'protobuf', quiet: true, threads: 2 },
  });
  assert.equal(readLinkArguments(['-o', '-']).output, undefined);
  assert.deepEqual(
    [
      readLinkArguments(['--explain', 'ABC', '--trace', 'F']),
      readLinkArguments(['--window', '8', '--memory', '64']),
    ].map(({ explain, trace, window, memory }) => [explain, trace, window, memory]),
    [
      ['abc', 'f', DEFAULTS.window, DEFAULTS.memory],
      [undefined, undefined, 8 * 2 ** 20, 64 * 2 ** 20],
    ],
  );
});

/** @type {[string[], RegExp][]} */
const WRONG = [
  [['--thread', '2'], /^there is no option --thread; did you mean --threads\?$/],
  [['--ouput', 'x'], /did you mean --output\?/],
  [['--frm=json'], /did you mean --from\?/],
  [['--colour'], /^there is no option --colour$/],
  [['-x'], /^there is no option -x$/],
  [['--__proto__'], /^there is no option --__proto__/],
  [['-o'], /^-o needs a value$/],
  [['--to', '--quiet'], /^--to needs a value$/],
  [['--quiet=yes'], /^--quiet takes no value$/],
  [['--to', 'xml'], /^--to takes json, jsonl, protobuf, delimited, not "xml"$/],
  [['--from', 'JSON'], /^--from takes json, /],
  [['--threads', '0'], /^--threads takes a whole number from 1 to 64, not "0"$/],
  [['--window', '1e3'], /^--window takes a whole number/],
  [['--min-length', '7'], /^--min-length takes a whole number from 8 to 1024/],
  [['--explain', 'xyz'], /^--explain takes the 16 hex digits of an id, or the first of them, not "xyz"$/],
  [['--explain', 'a'.repeat(17)], /^--explain takes/],
  [['--trace', 'ab'], /^--trace says of which trace --explain is$/],
  [['--explain', 'ab', '-o', 'x'], /takes no --output$/],
  [['--explain', 'ab', '--threads', '2'], /takes no --threads$/],
];

for (const [args, message] of WRONG)
  test(`${args.join(' ')} is refused`, () =>
    assert.throws(
      () => readLinkArguments(args),
      (error) => error instanceof UsageError && message.test(error.message),
    ));

test('the help names every option and fits a terminal', () => {
  for (const name of ['output', 'from', 'to', 'explain', 'trace', 'threads', 'window', 'memory', 'min-length'])
    assert.match(LINK_HELP, new RegExp(`--${name} [A-Z]`));
  for (const name of ['json', 'quiet', 'help']) assert.match(LINK_HELP, new RegExp(`--${name}  `));
  assert.ok(LINK_HELP.split('\n').every((line) => line.length <= 80));
});

test('the nearest name is like the given one, or there is none', () => {
  const known = ['output', 'from', 'threads', 'to'];
  assert.deepEqual(
    ['output', 'outptu', 'form', 'thr', 'zzz', 'tp'].map((name) => nearest(name, known)),
    ['output', 'output', 'from', 'threads', undefined, 'to'],
  );
});
