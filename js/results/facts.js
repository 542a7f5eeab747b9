// What a response says besides its body.

/**
 * Gives a response, and the clones that are made of it, facts that the platform does not give it.
 * @param {Response} response @param {Record<string, unknown>} facts
 */
export function keepFacts(response, facts) {
  for (const [name, value] of Object.entries(facts))
    if (Reflect.get(response, name) !== value) Object.defineProperty(response, name, { value, configurable: true });
  const { clone } = response;
  return Object.defineProperty(response, 'clone', {
    value: () => keepFacts(Reflect.apply(clone, response, []), facts),
    configurable: true,
    writable: true,
  });
}
