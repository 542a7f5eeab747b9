import {
  QueryClient,
  QueryClientProvider,
  QueryObserver,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { createElement as h, useEffect } from 'react';
import { show } from '../frame/react.js';
import { give, giveEachWay, stepsFor, WAYS } from '../frame/ways.js';

/** How captured values begin. */
export const SHOWN = { result: '{"status":"pending",', tracked: '{"status":"pending",' };

export const stores = () => ({ client: new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } }) });

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof stores>} stores */
export async function play(tools, { client }) {
  await renders(tools, client);
  await asks(tools, client);
  await observes(tools, client);
}

/** For each way a component that gives the result of its query to a step, and reads `data` alone. */
async function renders(tools, client) {
  const { log, settle, wrap } = tools;
  let isBig = false;
  const load = wrap('load', async ({ queryKey }) => {
    log(`request ${queryKey}`);
    return { text: 'document', isBig };
  });
  const steps = stepsFor(tools, 'result', (value) => value.data?.text);
  const View = ({ way }) => {
    const result = useQuery({ queryKey: ['document', way], queryFn: load });
    log(`render ${way}`);
    give(tools, 'result', way, result, steps);
    useEffect(() => void give(tools, 'result', way, result, steps));
    return h('p', null, result.data?.text);
  };
  const views = Object.keys(WAYS).map((way) => h(View, { key: way, way }));
  const { leave } = show(() => h(QueryClientProvider, { client }, views));
  await settle();
  for (const next of [false, true]) {
    log(`fetch again, what is ${next === isBig ? 'the same' : 'another'}`);
    isBig = next;
    client.invalidateQueries({ queryKey: ['document'] });
    await settle();
  }
  await leave(settle);
}

/** A mutation, whose step changes the cache. */
async function asks({ wrap, log, settle }, client) {
  const ask = wrap('ask', async (cache, text) => {
    cache.setQueryData(['messages'], (all = []) => [...all, { text }]);
    return cache.getQueryData(['messages']);
  });
  let send;
  const View = () => {
    const cache = useQueryClient();
    const { data } = useQuery({ queryKey: ['messages'], queryFn: () => [], staleTime: 'static' });
    const mutation = useMutation({ mutationFn: (text) => ask(cache, text) });
    send = mutation.mutateAsync;
    log(`render messages ${data?.length} ${mutation.status}`);
    return h('p', null, data?.length);
  };
  const { leave } = show(() => h(QueryClientProvider, { client }, h(View)));
  await settle();
  log(`sent ${(await send('first')).length}`);
  await settle();
  await leave(settle);
}

/** Outside of React: an observer for each way, that notifies of changes in what was read of its result. */
async function observes(tools, client) {
  const { log, settle } = tools;
  await giveEachWay(tools, 'client', client, () => 'client');
  const steps = stepsFor(tools, 'tracked', (value) => value.status);
  const queryFn = async () => ({ n: 1 });
  const leave = Object.keys(WAYS).map((way) => {
    const observer = new QueryObserver(client, { queryKey: ['observed', way], queryFn });
    const unsubscribe = observer.subscribe(({ fetchStatus }) => log(`notified ${way} ${fetchStatus}`));
    give(tools, 'tracked', way, observer.trackResult(observer.getCurrentResult()), steps);
    give(tools, 'observer', way, observer, steps);
    return unsubscribe;
  });
  await settle();
  client.invalidateQueries({ queryKey: ['observed'] });
  await settle();
  for (const unsubscribe of leave) unsubscribe();
  client.clear();
}
