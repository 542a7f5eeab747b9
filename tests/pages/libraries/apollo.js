import { ApolloClient, ApolloLink, gql, InMemoryCache, makeVar, Observable } from '@apollo/client';
import { ApolloProvider, useMutation, useQuery } from '@apollo/client/react';
import { createElement as h, useEffect } from 'react';
import { show } from '../frame/react.js';
import { give, giveEachWay, stepsFor } from '../frame/ways.js';

/** How captured values begin. */
export const SHOWN = {
  result: '{"data":{"documents":[{"__typename":"Document","id":1,"title":"title 1","text":"text"},',
  variable: '"[Function',
};

const DOCUMENTS = gql`query Documents { documents { __typename id title text } }`;
const RENAME = gql`mutation Rename($id: ID!) { rename(id: $id) { __typename id title } }`;

/** @param {import('../frame/tools.js').Tools} tools */
export function stores({ log }) {
  const documents = [1, 2].map((id) => ({ __typename: 'Document', id, title: `title ${id}`, text: 'text' }));
  const answers = {
    Documents: () => ({ documents }),
    Rename: ({ id }) => ({ rename: { __typename: 'Document', id, title: `renamed ${id}` } }),
  };
  const link = new ApolloLink(
    ({ operationName, variables }) =>
      new Observable((observer) => {
        log(`request ${operationName}`);
        setTimeout(() => {
          observer.next({ data: answers[operationName](variables) });
          observer.complete();
        });
      }),
  );
  return { client: new ApolloClient({ cache: new InMemoryCache(), link }), variable: makeVar({ n: 1 }) };
}

/** @param {import('../frame/tools.js').Tools} tools @param {ReturnType<typeof stores>} stores */
export async function play(tools, { client, variable }) {
  const { log, settle, wrap } = tools;
  const load = wrap('load', () => client.query({ query: DOCUMENTS }));
  const count = wrap('count', ({ data }) => data.documents.length);
  const result = await load();
  log(`loaded ${count(result)}`);
  const observed = client.watchQuery({ query: DOCUMENTS });
  const subscription = observed.subscribe(({ data }) => log(`watched ${data.documents?.map(({ title }) => title)}`));
  await settle();
  await giveEachWay(tools, 'result', result, (value) => value.data.documents[0].title);
  await giveEachWay(tools, 'query', observed, () => 'query');
  await giveEachWay(tools, 'client', client, () => 'client');
  await giveEachWay(tools, 'variable', variable, (value) => value().n);
  await wrap('rename', (id) => client.mutate({ mutation: RENAME, variables: { id } }))(1);
  await settle();
  subscription.unsubscribe();
  await renders(tools, client);
}

/** Components that give their results to steps, and read little of them. */
async function renders(tools, client) {
  const { log, settle, until } = tools;
  const steps = stepsFor(tools, 'result in use', (value) => value.data?.documents.length);
  let rename;
  let state;
  const View = () => {
    const result = useQuery(DOCUMENTS, { fetchPolicy: 'cache-and-network' });
    const [mutate, mutation] = useMutation(RENAME);
    rename = mutate;
    state = `${result.networkStatus} ${mutation.called} ${mutation.loading}`;
    log(`render ${state}`);
    for (const way of ['as an argument', 'as a result', 'awaited', 'deep'])
      give(tools, 'result in use', way, { result, mutate, mutation }, { ...steps, read: steps.take });
    useEffect(() => void give(tools, 'result in use', 'as an argument that is read', result, steps));
    return h('p', null, result.data?.documents.map(({ title }) => title).join());
  };
  const { place, leave } = show(() => h(ApolloProvider, { client }, h(View)));
  await until(() => state === '7 false false');
  await settle();
  log(place.innerHTML);
  await rename({ variables: { id: 2 } });
  await until(() => state === '7 true false');
  await settle();
  log(place.innerHTML);
  await leave(settle);
}
