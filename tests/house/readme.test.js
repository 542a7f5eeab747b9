// Every program of the README runs as it stands there, and prints what stands below it.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { createWorkshop, programsOf, runProgram, steady } from './programs.js';

const { text: readme, programs, outputs } = programsOf('README.md');
const folder = createWorkshop();

/** Stands for the collector that the README names. */
let received = 0;
const collector = createServer((request, response) => {
  received += 1;
  request.resume();
  response.end();
});
await new Promise((resolve) => collector.listen(0, '127.0.0.1', resolve));
after(() => collector.close());

test('each program of the README is marked, so that it is run', () => {
  assert.equal(programs.size, readme.match(/```js\n/g).length);
  assert.ok(programs.size >= 5);
});

for (const [name, text] of programs) {
  test(`the program "${name}" of the README does what the README says`, async () => {
    const address = `127.0.0.1:${collector.address().port}`;
    const { code, out, err } = await runProgram(folder, name, text.replaceAll('localhost:4318', address));
    assert.equal(code, 0, err);
    if (text.includes('localhost:4318')) assert.ok(received > 0, 'nothing arrived');
    if (outputs.has(name)) assert.equal(steady(out), steady(outputs.get(name)));
  });
}
