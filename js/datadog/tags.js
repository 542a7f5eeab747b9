import { VERSION } from '../base/version.js';
import { wordOf } from './plain.js';

/** @typedef {import('../index.js').FinishedSpan} FinishedSpan */

/**
 * The tags of a span: `key:value`, or as the user gave them. The user's win.
 * @param {FinishedSpan} span @param {string} mlApp @param {Record<string, unknown>} resource @returns {string[]}
 */
export function tagsOf({ status, attributes }, mlApp, resource) {
  const isError = status.code === 'error';
  /** @type {Record<string, unknown>} */
  const own = {
    version: resource['service.version'] ?? '',
    env: resource['deployment.environment.name'] ?? '',
    service: resource['service.name'] ?? '',
    source: 'integration',
    ml_app: mlApp,
    'spanloom.version': VERSION,
    language: 'javascript',
    error: isError ? 1 : 0,
    error_type: isError ? attributes['error.type'] : undefined,
    session_id: attributes['session.id'],
    user_id: attributes['user.id'],
  };
  const given = [attributes['tag.tags'] ?? []].flat().flatMap((tag) => wordOf(tag) ?? []);
  const named = new Set(given.map((tag) => tag.split(':', 1)[0]));
  const others = Object.entries(own).filter(([key, value]) => wordOf(value) !== undefined && !named.has(key));
  return [...others.map(([key, value]) => `${key}:${value}`), ...given];
}
