// An icon for each kind: path data of lines, in a square of 16.

/** @type {Record<import('../model.js').StepKind, string>} */
export const KIND_ICONS = {
  workflow: 'M2.5 2.5h4v4h-4zM9.5 9.5h4v4h-4zM6.5 4.5H9a2.5 2.5 0 0 1 2.5 2.5v2.5',
  agent: 'M3.5 6h9v6.5h-9zM8 6V3M8 2.5v.5M6 8.8v1M10 8.8v1M1.8 8.5v1.5M14.2 8.5v1.5',
  llm: 'M8 1.8 9.6 6.4 14.2 8 9.6 9.6 8 14.2 6.4 9.6 1.8 8 6.4 6.4z',
  tool: 'M13.6 4.6 11.5 6.7 9.3 4.5 11.4 2.4A3.6 3.6 0 0 0 6.9 7L2.4 11.5 4.5 13.6 9 9.1A3.6 3.6 0 0 0 13.6 4.6z',
  retrieval: 'M6.8 2.3a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.1 10.1 13.8 13.8',
  embedding: 'M2.8 2.5v10.7h10.7M5.8 10.2 11.4 4.6M8.4 4.4h3.2v3.2',
  task: 'M2.5 2.5h11v11h-11zM5.2 8.2l2 2 3.6-4.2',
  step: 'M8 4.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z',
};
