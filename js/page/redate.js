/** Gives records the present time if a clock that was ahead has dated them, so that they expire one day. @param {import('./database.js').Database} database @param {import('./records.js').Key[]} keys */
export async function redate(database, keys) {
  const bodies = await database.get(keys);
  for (const [i, [partition, , ...rest]] of keys.entries())
    if (bodies[i] !== undefined) await database.put([partition, Date.now(), ...rest], bodies[i]);
  await database.remove(keys);
}
