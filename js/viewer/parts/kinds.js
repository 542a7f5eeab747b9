/** The letter that stands beside the colour of a kind. @type {Record<import('../model.js').StepKind, string>} */
export const KIND_LETTERS = {
  workflow: 'W',
  agent: 'A',
  llm: 'L',
  tool: 'T',
  retrieval: 'R',
  embedding: 'E',
  task: 'K',
  step: 'S',
};
