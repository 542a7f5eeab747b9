const PATHS = {
  fit: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4',
  share: 'M8 10V2M5 4.5L8 1.5l3 3M3 8v6h10V8',
  open: 'M1.5 13V3.5h5l1.5 2h6.5V13z',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5L14 14',
};

/** @param {{ name: keyof typeof PATHS }} props */
export const Icon = ({ name }) => (
  <svg class="icon-sign" viewBox="0 0 16 16" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
