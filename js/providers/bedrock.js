// Amazon Bedrock's ConverseStream: each event is a record with one member, which is named after the event.
import { peek } from '../reading/observed.js';
import { readFacts } from './facts.js';

/** @type {import('./facts.js').Api} */
export const bedrock = {
  marks: ['messageStart', 'contentBlockStart', 'contentBlockDelta', 'contentBlockStop', 'messageStop', 'metadata'],
  read(draft, { messageStart, contentBlockStart, contentBlockDelta, messageStop, metadata }) {
    if (metadata && !metadata.usage) return false;
    if (messageStart) draft.begin();
    const { contentBlockIndex: index, start, delta = start } = contentBlockStart ?? contentBlockDelta ?? {};
    const { text, toolUse } = delta ?? {};
    draft.text(text);
    if (toolUse) draft.call({ index, id: toolUse.toolUseId, name: toolUse.name, arguments: toolUse.input });
    readFacts(draft, metadata ?? messageStop);
  },
};

/** A command of the AWS SDK. @type {import('./models.js').Reader} */
export const bedrockCommand = (command) => ({
  model: peek(command, 'middlewareStack') && peek(peek(command, 'input'), 'modelId'),
  provider: 'aws.bedrock',
});
