import assert from 'node:assert/strict';
import { noteValue } from '../../../js/identity/note-value.js';
import { EventLog } from '../../../js/log/event-log.js';
import { NONE, SHAPE, SIDE } from '../../../js/log/records.js';

const HEAD_WORDS = 4;
const COUNT_AT = 3;
const NODE_WORDS = 4;

/** The ids of the objects that are noted of a value, outer ones first. @param {object} value @param {object} [limits] */
export function notedObjects(value, limits) {
  const log = new EventLog();
  noteValue(log, 1, SIDE.INPUT, SHAPE.WHOLE, NONE, value, { depth: 10, nodes: 1000, ...limits });
  return log.take(({ words }) => {
    const nodes = words.slice(HEAD_WORDS);
    assert.equal(nodes.length, words[COUNT_AT] * NODE_WORDS);
    return Array.from(
      { length: words[COUNT_AT] },
      (_, i) => nodes[i * NODE_WORDS] + nodes[i * NODE_WORDS + 1] * 2 ** 32,
    );
  });
}
