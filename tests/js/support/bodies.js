// Function bodies of every shape around the same random stretches of code.

/** @typedef {import('./journal.js').Span} Span */
/** @typedef {'sync' | 'async' | 'promised' | 'generator' | 'asyncGenerator' | 'block'} Shape */
/** How a stretch of a body ended. @typedef {{ how: 'pause' | 'yield' | 'return', value?: unknown }} Stop */

/**
 * @typedef {Object} Interpreter
 * @property {(args: unknown[]) => Span} enter
 * @property {(span: Span, shape: Shape) => Stop} stretch runs until the body has to stop; throws what the body throws
 * @property {() => Promise<void>} gate stays shut until the program opens it
 */

/** What may end a stretch, beside `return` and `throw`. @type {Record<Shape, Record<string, number>>} */
export const STOPS = {
  sync: {},
  block: {},
  async: { pause: 3 },
  promised: { pause: 3 },
  generator: { yield: 6 },
  asyncGenerator: { yield: 6, pause: 2 },
};

/** @param {Shape} shape @param {Interpreter} run @returns {(...args: any[]) => any} */
export function bodyOf(shape, run) {
  const slow = async (/** @type {unknown[]} */ ...args) => {
    const span = run.enter(args);
    for (;;) {
      await run.gate();
      const { how, value } = run.stretch(span, shape);
      if (how === 'return') return value;
    }
  };
  if (shape === 'async') return slow;
  if (shape === 'promised') return (...args) => slow(...args);
  if (shape === 'generator') return generator(run);
  if (shape === 'asyncGenerator') return asyncGenerator(run);
  return (...args) => run.stretch(run.enter(args), shape).value;
}

/** @param {Interpreter} run */
const generator = (run) =>
  function* (/** @type {unknown[]} */ ...args) {
    const span = run.enter(args);
    for (;;) {
      const { how, value } = run.stretch(span, 'generator');
      if (how === 'return') return value;
      yield value;
    }
  };

/** @param {Interpreter} run */
const asyncGenerator = (run) =>
  async function* (/** @type {unknown[]} */ ...args) {
    const span = run.enter(args);
    for (;;) {
      const { how, value } = run.stretch(span, 'asyncGenerator');
      if (how === 'return') return value;
      if (how === 'yield') yield value;
      else await run.gate();
    }
  };
