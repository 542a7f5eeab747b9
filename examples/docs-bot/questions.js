// What one might ask first; the last one is misspelt, as questions are.
export const QUESTIONS = [
  'How do I keep secret files out of my published package?',
  'How do I run a script in all workspaces?',
  'How do I use a pakage from a local folder?',
];
