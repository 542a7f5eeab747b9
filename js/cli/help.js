export const HELP = `spanloom links each step of an LLM app to the steps whose output it used.

Usage: spanloom link [options] [file...]    write recorded spans with links
       spanloom view [options] [file...]    receive spans, and show them in a page

Run "spanloom link --help" or "spanloom view --help" for options.

  -h, --help     show this
  --version      show the version
`;

export const LINK_HELP = `Reads recorded spans (OTLP) from files or stdin, and writes them with links.

Usage: spanloom link [options] [file...]

  -o, --output FILE    write to FILE, all at once at the end; default: stdout
  --from FORMAT        of the input: json, jsonl, protobuf or delimited;
                       default: told by the content
  --to FORMAT          of the output; default: that of the first input, but
                       jsonl for JSON in several files
  --explain SPAN       print where the parts of a span came from and went,
                       instead of spans; SPAN: the first digits of its id
  --trace TRACE        the trace of that span, if several have such a span
  --threads N          default: one per core, at most 8; one for small inputs
  --window MIB         a trace is complete when so much came after its last
                       span; default: 64
  --memory MIB         for spans that wait, in all; default: 1024
  --min-length N       letters and digits that a common text needs to be a link
  --json               print the summary (or the explanation) as JSON
  -q, --quiet          print no summary and no progress
  -h, --help           show this

Inputs may be compressed with gzip, or with zstd where Node has it.
Exit code: 0 done; 1 a part of the input was refused, or something failed;
2 the command was called in a wrong way.
`;

export const VIEW_HELP = `Receives traces (OTLP/HTTP) and shows them in a page of this machine.

Usage: spanloom view [options] [file...]

  --port PORT    for the page and for OTLP; default: 4318, or the next free one
  --host HOST    address to listen on; default: localhost, which others cannot
                 reach. They can read all traces if it is another
  --open         open the page in the browser
  -h, --help     show this

The page shows the files, too: OTLP as JSON, JSON lines or protobuf, also with
gzip. Of what is received, the last 64 MiB are kept for pages that open later.
Exit code: 1 the port is busy, or something failed; 2 the command was called
in a wrong way.
`;
