// What one might ask first; the last one is misspelt, as questions are.
export const QUESTIONS = [
  'Which files end up in my published package?',
  'How do I run a script in all workspaces?',
  'How do I use a pakage from a local folder?',
];
