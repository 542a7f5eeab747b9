/** What each kind of evidence saw in both spans. @type {Record<import('../model.js').Via, string>} */
export const EVIDENCE = {
  identity: 'the same object',
  member: 'an object inside it',
  structure: 'an equal copy',
  text: 'the same words',
  manual: 'linked by the program',
};
