import { useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { linkOf, pointAt } from './links-of-edges.js';
import { neighbourOf } from './neighbours.js';
import { attachPanZoom } from './pan-zoom.js';
import { followPicture, placeView } from './placing.js';
import { Scene } from './scene.jsx';
import { bringIn } from './viewport.js';

/** @typedef {import('./graph-state.js').GraphState} GraphState */
/** @typedef {ReturnType<typeof attachPanZoom> & { fit(): void }} Mover */

const PAN_STEP = 60;
export const ZOOM_STEP = 1.25;
const ARROWS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [1, 0], ArrowRight: [-1, 0] };

/**
 * Where the graph is moved, pointed at and walked through.
 * @param {{ graphState: GraphState, mover: { current: Mover | null } }} props
 */
export function Pane({ graphState, mover }) {
  const { followed, picture, state, view } = graphState;
  const pane = useRef(/** @type {HTMLDivElement | null} */ (null));
  const world = useRef(/** @type {HTMLDivElement | null} */ (null));
  const chosen = useSignal(/** @type {string | undefined} */ (undefined));

  useLayoutEffect(() => {
    const [paneElement, worldElement] = [pane.current, world.current];
    if (!paneElement || !worldElement) return;
    const attached = attachPanZoom(paneElement, worldElement, graphState);
    const whole = () => {
      view.keeps = 'whole';
      placeView(graphState, attached.move);
    };
    mover.current = { ...attached, fit: whole };
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = paneElement;
      if (width === 0 || (width === view.pane.width && height === view.pane.height)) return;
      const dx = view.pane.width > 0 ? (width - view.pane.width) / 2 : 0;
      graphState.resize({ width, height });
      if (view.keeps === 'place') attached.move({ ...view.viewport, x: view.viewport.x + dx });
      else placeView(graphState, attached.move);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(paneElement);
    const { x, y, scale } = view.viewport;
    worldElement.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    measure();
    return () => {
      observer.disconnect();
      attached.dispose();
    };
  }, [graphState]);

  useSignalEffect(() => {
    if (picture.value && mover.current) followPicture(graphState, mover.current.move);
  });

  useSignalEffect(() => {
    if (followed.fit !== state.fit.value) mover.current?.fit();
    followed.fit = state.fit.value;
  });

  const shown = picture.value;
  const nodeOf = (/** @type {string | undefined} */ id) => shown?.graph.nodes.find((node) => node.id === id);
  const selectedSpan = shown?.trace.spans.findIndex(({ spanId }) => spanId === state.selection.value?.spanId) ?? -1;
  const current = (nodeOf(chosen.value) ?? nodeOf(shown?.graph.nodeOf(selectedSpan)) ?? shown?.graph.nodes[0])?.id;

  /** @param {import('./visible.js').GraphNode | undefined} node */
  const press = (node) => {
    if (!node || !shown) return;
    if (node.type === 'more') graphState.showMore(node);
    else state.select({ spanId: shown.trace.spans[node.span].spanId });
  };

  const onClick = (/** @type {MouseEvent} */ event) => {
    const target = targetOf(event);
    if (target.fold) {
      const node = nodeOf(target.fold);
      if (node) graphState.toggle(node);
    } else if (target.node) {
      if (nodeOf(target.node)?.type !== 'result') chosen.value = target.node;
      press(nodeOf(target.node));
    } else if (target.edge && shown) state.select(linkOf(shown, target.edge));
    else state.select(undefined);
  };

  const onDblClick = (/** @type {MouseEvent} */ event) => {
    const { node, fold } = targetOf(event);
    const found = nodeOf(node);
    if (found && !fold) graphState.toggle(found);
  };

  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const node = nodeOf(/** @type {HTMLElement} */ (event.target).dataset?.node);
    const arrow = ARROWS[/** @type {keyof typeof ARROWS} */ (event.key)];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (arrow && (event.shiftKey || !node)) mover.current?.pan(arrow[0] * PAN_STEP, arrow[1] * PAN_STEP);
    else if (arrow && node) step(node.id, /** @type {import('./neighbours.js').Arrow} */ (event.key));
    else if (event.key === '+' || event.key === '=') mover.current?.zoom(ZOOM_STEP);
    else if (event.key === '-') mover.current?.zoom(1 / ZOOM_STEP);
    else if (event.key === '0') mover.current?.fit();
    else if (event.key === 'o') graphState.toggleOnly();
    else if (event.key === 'Escape') state.select(undefined);
    else if (event.key === 'Enter' && node) {
      if (node.folds && shown && state.selection.peek()?.spanId === shown.trace.spans[node.span].spanId)
        graphState.toggle(node);
      else press(node);
    } else if (event.key === ' ' && node) {
      if (node.type === 'more') press(node);
      else graphState.toggle(node);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Moves the focus. @param {string} from @param {import('./neighbours.js').Arrow} arrow */
  const step = (from, arrow) => {
    if (!shown) return;
    const linked = new Set(
      shown.graph.edges.flatMap((edge) => (edge.from === from ? [edge.to] : edge.to === from ? [edge.from] : [])),
    );
    const boxes = Object.fromEntries(
      shown.graph.nodes.flatMap(({ id, type }) => (type === 'result' ? [] : [[id, shown.layout.nodes[id]]])),
    );
    const next = neighbourOf(boxes, from, arrow, linked);
    if (next === undefined) return;
    chosen.value = next;
    /** @type {HTMLElement | null | undefined} */ (
      [...(world.current?.querySelectorAll('[data-node]') ?? [])].find(
        (element) => /** @type {HTMLElement} */ (element).dataset.node === next,
      )
    )?.focus({ preventScroll: true });
  };

  const onFocus = (/** @type {FocusEvent} */ event) => {
    const element = /** @type {HTMLElement} */ (event.target);
    const box = shown?.layout.nodes[element.dataset.node ?? ''];
    if (box && element.matches(':focus-visible')) mover.current?.move(bringIn(view.viewport, box, view.pane));
  };

  const onPointerOver = (/** @type {PointerEvent} */ event) => {
    if (view.isMoving || !shown) return;
    const { node, edge } = targetOf(event);
    pointAt(state, shown, nodeOf(node), edge);
  };

  return (
    <div
      class="graph-pane"
      role="application"
      aria-label="Graph: arrow keys go from step to step, Enter selects, Space folds"
      ref={pane}
      onClick={onClick}
      onDblClick={onDblClick}
      onKeyDown={onKeyDown}
      onFocusCapture={onFocus}
      onPointerOver={onPointerOver}
      onPointerLeave={() => {
        state.hover.value = undefined;
      }}
    >
      <div class="graph-world" ref={world}>
        <Scene graphState={graphState} current={current} />
      </div>
    </div>
  );
}

/** What an event of the pointer is about. @param {Event} event */
function targetOf(event) {
  const find = (/** @type {'node' | 'fold' | 'edge'} */ name) =>
    /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(`[data-${name}]`))?.dataset[name];
  return { node: find('node'), fold: find('fold'), edge: find('edge') };
}
