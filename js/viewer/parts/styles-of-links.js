// How evidence looks: by the dashes of its line.

/** Lengths of dashes and gaps; empty: a solid line. @type {Record<import('../model.js').Via, string>} */
export const DASHES = {
  identity: '',
  member: '11 4',
  structure: '5 4',
  text: '0.1 5',
  manual: '11 4 0.1 4',
};
