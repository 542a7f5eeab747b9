/** What the OpenAI and Anthropic clients give. @type {import('../results/emitter.js').Emitter} */
export const eventStream = {
  methods: ['_emit', 'done'],
  emit: '_emit',
  start: 'connect',
  items: ['chunk', 'event', 'streamEvent'],
  whole: 'chatCompletion',
  answers: ['_chatCompletions', 'receivedMessages'],
  ends: { end: 'drained', error: 'error', abort: 'cancelled' },
  // An accessor of these clients: nothing else says that no event comes any more.
  over: (stream) => stream.ended && 'drained',
};
