// What a tracer records of content, without a core: the records as they go into the event log.
import { createTracer } from '../../../js/index.js';
import { ARGUMENTS, CONTENT, NONE, OP } from '../../../js/log/records.js';
import { Recorder } from '../../../js/tracer/recorder.js';

const ROOTS = { [NONE]: 'whole', [ARGUMENTS]: 'arguments' };

/**
 * @typedef {Object} Recorded
 * @property {string} span its name
 * @property {'in' | 'out'} side
 * @property {string} text
 * @property {boolean} json
 * @property {'both' | 'export' | 'link'} use
 * @property {string | number} root
 */

/**
 * Runs a program with a tracer of these options and returns what was recorded, read after the program ended.
 * @param {import('../../../js/index.js').TracerOptions} options
 * @param {(tracer: import('../../../js/index.js').Tracer) => unknown} program
 * @returns {Promise<Recorded[] & { stats: any }>}
 */
export async function recorded(options, program) {
  /** @type {{ span: string, log: any, at: number, words: number[], ref: number, string: any }[]} */
  const found = [];
  const { content } = Recorder.prototype;
  // What is written, not what was asked for: the words of the record and the string that they refer to.
  Recorder.prototype.content = function (state, ...rest) {
    const { log } = this;
    const at = log.length;
    content.call(this, state, ...rest);
    const words = [...log.words.subarray(at, log.length)];
    found.push({ span: state.template.name, words, string: log.strings[words[2] - 1] });
  };
  try {
    const tracer = createTracer({ wasm: () => new Promise(() => {}), onError() {}, ...options });
    await program(tracer);
    return Object.assign(found.map(readable), { stats: tracer.stats().content });
  } finally {
    Recorder.prototype.content = content;
  }
}

/** @param {{ span: string, words: number[], string: { toString(): string } }} record @returns {Recorded} */
function readable({ span, words: [head, , , root, ...rest], string }) {
  if ((head & 255) !== OP.CONTENT || rest.length > 0) throw new Error('no content record');
  const bits = head >>> 16;
  const isLinked = (bits & CONTENT.LINKED) !== 0;
  const isExported = (bits & CONTENT.LOCAL) === 0;
  return {
    span,
    side: (head >> 8) & 255 ? 'out' : 'in',
    text: String(string),
    json: (bits & CONTENT.JSON) !== 0,
    use: isLinked && isExported ? 'both' : isLinked ? 'link' : 'export',
    root: ROOTS[root] ?? root,
  };
}
