import { clock, duration } from '../parts/format.js';
import { turnsOf } from './turns.js';

/** The traces of the open trace's session as turns: a click opens one. @param {{ state: import('../state/state.js').State }} props */
export function ConversationView({ state: { traces, traceId, openTrace } }) {
  const sessionId = traces.value.find((trace) => trace.traceId === traceId.value)?.sessionId;
  return (
    <ol class="conversation" aria-label={`Conversation ${sessionId}`}>
      {turnsOf(traces.value, sessionId).map((turn) => (
        <li key={turn.traceId}>
          <button
            type="button"
            class="turn"
            aria-current={turn.traceId === traceId.value}
            onClick={() => openTrace(turn.traceId)}
          >
            <span class="muted">
              {clock(turn.start)} · {duration(turn.duration)}
              {turn.status === 'error' && <span class="error"> · error</span>}
            </span>
            <span class="asked">{turn.question ?? turn.name}</span>
            {turn.answer && <span class="answered">{turn.answer}</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}
