// What the user is told: messages that stay until they are closed, and notices for the live region.
import { signal } from '@preact/signals';

/** @typedef {{ id: number, kind: 'done' | 'read' | 'problem', text: string, details: string[] }} Message */

const MAX_MESSAGES = 5;
/** How long a message stays, in milliseconds. Problems stay until they are closed. @type {Partial<Record<Message['kind'], number>>} */
const STAYS = { done: 3000, read: 8000 };

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
    /** Told in the live region only. @param {string} text */
    notify: (text) => {
      notice.value = text;
    },
    /** @param {Message['kind']} kind @param {string} text @param {string[]} [details] */
    add(kind, text, details = []) {
      const others = list.peek().filter((other) => other.text !== text);
      const id = ++lastId;
      list.value = [...others, { id, kind, text, details }].slice(-MAX_MESSAGES);
      notice.value = text;
      if (STAYS[kind]) setTimeout(close, STAYS[kind], id);
    },
    close,
  };
}
