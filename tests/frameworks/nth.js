/** What an edge calls the n-th span of a name. @param {string} name @param {number} n from 1 */
export const nth = (name, n) => (n === 1 ? name : `${name}#${n}`);
