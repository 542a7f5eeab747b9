// Which model a call asks, and whose it is, by the shape of what it is given. Where several providers take the same, none is told.
import { askedModel } from '#providers';
import { peek } from '../reading/observed.js';
import { APIS } from './index.js';

/** @typedef {{ model: string, provider?: string }} Request */

/** @param {unknown} given first @param {unknown} self of a method @returns {Request | undefined} */
export function readRequest(given, self) {
  const model = peek(given, 'model');
  const api = APIS.find(({ asks }) => asks?.some((key) => peek(given, key) != null));
  return api && model && typeof model === 'string' ? { model, provider: api.provider } : askedModel(model, given, self);
}
