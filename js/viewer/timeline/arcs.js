// Links as arcs between the bars of a timeline.
/** @typedef {import('../model.js').LinkRow} LinkRow */

/** With more, only the links of the selected and the hovered span are drawn. */
export const MOST_OF_ALL = 40;
/** Of one span. */
export const MOST_OF_ONE = 200;

/**
 * The links to draw, those of a chosen span last, so that they lie above the others.
 * @param {readonly LinkRow[]} links @param {readonly number[]} chosen indexes of spans
 * @returns {{ link: LinkRow, isChosen: boolean }[]}
 */
export function linksToDraw(links, chosen) {
  const own = linksOf(links, chosen);
  const others = links.length <= MOST_OF_ALL ? links.filter((link) => !own.includes(link)) : [];
  return [
    ...others.map((link) => ({ link, isChosen: false })),
    ...own.slice(0, MOST_OF_ONE).map((link) => ({ link, isChosen: true })),
  ];
}

/** @param {readonly LinkRow[]} links @param {readonly number[]} chosen indexes of spans */
export const linksOf = (links, chosen) => links.filter(({ from, to }) => chosen.includes(from) || chosen.includes(to));

/** @typedef {{ x: number, y: number, isStart: boolean }} End at the start of a bar, or at its end */

/**
 * The path of an arc, and of the head at its end: it leaves and arrives level, outside of the bars.
 * @param {End} from @param {End} to @returns {{ line: string, head: string }}
 */
export function arcOf(from, to) {
  const bend = Math.min(60, Math.max(16, Math.abs(to.x - from.x) / 2, Math.abs(to.y - from.y) / 8));
  const [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map((value) => Math.round(value * 10) / 10);
  const [leave, arrive] = [from, to].map(({ isStart }) => (isStart ? -1 : 1));
  return {
    line: `M${x1} ${y1}C${x1 + leave * bend} ${y1} ${x2 + arrive * bend} ${y2} ${x2} ${y2}`,
    head: `M${x2 + arrive * 7} ${y2 - 4}L${x2} ${y2}L${x2 + arrive * 7} ${y2 + 4}Z`,
  };
}
