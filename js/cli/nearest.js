/** How many characters have to be added, left out or replaced. @param {string} a @param {string} b */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++)
      next.push(Math.min(row[j + 1] + 1, next[j] + 1, row[j] + (a[i] === b[j] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}

/** The name that was probably meant, if one is like it. @param {string} name @param {string[]} known */
export function nearest(name, known) {
  const [best] = known
    .map((other) => ({ other, cost: other.startsWith(name) ? 0 : distance(name, other) }))
    .sort((a, b) => a.cost - b.cost);
  return best && best.cost <= best.other.length / 2 ? best.other : undefined;
}
