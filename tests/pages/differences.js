/** Lines that a message shows: one cause has many. */
const FEW = 30;

/** How often each line stands there. @param {string[]} lines */
function counted(lines) {
  const counts = new Map();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** The lines that are in one list more often than in the other. @param {string[]} lines @param {string[]} others */
function beyond(lines, others) {
  const counts = counted(others);
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}

/**
 * What is different in the order of two journals, in words; empty where nothing is. (`assert.deepEqual` takes minutes for it.)
 * @param {string[]} actual @param {string[]} expected
 */
export function differences(actual, expected) {
  const at = actual.findIndex((line, i) => line !== expected[i]);
  if (at === -1 && actual.length === expected.length) return [];
  const first = at === -1 ? actual.length : at;
  const more = beyond(actual, expected).map((line) => `+ ${line}`);
  const less = beyond(expected, actual).map((line) => `- ${line}`);
  const changes = [...more, ...less];
  return [
    `line ${first}: ${actual[first]}, bare: ${expected[first]}`,
    ...changes.slice(0, FEW),
    ...(changes.length > FEW ? [`and ${changes.length - FEW} more`] : []),
  ];
}
