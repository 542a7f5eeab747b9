/** What was read, and what could not be. @param {{ state: import('../state/state.js').State }} props */
export function Messages({ state: { messages } }) {
  if (messages.list.value.length === 0) return null;
  return (
    <ul class="messages">
      {messages.list.value.map(({ id, kind, text, details }) => (
        <li key={id} class={kind}>
          <div>
            {text}
            {details.length > 0 && (
              <ul>
                {details.map((detail) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            )}
          </div>
          <button type="button" aria-label="Close the message" onClick={() => messages.close(id)}>
            ✕
          </button>
        </li>
      ))}
    </ul>
  );
}
