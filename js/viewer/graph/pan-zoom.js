// Moves the graph by pointer and wheel. One element's transform changes: nothing is rendered or laid out.
import { bounded, sidesBeyond, zoomAt } from './viewport.js';

/** @typedef {import('./graph-state.js').GraphState} GraphState */
/** @typedef {import('./viewport.js').Viewport} Viewport */

/** A press that moves less is a click. */
const CLICK_DISTANCE = 4;
/** The graph is drawn sharp again after so long without a move. */
const SETTLE_MS = 160;

/**
 * @param {HTMLElement} pane @param {HTMLElement} world @param {GraphState} graphState
 */
export function attachPanZoom(pane, world, { view, picture, scale: shownScale }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;
  /** @param {Viewport} next @returns {boolean} whether it moved */
  const move = (next) => {
    const bounds = picture.peek()?.layout.bounds;
    const { x, y, scale } = bounds ? bounded(next, bounds, view.pane) : next;
    const sides = bounds ? sidesBeyond({ x, y, scale }, bounds, view.pane) : '';
    if (pane.dataset.beyond !== sides) pane.dataset.beyond = sides;
    const before = view.viewport;
    if (x === before.x && y === before.y && scale === before.scale) return false;
    view.viewport = { x, y, scale };
    world.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    view.isMoving = true;
    world.style.willChange = 'transform';
    clearTimeout(settling);
    settling = setTimeout(() => {
      view.isMoving = false;
      world.style.willChange = '';
    }, SETTLE_MS);
    shownScale.value = scale;
    return true;
  };
  const pan = (/** @type {number} */ dx, /** @type {number} */ dy) => {
    view.keeps = 'place';
    return move({ ...view.viewport, x: view.viewport.x + dx, y: view.viewport.y + dy });
  };
  const zoom = (/** @type {number} */ factor, point = { x: view.pane.width / 2, y: view.pane.height / 2 }) => {
    view.keeps = 'place';
    return move(zoomAt(view.viewport, factor, point));
  };
  const pointOf = (/** @type {MouseEvent} */ { clientX, clientY }) => {
    const { left, top } = pane.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  const onWheel = (/** @type {WheelEvent} */ event) => {
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? view.pane.height : 1;
    const [dx, dy] = event.shiftKey ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    const hasMoved = event.ctrlKey
      ? zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY * unit)) / 120), pointOf(event))
      : pan(-dx * unit, -dy * unit);
    // At its end, the page scrolls on.
    if (hasMoved || event.ctrlKey) event.preventDefault();
  };

  /** @type {Map<number, { x: number, y: number }>} */
  const pointers = new Map();
  let travelled = 0;
  const onPointerDown = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, pointOf(event));
    if (pointers.size === 1) travelled = 0;
  };
  const onPointerMove = (/** @type {PointerEvent} */ event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = pointOf(event);
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled < CLICK_DISTANCE) return;
    pane.setPointerCapture(event.pointerId);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (!other) {
      pan(now.x - before.x, now.y - before.y);
      return;
    }
    const [was, is] = [before, now].map(({ x, y }) => Math.max(1, Math.hypot(x - other.x, y - other.y)));
    zoom(is / was, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  };
  const onPointerUp = (/** @type {PointerEvent} */ event) => void pointers.delete(event.pointerId);
  const onClick = (/** @type {MouseEvent} */ event) => {
    if (travelled >= CLICK_DISTANCE) event.stopPropagation();
    travelled = 0;
  };

  const removal = new AbortController();
  const { signal } = removal;
  pane.addEventListener('wheel', onWheel, { signal, passive: false });
  pane.addEventListener('pointerdown', onPointerDown, { signal });
  pane.addEventListener('pointermove', onPointerMove, { signal });
  pane.addEventListener('pointerup', onPointerUp, { signal });
  pane.addEventListener('pointercancel', onPointerUp, { signal });
  pane.addEventListener('click', onClick, { signal, capture: true });
  return {
    move,
    pan,
    zoom,
    dispose: () => {
      clearTimeout(settling);
      removal.abort();
    },
  };
}
