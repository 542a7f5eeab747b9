// What the user is told: messages that stay until they are closed, and notices for the live region.
import { signal } from '@preact/signals';

/** @typedef {{ id: number, kind: 'read' | 'problem', text: string, details: string[] }} Message */

const MAX_MESSAGES = 5;
/** What was read is of interest for a while, problems until they are closed. */
const READ_MS = 8000;

export function createMessages() {
  const list = signal(/** @type {Message[]} */ ([]));
  const notice = signal('');
  let lastId = 0;
  /** @param {number} id */
  const close = (id) => {
    list.value = list.peek().filter((message) => message.id !== id);
  };
  return {
    list,
    notice,
    /** @param {string} text */
    notify: (text) => {
      notice.value = text;
    },
    /** @param {Message['kind']} kind @param {string} text @param {string[]} [details] */
    add(kind, text, details = []) {
      const others = list.peek().filter((other) => other.text !== text);
      const id = ++lastId;
      list.value = [...others, { id, kind, text, details }].slice(-MAX_MESSAGES);
      notice.value = text;
      if (kind === 'read') setTimeout(close, READ_MS, id);
    },
    close,
  };
}
