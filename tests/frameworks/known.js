// Links of apps that are not as they should be, and why. An entry has to go when it begins to work.

/** @type {Record<string, { missing?: string[], wrong?: string[], why: string }>} */
export const KNOWN = {
  'bus-ride': {
    missing: ['rewrite -> improve output>input', 'rewrite -> rank output>input'],
    wrong: ['embed -> rank output>input'],
    why: 'The result of embed() holds its argument.',
  },
  'bike-shop': {
    missing: ['visit -> send_text input>input'],
    wrong: ['chat -> send_text output>input'],
    why: 'A number that the model puts into a call is credited to the call from then on.',
  },
  'mcp-workshop': { missing: ['call_tool -> read_manual output>input'], why: 'The id in an address has four letters.' },
  'orchard-archive': {
    missing: ['keywords -> questions output>input', 'keywords#2 -> questions#2 output>input'],
    why: 'Keywords of 20 and 22 letters, inside an answer and inside a prompt, are too short for a run.',
  },
  'support-desk': {
    missing: ['customer#3 -> answer#3 output>input'],
    why: 'A name of eleven letters in a sentence is too short for a run.',
  },
  'town-desk': {
    missing: ['authorize#3 -> glossary output>input'],
    why: 'A language is two letters.',
  },
  'wine-returns': {
    missing: [
      'decide -> refund output>input',
      'decide -> write output>input',
      'orders -> mail output>input',
      'payment -> write output>input',
      'refund -> write output>input',
    ],
    wrong: ['settle -> mail input>input'],
    why: 'An amount alone is no evidence, and an id of nine letters in a sentence is too short for a run. A name that a step echoes is the one of its ancestor.',
  },
};
