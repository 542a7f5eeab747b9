import { setTimeout as sleep } from 'node:timers/promises';

const GUESTS = [
  { name: 'Ilse Vanhoutte', nights: 3, room: 'the room with the bay window' },
  { name: 'Teodor Wilk', nights: 5, room: 'the attic under the old beams' },
  { name: 'Ngozi Eze', nights: 2, room: 'the two rooms by the orchard' },
  { name: 'Kaito Mori', nights: 4, room: 'the garden house' },
];

export default {
  id: 'form-letters',
  about:
    'letters that are the same but for a name and a room, written and sent in parallel: each goes to its own sender',
  expect: GUESTS.flatMap((_, i) => [
    ['season', `write ${i}`, 'input', 'input'],
    [`write ${i}`, `send ${i}`, 'output', 'input'],
    [`send ${i}`, 'season', 'output', 'output'],
  ]),
  optional: [],
  async run(t) {
    const steps = GUESTS.map((_, i) => ({
      write: t.llm(
        async ({ guest }) => {
          await sleep(1 + (i % 2));
          return `Dear ${guest.name},\n\nspring is near and we look forward to your stay of ${guest.nights} nights in ${guest.room}. The gate is open from three o'clock, and supper is
served until nine; should your train be late, ring us and we keep a plate warm.\n\nWith kind regards,\nyour hosts at the Old Mill`;
        },
        { name: `write ${i}` },
      ),
      send: t.tool(
        async (_text, to) => ({ receipt: `post-${to.length}-${to.charCodeAt(0)}${to.charCodeAt(2)}-4c1d` }),
        { name: `send ${i}` },
      ),
    }));
    const season = t.workflow(
      async (guests) =>
        Promise.all(
          guests.map(async (guest, i) =>
            steps[i].send(await steps[i].write({ guest, style: 'warm' }), `${i}${guest.nights}`),
          ),
        ),
      { name: 'season' },
    );
    await season(GUESTS);
  },
};
