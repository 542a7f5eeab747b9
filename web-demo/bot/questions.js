// What the agent might be asked: each needs more than one tool.
export const AGENT_QUESTIONS = [
  'I unpublished my package. After how many minutes, 24 * 60, may I publish new versions again?',
  'How do I run a script in all workspaces, and how much is 12 * 4?',
];
