/** Stamps anew what a clock that was ahead has stamped, so that it gets old one day. @param {import('./database.js').Database} database @param {import('./records.js').Key[]} keys */
export async function restamp(database, keys) {
  const bodies = await database.get(keys);
  for (const [i, [place, , ...rest]] of keys.entries())
    if (bodies[i] !== undefined) await database.put([place, Date.now(), ...rest], bodies[i]);
  await database.remove(keys);
}
