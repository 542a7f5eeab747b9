// What goes from process to process: each long enough to be known again in another one.
export const QUESTION = 'How do I rotate the signing key of a running service without downtime?';
export const CHUNKS = [
  {
    id: 'keys/7',
    text: 'A new signing key is published a day before it is used, so that every verifier has fetched it by then.',
  },
  {
    id: 'keys/9',
    text: 'The old signing key stays in the key set until the last token that it has signed is past its expiry.',
  },
];
export const ANSWER =
  'Publish the second one early, switch over after a day, and retire the first when nothing needs it.';
