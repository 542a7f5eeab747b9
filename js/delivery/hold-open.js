// Some runtimes end a request, and with it the exports that it started, when nothing that it waits for is left (Workers).

/** @type {{ hold: (sent: Promise<unknown>) => void }} `hold` is called where an export starts, with a promise that settles after it; it must not throw */
export const exportsHere = { hold: () => {} };
