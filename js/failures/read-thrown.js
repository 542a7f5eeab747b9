// Reads one thrown value without its causes. It may be anything, and no code of it runs.
import { awsAnswer, isOfProcess } from '#status';
import { copyOf } from '../capture/plain.js';
import { dataOf, holderOf, isAccessor, isObject, isRecord, nameOf, own } from '../reading/data.js';
import { readable, standInOf } from '../reading/observed.js';
import { brandOf, errorField } from '../reading/platform.js';

/** Returns the text that may be exported of a text, or of an object's members. It must not throw. @typedef {(value: unknown) => string | undefined} Show */

const MAX_FIELDS_LENGTH = 4096;
/** Members that are not exported: long or truncated text, and an object or a page as text. */
const WITHHELD = /^\s*[[{<]|…$|.{257}/s;

/**
 * Data of the value passes through `show`. Names of classes do not, as they are code.
 * @param {unknown} given @param {Show} show @param {boolean} isOpen whether more than its class may be exported of a value that is no error
 */
export function readThrown(given, show, isOpen) {
  const found = standInOf(given);
  // Errors of other realms are recognised by their brand, which Symbol.toStringTag can fake.
  const isError = found instanceof Error || (brandOf(found) === 'Error' && !(Symbol.toStringTag in found));
  const thrown = isOpen || isError ? found : {};
  /** @type {Show} */
  const showData = (value) =>
    typeof value === 'number' || (typeof value === 'string' && value) ? show(String(value)) : undefined;
  // Some APIs have a type instead of a code.
  const code = showData(dataOf(thrown, 'code') ?? own(thrown, 'type'));
  const ofClass = (isObject(found) && className(Object.getPrototypeOf(found))) || typeof given;
  const type = isError ? nameOfError(thrown, showData, ofClass) : code && isRecord(thrown) ? code : ofClass;
  const message = show(messageOf(thrown, isError)) ?? '';
  return { thrown, isError, type, message, stack: stackOf(thrown, showData), code, status: statusOf(thrown) };
}

/** Reads a field, unless a getter of the user's code has it. @param {unknown} thrown @param {string} key */
export const fieldOf = (thrown, key) => errorField(readable(thrown), key, () => undefined);

/** Returns the HTTP status in the value, or in the response that it holds. @param {unknown} thrown @returns {any} an integer */
function statusOf(thrown) {
  if (isOfProcess(thrown)) return undefined;
  return [thrown, fieldOf(thrown, 'response'), awsAnswer(thrown)]
    .flatMap((holder) => ['status', 'statusCode'].map((key) => fieldOf(holder, key)))
    .find((/** @type {any} */ value) => Number.isInteger(value) && value >= 100 && value < 600);
}

/** @param {any} thrown @param {boolean} isError */
function messageOf(thrown, isError) {
  const message = isObject(thrown) ? fieldOf(thrown, 'message') : String(thrown);
  if (message && !isObject(message)) return message;
  // Zod makes a message of its issues only when it is read.
  return isError ? fieldOf(thrown, 'issues') : shortFields(thrown);
}

/** @param {any} thrown @param {Show} showData */
function stackOf(thrown, showData) {
  // An engine computes the stack on the first read, from these two: a getter of the user's code would run.
  const runsCode = ['name', 'message'].some((key) => errorField(thrown, key, isAccessor) === true);
  return runsCode ? undefined : showData(errorField(thrown, 'stack'));
}

/** Returns the short members of an object. Others may be headers, settings and bodies, which hold secrets. @param {object} thrown */
function shortFields(thrown) {
  const data = copyOf(thrown, MAX_FIELDS_LENGTH, { deepest: 1, isFair: true })?.data;
  if (!isObject(data)) return data;
  // Items of a list are described as causes.
  const members = Object.entries(Array.isArray(data) ? [] : data).filter(
    ([, member]) => !WITHHELD.test(String(member)),
  );
  return members[0] && Object.fromEntries(members);
}

/**
 * Returns the type of an error: its `name`. A name that is not the name of the class which defines it is data, and has to be shown.
 * @param {object} error @param {Show} showData @param {string} ofClass
 */
function nameOfError(error, showData, ofClass) {
  const name = errorField(error, 'name', isAccessor);
  const holder = holderOf(error, 'name');
  const isInherited = holder !== error && name && name === className(holder);
  if (!isInherited) return showData(name) || ofClass;
  // Many SDKs set no name on their classes, and the name of a minified class says nothing.
  return name === 'Error' && ofClass.endsWith(name) ? ofClass : String(name);
}

/** Returns the name of the class that has this prototype. @param {unknown} prototype */
const className = (prototype) => nameOf(dataOf(prototype, 'constructor'));
