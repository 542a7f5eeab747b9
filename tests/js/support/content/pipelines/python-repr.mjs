import { setTimeout as sleep } from 'node:timers/promises';

/** As Python prints dictionaries, lists and strings. */
function repr(value) {
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (value === null) return 'None';
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, item]) => `'${key}': ${repr(item)}`)
      .join(', ')}}`;
  if (typeof value === 'string') return `'${value.replaceAll("'", "\\'")}'`;
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

export default {
  id: 'python-repr',
  about: 'objects reach a prompt in a notation that is no JSON, with single quotes and None',
  expect: [
    ['advise', 'profile', 'input', 'input'],
    ['advise', 'courses', 'input', 'input'],
    ['profile', 'recommend', 'output', 'input'],
    ['courses', 'recommend', 'output', 'input'],
    ['recommend', 'advise', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const profile = t.tool(
      async () => ({
        name: "Siobhán O'Leary",
        goal: 'Read the sagas in the original by the summer after next',
        level: null,
        evening: true,
      }),
      { name: 'profile' },
    );
    const courses = t.retrieval(
      async () => [
        {
          code: 'ON-101',
          about: "Old Norse for beginners: grammar, runes and the first chapters of Egil's saga",
          seats: 9,
        },
        { code: 'IS-140', about: 'Modern Icelandic in conversation, with a stay at a farm near Akureyri', seats: 2 },
      ],
      { name: 'courses' },
    );
    const recommend = t.llm(
      async () => {
        await sleep(1);
        return 'Begin with the medieval language; the spoken one can wait until you plan the journey.';
      },
      { name: 'recommend' },
    );
    const advise = t.workflow(
      async (student) =>
        recommend(`Student: ${repr(await profile(student))}\nOffered: ${repr(await courses(student))}\nWhich one?`),
      { name: 'advise' },
    );
    await advise('student-4471-winter');
  },
};
