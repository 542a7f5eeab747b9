// How full the event log is. At level 1 it is to be drained soon; at MAX_LEVEL nothing more is recorded.

/** @typedef {import('../log/event-log.js').EventLog} EventLog */

/** The level at which it is drained within the traced call. */
export const DRAIN_NOW_LEVEL = 8;
const WORDS = 1 << 15;
const CHARACTERS = 1 << 22;
const MAX_LEVEL = 64;
/** The core's memory has to hold them beside all that it has. */
const MAX_CHARACTERS = 2 ** 27;

/** @param {EventLog} log */
export const levelOf = ({ length, stringBytes }) => Math.max(length / WORDS, stringBytes / CHARACTERS);

/** @param {EventLog} log @param {number} maxBytes `queue.maxBytes` */
export const hasRoom = ({ length, stringBytes }, maxBytes) =>
  length < WORDS * MAX_LEVEL && stringBytes < Math.min(maxBytes, MAX_CHARACTERS) * 3;
