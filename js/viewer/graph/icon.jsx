import { KIND_ICONS } from '../parts/kind-icons.js';

/** @param {{ kind: import('../model.js').StepKind }} props */
export const KindIcon = ({ kind }) => (
  <svg class="graph-icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d={KIND_ICONS[kind]} />
  </svg>
);
