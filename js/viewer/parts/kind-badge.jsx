import { KIND_ICONS } from './kind-icons.js';

/** The kind of a step as an icon in its colour. @param {{ kind: import('../model.js').StepKind }} props */
export const KindBadge = ({ kind }) => (
  <span class={`badge kind-${kind}`} title={kind}>
    <svg class="icon-sign" viewBox="0 0 16 16" aria-hidden="true">
      <path d={KIND_ICONS[kind]} />
    </svg>
    <span class="told">{kind}</span>
  </span>
);
