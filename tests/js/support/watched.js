import { watchResult } from '../../../js/results/index.js';

/** Watches `result`; `log` holds what the observer was told, in order. Its steps are called by `run(fn, thisArg, args)`. */
export function watched(result, { isOwnPromise, run } = {}) {
  const log = [];
  const seen = { log, watch: undefined, kinds: [], stages: [], promises: [] };
  const observer = {
    value(value, stage, promise) {
      seen.stages.push([stage, value]);
      if (promise) seen.promises.push(promise);
      if (stage !== 'returned') log.push([stage, value]);
    },
    item: (item) => log.push(['item', item]),
    end: (how, error) => log.push(error === undefined ? ['end', how] : ['end', how, error]),
    place: () => run && { context: { get() {}, run: (_, ...call) => run(...call) }, store: undefined },
    watching(kind, watch) {
      seen.kinds.push(kind);
      seen.watch = watch;
    },
  };
  seen.result = watchResult(result, observer, isOwnPromise);
  return seen;
}

export const turn = () => new Promise((resolve) => setImmediate(resolve));

export const items = (...values) => values.map((value) => ['item', value]);
