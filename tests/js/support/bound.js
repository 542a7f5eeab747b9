/** The methods of an instance as functions that need no `this`, beside its other members. @template {object} T @param {T} instance @returns {T} */
export function bound(instance) {
  const copy = /** @type {any} */ ({ ...instance });
  const prototype = Object.getPrototypeOf(instance);
  for (const [name, { get, value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (get) Object.defineProperty(copy, name, { get: () => get.call(instance), enumerable: true });
    else if (name !== 'constructor') copy[name] = value.bind(instance);
  }
  return copy;
}
