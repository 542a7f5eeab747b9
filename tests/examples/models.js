// What the model says in each example.

/** @type {Record<string, import('../frameworks/server.js').Model>} */
export const MODELS = {
  'openai-tools': ({ turn, last }) => {
    if (turn === 0) return { calls: [['find_trains', { from: 'Hamburg', to: 'Cologne' }]] };
    if (turn === 1) return { calls: [['hold_seat', { train: JSON.parse(last)[0].train, coach: '7' }]] };
    return 'IC 2216 leaves Hamburg at 08:42. I hold a seat in coach 7 for you; take it within twenty minutes.';
  },
  'anthropic-stream': ({ last }) =>
    last.startsWith('A title')
      ? 'The sunny wall'
      : 'Plant them against the south wall, and water them at the root before the sun is up.',
  'ai-sdk': ({ turn }) =>
    turn === 0
      ? {
          calls: [
            ['tides', { port: 'Whitsand' }],
            ['pilot_book', { port: 'Whitsand' }],
          ],
        }
      : 'Wait for high water at 14:10: with two metres of draught you have to be in an hour before or after it.',
  langgraph: ({ turn }) =>
    turn === 0
      ? { calls: [['find_book', { title: 'The Bees of Aldersey' }]] }
      : 'You find it in the reading room, on shelf 14; ask for Zo 220 if it is not there.',
  mcp: ({ turn }) =>
    turn === 0
      ? { calls: [['find_part', { machine: 'BS-12' }]] }
      : 'A new belt stops the noise: order DB-4471, the store has three of them.',
  'hono-worker': () => 'It opens on Sundays, for six visitors at a time.',
};
