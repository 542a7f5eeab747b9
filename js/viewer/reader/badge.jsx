/** The number of a source in its colour. @param {{ source: import('./reading.js').Source }} props */
export const Badge = ({ source: { hue, number } }) => (
  <span class="source-badge" data-hue={hue} aria-hidden="true">
    {number}
  </span>
);
