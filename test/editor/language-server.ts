import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { afterEach } from '@jest/globals';

interface Position {
  readonly line: number;
  readonly character: number;
}

/** What an editor underlines: lines and columns are counted from 0. */
export interface Underlined {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly message: string;
}

export interface Offered {
  readonly label: string;
  readonly documentation?: string | { readonly value: string };
}

/** The YAML extension of an editor, as far as an author sees it. */
export interface Editor {
  /** Opens a document, and gives what is underlined in it. */
  underlines(name: string, text: string): Promise<readonly Underlined[]>;
  /** What is offered where `‸` stands in the document. */
  offers(name: string, marked: string): Promise<readonly Offered[]>;
  /** What is told when the mouse rests where `‸` stands. */
  tells(name: string, marked: string): Promise<string>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly Underlined[]; readonly items?: unknown[] };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

const SERVER = join(import.meta.dirname, '../../node_modules/yaml-language-server/bin/yaml-language-server');
const SETTINGS = { validate: true, completion: true, hover: true, schemaStore: { enable: false } };
const CAPABILITIES = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    hover: { contentFormat: ['markdown'] },
  },
  workspace: { configuration: true },
};

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the language server on a folder, uses it, and ends it. */
export async function withEditor<T>(folder: string, use: (editor: Editor) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const answers = new Map<number, (message: Message) => void>();
  const published = new Map<string, (found: readonly Underlined[]) => void>();
  let requests = 0;

  const send = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const request = (method: string, params: object = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      requests += 1;
      answers.set(requests, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
      send({ id: requests, method, params });
    });
  const hear = ({ id, method, params, result, error }: Message): void => {
    if (method === 'textDocument/publishDiagnostics') published.get(params?.uri ?? '')?.(params?.diagnostics ?? []);
    else if (id === undefined) return;
    else if (method === undefined) answers.get(id)?.({ ...(error && { error }), result });
    // It asks for its settings, section by section: `yaml` comes first.
    else send({ id, result: params?.items?.map((_, index) => (index === 0 ? SETTINGS : null)) ?? null });
  };
  child.stdout.on('data', messages(hear));

  const underlines = (name: string, text: string): Promise<readonly Underlined[]> =>
    new Promise((resolve) => {
      const uri = uriOf(folder, name);
      published.set(uri, resolve);
      const textDocument = { uri, languageId: 'yaml', version: 1, text };
      send({ method: 'textDocument/didOpen', params: { textDocument } });
    });
  const at = async (method: string, name: string, marked: string): Promise<unknown> => {
    const [before = '', after = ''] = marked.split('‸');
    await underlines(name, before + after);
    const lines = before.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    return request(method, { textDocument: { uri: uriOf(folder, name) }, position });
  };

  try {
    const workspaceFolders = [{ uri: uriOf(folder, ''), name: 'playbooks' }];
    await request('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders,
      capabilities: CAPABILITIES,
    });
    send({ method: 'initialized', params: {} });
    return await use({
      underlines,
      offers: async (name, marked) => {
        const offered = await at('textDocument/completion', name, marked);
        return (offered as { readonly items: readonly Offered[] }).items;
      },
      tells: async (name, marked) => {
        const told = await at('textDocument/hover', name, marked);
        return (told as { readonly contents: { readonly value: string } } | null)?.contents.value ?? '';
      },
    });
  } finally {
    child.kill('SIGKILL');
    await ended;
    running.delete(child);
  }
}

const uriOf = (folder: string, name: string): string => pathToFileURL(join(folder, name)).href;

/** Cuts what comes into messages: a header that says how long, an empty line, JSON. */
function messages(hear: (message: Message) => void): (chunk: Buffer) => void {
  let waiting = Buffer.alloc(0);
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      const start = waiting.indexOf('\r\n\r\n') + 4;
      const length = Number(/Content-Length: (\d+)/i.exec(waiting.toString('latin1', 0, start))?.[1]);
      if (start < 4 || waiting.length < start + length) return;
      const text = waiting.toString('utf8', start, start + length);
      waiting = waiting.subarray(start + length);
      hear(JSON.parse(text) as Message);
    }
  };
}
