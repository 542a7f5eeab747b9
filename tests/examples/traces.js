// The trace of each example: the parent of each span, and who fed whom.

/**
 * @typedef {Object} Trace
 * @property {string} answer which the example prints
 * @property {Record<string, string | undefined>} parents
 * @property {import('../frameworks/score.js').Edge[]} edges
 * @property {import('../frameworks/score.js').Edge[]} [optional] what may be seen either way
 *
 * @type {Record<string, Trace>}
 */
export const TRACES = {
  'openai-tools': {
    answer: 'IC 2216 leaves Hamburg at 08:42. I hold a seat in coach 7 for you; take it within twenty minutes.',
    parents: {
      travel: undefined,
      chat: 'travel',
      find_trains: 'travel',
      'chat#2': 'travel',
      hold_seat: 'travel',
      'chat#3': 'travel',
    },
    edges: [
      ['travel', 'chat', 'input>input'],
      ['chat', 'find_trains', 'output>input'],
      ['chat', 'chat#2', 'output>input'],
      ['find_trains', 'chat#2', 'output>input'],
      ['chat#2', 'hold_seat', 'output>input'],
      ['chat#2', 'chat#3', 'output>input'],
      ['hold_seat', 'chat#3', 'output>input'],
      ['chat#3', 'travel', 'output>output'],
    ],
  },
  'anthropic-stream': {
    answer: 'Plant them against the south wall, and water them at the root before the sun is up.\n(The sunny wall)',
    parents: { ask: undefined, search: 'ask', prompt: 'ask', answer: 'ask', title: 'ask' },
    edges: [
      ['ask', 'search', 'input>input'],
      ['ask', 'prompt', 'input>input'],
      ['search', 'prompt', 'output>input'],
      ['prompt', 'answer', 'output>input'],
      ['answer', 'title', 'output>input'],
      ['answer', 'ask', 'output>output'],
      ['title', 'ask', 'output>output'],
    ],
  },
  'ai-sdk': {
    answer: 'Wait for high water at 14:10: with two metres of draught you have to be in an hour before or after it.',
    parents: { sail: undefined, advise: 'sail', tides: 'advise', pilot_book: 'advise', log: 'sail' },
    edges: [
      ['sail', 'advise', 'input>input'],
      ['advise', 'tides', 'output>input'],
      ['advise', 'pilot_book', 'output>input'],
      ['advise', 'log', 'output>input'],
    ],
    // The results of tools are parts of the stream as well.
    optional: [
      ['tides', 'advise', 'output>output'],
      ['pilot_book', 'advise', 'output>output'],
    ],
  },
  langgraph: {
    answer: 'You find it in the reading room, on shelf 14; ask for Zo 220 if it is not there.',
    parents: { desk: undefined, librarian: 'desk', find_book: 'desk', 'librarian#2': 'desk' },
    edges: [
      ['desk', 'librarian', 'input>input'],
      ['librarian', 'find_book', 'output>input'],
      ['librarian', 'librarian#2', 'output>input'],
      ['find_book', 'librarian#2', 'output>input'],
      ['librarian#2', 'desk', 'output>output'],
    ],
  },
  mcp: {
    answer: 'A new belt stops the noise: order DB-4471, the store has three of them.',
    parents: { repair: undefined, chat: 'repair', call_tool: 'repair', find_part: 'call_tool', 'chat#2': 'repair' },
    edges: [
      ['repair', 'chat', 'input>input'],
      ['chat', 'call_tool', 'output>input'],
      ['chat', 'chat#2', 'output>input'],
      ['call_tool', 'find_part', 'input>input'],
      ['find_part', 'call_tool', 'output>output'],
      ['call_tool', 'chat#2', 'output>input'],
      ['chat#2', 'repair', 'output>output'],
    ],
  },
  'hono-worker': {
    answer: 'It opens on Sundays, for six visitors at a time.',
    parents: { 'GET /': undefined, guide: 'GET /', find: 'guide', prompt: 'guide', answer: 'guide' },
    edges: [
      ['guide', 'find', 'input>input'],
      ['guide', 'prompt', 'input>input'],
      ['find', 'prompt', 'output>input'],
      ['prompt', 'answer', 'output>input'],
      ['answer', 'guide', 'output>output'],
      ['guide', 'GET /', 'output>output'],
    ],
  },
};
