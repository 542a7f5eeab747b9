import { makeTabStop, neighbour } from './marks.js';
import { selectionOf } from './reader.js';

/** @typedef {import('./reader.js').Reader} Reader */

/** Farther than that, the pointer selected text. */
const DRAG = 4;

/** Handlers for all parts below an element. @param {Reader} reader */
export function partHandlers(reader) {
  const { state, card, reading } = reader;
  /** @type {Element | undefined} */
  let shown;
  let pressed = { x: -1, y: -1 };

  /** @param {Event} event @returns {HTMLElement | null} */
  const elementOf = ({ target }) => (target instanceof Element ? target.closest('[data-part]') : null);
  /** @param {HTMLElement} element */
  const partOf = (element) => reading.peek()?.parts[Number(element.dataset.part)];

  /** @param {HTMLElement | null} element */
  function show(element) {
    if (element === (shown ?? null)) return;
    const part = element && partOf(element);
    shown = part ? element : undefined;
    card.value = part ? { part, element } : undefined;
    state.hover.value = part ? selectionOf(part.connections[0]) : undefined;
  }

  return {
    /** @param {PointerEvent} event */
    onPointerOver(event) {
      // What came under a resting pointer, after a click, was not pointed at.
      if (event.clientX !== pressed.x || event.clientY !== pressed.y) show(elementOf(event));
    },
    onPointerLeave: () => show(null),
    onScroll: () => show(null),
    /** @param {FocusEvent} event */
    onFocusIn(event) {
      const element = elementOf(event);
      if (element) makeTabStop(element);
      // After a click, the part that was gone to has the focus, and nobody points at it.
      if (element?.matches(':focus-visible')) show(element);
    },
    onFocusOut: () => show(null),
    /** @param {PointerEvent} event */
    onPointerDown({ clientX: x, clientY: y }) {
      pressed = { x, y };
    },
    /** @param {MouseEvent} event */
    onClick(event) {
      const element = elementOf(event);
      const part = element && partOf(element);
      if (part && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) <= DRAG) reader.follow(part);
    },
    /** @param {KeyboardEvent} event */
    onKeyDown(event) {
      const element = elementOf(event);
      const part = element && partOf(element);
      if (!part) return;
      const next = neighbour(element, event.key);
      if (event.key === 'Enter') reader.follow(part);
      else if (event.key === 'Escape') card.value = undefined;
      else if (next) next.focus();
      else return;
      event.preventDefault();
    },
  };
}
