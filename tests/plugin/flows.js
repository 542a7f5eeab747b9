import createContext from '../../js/context/sync-stack.js';

const context = createContext();

/**
 * Starts flows at the same moment, each with its number active, while jobs without any run in between.
 * @param {(see: (label: string) => void) => Promise<unknown>} program @param {number} count
 * @returns {Promise<{ log: string[], results: unknown[], wrong: string[] }>} `wrong`: where another flow was active
 */
export async function runFlows(program, count) {
  const log = [];
  const wrong = [];
  const check = (flow, label) => {
    if (context.get() !== flow) wrong.push(`${label}: ${context.get()} in place of ${flow}`);
  };
  let isDone = false;
  const between = async () => {
    for (let i = 0; !isDone; i++) {
      await (i % 50 === 49 ? new Promise(setImmediate) : null);
      check(undefined, 'between');
    }
  };
  const others = [between()];
  const flows = Array.from({ length: count }, (_, i) => {
    const flow = i + 1;
    const see = (label) => {
      log.push(`${flow}:${label}`);
      check(flow, `${flow}:${label}`);
    };
    const result = context.run(flow, program, undefined, [see]);
    check(undefined, 'started');
    return result;
  });
  const results = await Promise.allSettled(flows);
  isDone = true;
  await Promise.all(others);
  return { log, results, wrong };
}
