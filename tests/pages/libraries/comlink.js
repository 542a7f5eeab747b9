import { expose, proxy, releaseProxy, wrap as wrapEndpoint } from 'comlink';
import { giveEachWay } from '../frame/ways.js';

/** How captured values begin: nothing is asked of the other side. */
export const SHOWN = { remote: '"[Function', method: '"[Function', member: '"[Function' };

/** What the other side offers. */
const API = {
  counter: 1,
  nested: { greet: (name) => `hello ${name}` },
  add: (a, b) => a + b,
  each: async (callback) => {
    await callback(1);
    await callback(2);
  },
};

/** Both ends of a channel; what goes over it is logged. @param {import('../frame/tools.js').Tools} tools */
export function stores({ log }) {
  const { port1, port2 } = new MessageChannel();
  expose(API, port2);
  const { postMessage } = port1;
  port1.postMessage = (message, transfer) => {
    log(`message: ${message.type} ${message.path?.join('.')} ${message.argumentList?.length ?? ''}`);
    Reflect.apply(postMessage, port1, [message, transfer]);
  };
  const remote = wrapEndpoint(port1);
  return { remote, method: remote.add, member: remote.nested.greet };
}

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof stores>} stores */
export async function play(tools, { remote, method, member }) {
  const { log, settle, wrap } = tools;
  await giveEachWay(tools, 'remote', remote, (value) => typeof value);
  await giveEachWay(tools, 'method', method, (value) => typeof value);
  await giveEachWay(tools, 'member', member, (value) => typeof value);
  await giveEachWay(tools, 'remote that is made later', remote.later, (value) => typeof value);

  const add = wrap('add', (there, a, b) => there.add(a, b));
  log(`added ${await add(remote, 1, 2)}`);
  log(`counter ${await wrap('counter', async (there) => there.counter)(remote)}`);
  log(`greeted ${await wrap('greet', ({ there }) => there('you'))({ there: member })}`);
  await wrap('each', (there) => there.each(proxy(wrap('callback', (n) => log(`called with ${n}`)))))(remote);
  await wrap('fail', (there) => there.missing())(remote).catch((error) => log(`failed: ${error.message}`));
  wrap('forgotten', (there) => void there.missing())(remote);
  await settle();
  remote[releaseProxy]();
  await settle();
}
