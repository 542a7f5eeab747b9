import { useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { rowsInView, scrollTo } from './window.js';

/**
 * Follows the scrolling of an element that holds rows of one height.
 * @param {number} row height in pixels
 * @param {() => number} count of rows; read in a computed signal
 */
export function useWindow(row, count) {
  const scroller = useRef(/** @type {HTMLDivElement | null} */ (null));
  const top = useSignal(0);
  const height = useSignal(600);
  const width = useSignal(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      height.value = element.clientHeight;
      width.value = element.clientWidth;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [height, width]);
  const range = useComputed(() => rowsInView({ top: top.value, height: height.value, row, count: count() }));
  return {
    scroller,
    range,
    top,
    width,
    /** @param {Event} event */
    onScroll: (event) => {
      top.value = /** @type {HTMLElement} */ (event.currentTarget).scrollTop;
    },
    /** @param {number} index */
    reveal: (index) => {
      const element = scroller.current;
      if (!element || index < 0) return;
      const next = scrollTo(index, { top: element.scrollTop, height: element.clientHeight, row });
      if (next !== element.scrollTop) element.scrollTop = next;
    },
  };
}
