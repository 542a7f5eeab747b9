import { KIND_LETTERS } from './kinds.js';

/** The kind of a step as a letter in its colour. @param {{ kind: import('../model.js').StepKind }} props */
export const KindBadge = ({ kind }) => (
  <span class={`badge kind-${kind}`} title={kind}>
    <span aria-hidden="true">{KIND_LETTERS[kind]}</span>
    <span class="told">{kind}</span>
  </span>
);
