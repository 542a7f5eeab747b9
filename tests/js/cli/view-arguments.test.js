import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VIEW_HELP } from '../../../js/cli/help.js';
import { UsageError } from '../../../js/cli/options.js';
import { readViewArguments } from '../../../js/cli/view-arguments.js';

const DEFAULTS = { files: [], port: undefined, host: undefined, open: false, help: false };

test('options and files in any order', () => {
  assert.deepEqual(readViewArguments([]), DEFAULTS);
  assert.deepEqual(readViewArguments(['a', '--port', '5000', '--open', 'b', '--host=::1']), {
    ...DEFAULTS,
    ...{ files: ['a', 'b'], port: 5000, host: '::1', open: true },
  });
  assert.equal(readViewArguments(['--port=0']).port, 0);
});

/** @type {[string[], RegExp][]} */
const WRONG = [
  [['--prt', '1'], /^there is no option --prt; did you mean --port\?$/],
  [['--output', 'x'], /^there is no option --output/],
  [['--port'], /^--port needs a value$/],
  [['--port', '65536'], /^--port takes a whole number from 0 to 65535, not "65536"$/],
  [['--host', 'http://x'], /^--host takes a name or an address, not "http:\/\/x"$/],
  [['--open=yes'], /^--open takes no value$/],
  [['-'], /^view reads files, not stdin/],
];

for (const [args, message] of WRONG)
  test(`${args.join(' ')} is refused`, () =>
    assert.throws(
      () => readViewArguments(args),
      (error) => error instanceof UsageError && message.test(error.message),
    ));

test('the help names every option and fits a terminal', () => {
  for (const name of ['port', 'host']) assert.match(VIEW_HELP, new RegExp(`--${name} [A-Z]`));
  for (const name of ['open', 'help']) assert.match(VIEW_HELP, new RegExp(`--${name}  `));
  assert.ok(VIEW_HELP.split('\n').every((line) => line.length <= 80));
});
