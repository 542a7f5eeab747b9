// A theatre's archive as an MCP server of its own process; apps/premiere.js starts it.
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const SEASON = [
  { performance: 'P-0611', play: 'The Salt Merchant', day: '2027-06-11', text: 'play://salt-merchant', hall: 'studio' },
  {
    performance: 'P-0612',
    play: 'Ferry at Low Tide',
    day: '2027-06-12',
    text: 'play://ferry-at-low-tide',
    hall: 'large hall',
  },
  {
    performance: 'P-0613',
    play: 'Ferry at Low Tide',
    day: '2027-06-13',
    text: 'play://ferry-at-low-tide',
    hall: 'large hall',
  },
];
const PLAYS = {
  'salt-merchant': 'A merchant comes home after nine years and finds his warehouse full of somebody else’s salt.',
  'ferry-at-low-tide':
    'Two sisters run the last ferry of the bay. When the channel silts up, one of them wants to sell the boat and the other buries the papers in the mud, where the tide will find them.',
};

const archive = new McpServer({ name: 'archive', version: '1.0.0' });
archive.registerResource('season', 'archive://season/2027-summer', { mimeType: 'application/json' }, ({ href }) => ({
  contents: [{ uri: href, mimeType: 'application/json', text: JSON.stringify(SEASON) }],
}));
archive.registerResource(
  'play',
  new ResourceTemplate('play://{slug}', { list: undefined }),
  {},
  ({ href }, { slug }) => ({
    contents: [{ uri: href, mimeType: 'text/plain', text: PLAYS[String(slug)] }],
  }),
);
await archive.connect(new StdioServerTransport());
