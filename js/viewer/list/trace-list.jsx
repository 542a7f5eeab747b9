import { useComputed, useSignal } from '@preact/signals';
import { addStyles } from '../styles/sheets.js';
import { ConversationView } from './conversation-view.jsx';
import { Filters } from './filters.jsx';
import css from './list.css';
import { Rows } from './rows.jsx';
import { turnsOf, whyNoConversation } from './turns.js';

addStyles(css);

/** The traces, or those of one session as a conversation. @param {{ state: import('../state/state.js').State }} props */
export function TraceList({ state }) {
  const { traces, traceId } = state;
  const isConversation = useSignal(false);
  const sessionId = useComputed(() => traces.value.find((trace) => trace.traceId === traceId.value)?.sessionId);
  const turns = useComputed(() => turnsOf(traces.value, sessionId.value));
  const reason = whyNoConversation(turns.value, sessionId.value);
  const isShown = isConversation.value && !reason;
  return (
    <div class="list">
      <div class="choice" role="group" aria-label="Show">
        <button type="button" aria-pressed={!isShown} onClick={() => show(false)}>
          Traces <span class="number">{traces.value.length.toLocaleString('en')}</span>
        </button>
        <button
          type="button"
          aria-pressed={isShown}
          aria-disabled={reason !== undefined}
          title={reason}
          onClick={() => (reason ? state.messages.add('read', reason) : show(true))}
        >
          Conversation {!reason && <span class="number">{turns.value.length}</span>}
        </button>
      </div>
      {isShown ? (
        <ConversationView state={state} />
      ) : (
        <>
          <Filters state={state} />
          <Rows state={state} />
        </>
      )}
    </div>
  );

  /** @param {boolean} next */
  function show(next) {
    isConversation.value = next;
  }
}
