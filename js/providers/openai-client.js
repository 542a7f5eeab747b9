// The JavaScript clients of OpenAI and Anthropic. One generator makes both, so their promises and streams have the same members.

/** Their streams that report events, such as the one that `messages.stream()` returns. @type {import('../results/emitter.js').Emitter} */
export const eventStream = {
  methods: ['_emit', 'done'],
  emit: '_emit',
  start: 'connect',
  items: ['chunk', 'event', 'streamEvent'],
  whole: 'chatCompletion',
  answers: ['_chatCompletions', 'receivedMessages'],
  ends: { end: 'drained', error: 'error', abort: 'cancelled' },
  // An accessor of these clients. Nothing else says that no more events will follow.
  over: (stream) => stream.ended && 'drained',
};

/** The methods of their promises that return the parsed body and the HTTP response. `catch`, `finally` and `withResponse` call `parse` or `then`. */
export const API_PROMISE = ['parse', 'asResponse'];

/** The members of their streams by which `tee` reads, and that aborts. */
export const API_STREAM = ['iterator', 'controller'];
