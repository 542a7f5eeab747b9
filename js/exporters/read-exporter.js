import { BOOLEAN, describe, FUNCTION, oneOf, POSITIVE, readOptions, STRING } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { realm } from '../base/realm.js';
import { OUTBOX } from '../delivery/outbox-key.js';

/** @typedef {import('../index.js').Exporter} Exporter */
/** @typedef {Exporter & Required<Pick<Exporter, 'name' | 'timeout' | 'treeLinks'>> & import('../delivery/outbox-key.js').WithOutbox & { claim(): void }} ReadExporter `claim` counts one more tracer that uses it: the last one shuts it down */

/** @type {Record<string, import('../base/check.js').RuleOrDefault>} */
const MEMBERS = {
  name: [...STRING, 'exporter'],
  treeLinks: [...BOOLEAN, true],
  timeout: [...POSITIVE, 30_000],
  encoding: oneOf('otlp-protobuf', 'otlp-json'),
  export: FUNCTION,
  shutdown: FUNCTION,
};

/**
 * Reads and checks an exporter. Reads each member once, as it may be a getter. Throws a ConfigurationError that names the member.
 * @param {string} owner @param {any} exporter
 * @returns {ReadExporter} its methods call those of `exporter`, with `exporter` as `this`
 */
export function readExporter(owner, exporter) {
  const read = (/** @type {PropertyKey} */ key) => {
    try {
      return exporter?.[key];
    } catch (cause) {
      throw new ConfigurationError(`${owner}: '${String(key)}' cannot be read`, { cause });
    }
  };
  const given = Object.fromEntries(Object.keys(MEMBERS).map((key) => [key, read(key)]));
  if (!given.export)
    throw new ConfigurationError(`${owner} must be an exporter, such as otlp(), not ${describe(exporter)}`);
  const options = readOptions(owner, given, MEMBERS);
  const method = (/** @type {Function | undefined} */ fn) =>
    fn && ((/** @type {unknown[]} */ ...args) => Reflect.apply(fn, exporter, args));
  const shutdown = method(options.shutdown);
  /** @param {number} more */
  const count = (more) => {
    const { exporters } = realm();
    const users = (exporters.get(exporter) ?? 0) + more;
    exporters.set(exporter, users);
    return users;
  };
  return {
    ...options,
    export: method(options.export),
    claim: () => void count(1),
    shutdown: () => (count(-1) > 0 ? undefined : shutdown?.()),
    [OUTBOX]: read(OUTBOX),
  };
}
