import { useLayoutEffect } from 'preact/hooks';

const WHEEL_ZOOM = 0.002;
/** A press that moves less is a click. */
const MIN_DRAG = 4;

/**
 * The wheel with ctrl, and a pinch of a touchpad, zoom; the wheel sideways or with shift, and a drag of the bars, pan.
 * @param {{ current: HTMLElement | null }} scroller
 * @param {import('./use-timeline.js').Timeline} timeline
 * @param {() => DOMRect | undefined} bars where the bars are
 */
export function useGestures(scroller, timeline, bars) {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const controller = new AbortController();
    const { signal } = controller;
    const onWheel = (/** @type {WheelEvent} */ event) => {
      const place = bars();
      if (!place?.width) return;
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey)
        timeline.zoomBy(Math.exp(event.deltaY * WHEEL_ZOOM), (event.clientX - place.left) / place.width);
      else if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) timeline.panBy(sideways / place.width);
      else return;
      event.preventDefault();
    };
    /** @type {{ x: number, last: number, isDrag: boolean } | undefined} */
    let press;
    const onDown = (/** @type {PointerEvent} */ event) => {
      const place = bars();
      if (event.button === 0 && place && event.clientX > place.left)
        press = { x: event.clientX, last: event.clientX, isDrag: false };
    };
    const onMove = (/** @type {PointerEvent} */ event) => {
      if (!press) return;
      press.isDrag ||= Math.abs(event.clientX - press.x) >= MIN_DRAG;
      if (!press.isDrag) return;
      element.setPointerCapture(event.pointerId);
      timeline.panBy((press.last - event.clientX) / (bars()?.width ?? 1));
      press.last = event.clientX;
    };
    const onUp = () => {
      press = undefined;
    };
    element.addEventListener('wheel', onWheel, { signal, passive: false });
    element.addEventListener('pointerdown', onDown, { signal });
    element.addEventListener('pointermove', onMove, { signal });
    for (const name of ['pointerup', 'pointercancel']) element.addEventListener(name, onUp, { signal });
    return () => controller.abort();
  }, [scroller, timeline, bars]);
}
