// The resource and the instrumentation scope of every span.
import { VERSION } from '../base/version.js';

export const SCOPE = { name: 'spanloom', version: VERSION };

/**
 * Returns the resource's attributes. Those of the option `resource` win.
 * @param {import('../options/tracer-options.js').Settings} settings
 * @returns {Record<string, unknown>}
 */
export function resourceAttributes({ service, version, environment, resource }) {
  return {
    'service.name': service,
    'service.version': version,
    'deployment.environment.name': environment,
    'telemetry.sdk.name': SCOPE.name,
    'telemetry.sdk.language': typeof document === 'undefined' ? 'nodejs' : 'webjs',
    'telemetry.sdk.version': VERSION,
    ...Object.fromEntries(Object.entries(resource).filter(([, value]) => value !== undefined)),
  };
}
