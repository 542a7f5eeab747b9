// The documents that a retrieval found, and the texts that are embedded.
import { firstOf, fromJson, isRecord } from './plain.js';

/** @typedef {{ text: string, name?: string, id?: string, score?: number }} Document */

const LISTS = ['documents', 'results', 'matches', 'hits', 'data', 'points', 'input', 'inputs', 'texts', 'values'];
const TEXTS = ['text', 'content', 'pageContent', 'page_content', 'body', 'chunk'];
const NAMES = ['name', 'title'];
const SCORES = ['score', 'relevance_score', 'similarity'];

/** @param {string} content @returns {Document[] | undefined} undefined if it has anything else */
export function documentsOf(content) {
  const value = fromJson(content);
  const found = isRecord(value) ? firstOf(value, LISTS) : value;
  // A list of arguments begins with the texts.
  const list = Array.isArray(found) && Array.isArray(found[0]) ? found[0] : found;
  const documents = [list ?? value].flat().map(documentOf);
  return documents.length > 0 && documents.every((document) => document !== undefined) ? documents : undefined;
}

/** @param {unknown} item @returns {Document | undefined} */
function documentOf(item) {
  if (typeof item === 'string') return { text: item };
  if (!isRecord(item)) return undefined;
  const text = firstOf(item, TEXTS);
  // Many stores keep the document beside its score.
  if (typeof text !== 'string')
    return isRecord(item.document) ? documentOf({ ...item, ...item.document, document: undefined }) : undefined;
  const name = firstOf(item, NAMES);
  const score = firstOf(item, SCORES);
  const { id } = item;
  return {
    text,
    ...(typeof name === 'string' && { name }),
    ...((typeof id === 'string' || typeof id === 'number') && { id: String(id) }),
    ...(typeof score === 'number' && { score }),
  };
}
