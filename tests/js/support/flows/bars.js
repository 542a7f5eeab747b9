// What is asked of random programs where the runtime has no AsyncLocalStorage.
import assert from 'node:assert/strict';
import { shareOf } from './find.js';

/**
 * @param {import('node:test').TestContext} t @param {any} found what `find` gave
 * @param {{ mostWrong: number, leastRight: number }} bars shares: of what others may wait for, and of programs in which nothing settles a stranger's thenable
 */
export function assertFair(t, { all, own, handed, lossy, failures }, { mostWrong, leastRight }) {
  t.diagnostic(JSON.stringify({ all, own, handed }));
  if (process.env.PROGRAMS_LOSSY) t.diagnostic(JSON.stringify(lossy));
  assert.deepEqual(failures, []);
  assert.equal(all.unmarked, undefined);
  const wrong = shareOf(handed, 'wrongTrace', 'wrongParent');
  assert.ok(!(wrong > mostWrong), `${wrong} of what others may wait for are wrong`);
  const right = shareOf(own, 'right');
  assert.ok(!(right < leastRight), `${right} are right`);
}
