import { duration } from '../parts/format.js';
import { labelOf } from './label.js';
import { placeOf, ticksOf } from './scale.js';

/** A label and the space around it. */
const LABEL_WIDTH = 90;

/** @param {{ timeline: import('./use-timeline.js').Timeline, width: number }} props */
export function Axis({ timeline: { stretch, whole }, width }) {
  const shown = stretch.value;
  return (
    <div class="axis" role="columnheader">
      <span class="told">
        Time, {duration(shown[0])} to {duration(shown[1])}
      </span>
      {ticksOf(shown, width / LABEL_WIDTH).map((tick) => {
        const place = placeOf(shown, tick);
        const words = tick === 0 ? '0' : duration(tick);
        const hasRoom = labelOf(place * width, place * width, width, [words]).side === 'after';
        return (
          <span
            key={tick}
            class={`tick ${hasRoom ? '' : 'before'}`}
            aria-hidden="true"
            style={hasRoom ? { left: `${place * 100}%` } : { right: `${(1 - place) * 100}%` }}
          >
            {words}
          </span>
        );
      })}
      <span
        class="shown"
        style={{ left: `${(shown[0] / whole.value) * 100}%`, width: `${((shown[1] - shown[0]) / whole.value) * 100}%` }}
      />
    </div>
  );
}
