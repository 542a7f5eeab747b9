import { createElement as h, useEffect } from 'react';
import { proxy, ref, snapshot, subscribe, useSnapshot } from 'valtio';
import { proxyMap } from 'valtio/utils';
import { show } from '../frame/react.js';
import { give, giveEachWay, stepsFor, WAYS } from '../frame/ways.js';

/** How captured values begin: each read of a snapshot in use is recorded. */
export const SHOWN = {
  state: '{"q":"a question","log":[{"text":"first"}],"deep":{"list":[1,2]},',
  snapshot: '{"q":"a question",',
  'snapshot in use': '"[Proxy]"',
};

export const stores = () => ({
  state: proxy({ q: 'a question', log: [{ text: 'first' }], deep: { list: [1, 2] }, held: ref({ n: 1 }) }),
  map: proxyMap([['a', { n: 1 }]]),
});

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof stores>} stores */
export async function play(tools, { state, map }) {
  const { log, settle } = tools;
  const leave = [subscribe(state, () => log('state changed')), subscribe(map, () => log('map changed'))];
  await giveEachWay(tools, 'state', state, (value) => value.q);
  await giveEachWay(tools, 'map', map, (value) => value.get('a').n);
  await giveEachWay(tools, 'snapshot', snapshot(state), (value) => value.q);
  for (const stop of leave) stop();
  await settle();
  await renders(tools, state);
  await rendersMap(tools, map);
}

/** For each way a component that gives its snapshot to a step, and reads `q` alone. */
async function renders(tools, state) {
  const { log, settle } = tools;
  const steps = stepsFor(tools, 'snapshot in use', (value) => value.q);
  const View = ({ way }) => {
    const all = useSnapshot(state);
    log(`render ${way}`);
    give(tools, 'snapshot in use', way, all, steps);
    useEffect(() => void give(tools, 'snapshot in use', way, all, steps));
    return h('p', null, all.q);
  };
  const { place, leave } = show(() => Object.keys(WAYS).map((way) => h(View, { key: way, way })));
  const writes = {
    log: () => state.log.push({ text: 'more' }),
    deep: () => state.deep.list.pop(),
    more: () => Object.assign(state, { more: true }),
    q: () => Object.assign(state, { q: 'another' }),
  };
  await settle();
  for (const [what, write] of Object.entries(writes)) {
    log(`write ${what}`);
    write();
    await settle();
  }
  log(place.innerHTML);
  await leave(settle);
}

async function rendersMap({ wrap, log, settle }, map) {
  const sizeOf = wrap('size of', (all) => all.size);
  const View = () => {
    const all = useSnapshot(map);
    log(`render map ${sizeOf(all)}`);
    return h('p', null, 'map');
  };
  const { leave } = show(View);
  await settle();
  map.get('a').n = 2;
  await settle();
  map.set('b', { n: 1 });
  await settle();
  await leave(settle);
}
