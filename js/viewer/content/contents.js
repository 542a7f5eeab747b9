const MAX = 20_000;
/** @param {string} _spanId @param {any[]} contents @param {boolean} isFull */
export function readContents(_spanId, contents, isFull) {
  return {
    contents: contents.map(({ side, attribute, value }) => {
      const text = isFull ? value : value.slice(0, MAX);
      const run = { text, attribute, range: /** @type {[number, number]} */ ([0, text.length]), origins: [], uses: [] };
      return {
        side,
        attribute,
        blocks: [{ type: /** @type {const} */ ('text'), runs: [run], rest: value.length - text.length }],
      };
    }),
    origins: [],
    uses: [],
  };
}
