/** What the scenario exports in every runtime. */
export const EXPECTED = {
  spans: ['retrieval search in ask, ok', 'task summarize in ask, ok', 'workflow ask in nothing, ok'],
  edges: [
    'ask <- summarize: output $ -> output $, identity',
    'search <- ask: input $[0] -> input $[0], text',
    'summarize <- search: output $ -> input $[0], identity',
  ],
};
