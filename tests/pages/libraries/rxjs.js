import { BehaviorSubject, concatMap, defer, from, Observable, Subject, shareReplay } from 'rxjs';
import { giveEachWay } from '../frame/ways.js';

/** How captured values begin. */
export const SHOWN = { cold: '{', subject: '{', state: '{' };

/** @param {import('../frame/tools.js').Tools} tools */
export function stores({ log }) {
  const cold = new Observable((subscriber) => {
    log('cold: subscribed');
    subscriber.next({ n: 1 });
    subscriber.complete();
    return () => log('cold: left');
  });
  return {
    cold,
    shared: defer(() => cold).pipe(shareReplay(1)),
    subject: new Subject(),
    state: new BehaviorSubject({ n: 1 }),
  };
}

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof stores>} all */
export async function play(tools, all) {
  const { log, settle, wrap } = tools;
  for (const [name, value] of Object.entries(all)) await giveEachWay(tools, name, value, () => name);

  const think = wrap('think', async (question) => ({ answer: question.n * 2 }));
  const asked = wrap('ask', (questions) => from(questions).pipe(concatMap(think)));
  const answers = asked([{ n: 1 }, { n: 2 }]);
  await settle();
  const subscription = answers.subscribe({
    next: ({ answer }) => log(`next ${answer}`),
    complete: () => log('complete'),
  });
  await settle();
  subscription.unsubscribe();
  log(`observed: ${all.subject.observed} ${all.state.observed}`);
}
