// Recognizes the model and the provider of a call by the shape of its arguments. If several providers accept that shape, the provider stays unknown.
import { askedModel } from '#providers';
import { peek } from '../reading/observed.js';
import { APIS } from './index.js';

/** @typedef {{ model: string, provider?: string }} Request */

/** @param {unknown} given the call's first argument @param {unknown} self the object whose method is called @returns {Request | undefined} */
export function readRequest(given, self) {
  const model = peek(given, 'model');
  const api = APIS.find(({ inputs }) => inputs?.some((key) => peek(given, key) != null));
  return api && model && typeof model === 'string' ? { model, provider: api.provider } : askedModel(model, given, self);
}
