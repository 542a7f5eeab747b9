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

/**
 * Makes a response anew around another body with the same content.
 * @param {Response} response @param {ReadableStream | null} body
 */
export function remade(response, body) {
  const { headers, url, redirected, type } = response;
  const made = new Response(body, response);
  // Deno has decoded what came from the network. It does not send these with a response of its own.
  if ('Deno' in globalThis && url !== '' && headers.has('content-encoding'))
    for (const name of ['content-encoding', 'content-length']) made.headers.delete(name);
  return keepFacts(made, { url, redirected, type });
}
