import { extname } from 'node:path';
import { UserError } from '../call/user-error.js';
import type { Flow } from '../playbook/flow.js';
import type { Context, ExitCode } from './context.js';
import { flowOf, whichPlaybook } from './find-playbook.js';
import { refuseOverPlaybook } from './written-over.js';

export interface MapFlags {
  readonly format?: string;
  readonly output?: string;
}

/** `holdfast map <playbook>`: the playbook as a picture, a page or text for Mermaid. */
export async function map(context: Context, playbook: string | undefined, flags: MapFlags): Promise<ExitCode> {
  refuseOverPlaybook('--output', flags.output, 'a picture');
  const format = formatOf(flags);
  if (playbook === undefined) throw whichPlaybook(context, 'map');
  const drawn = await draw(context, flowOf(context, playbook), format);
  if (flags.output === undefined) await context.pour(drawn);
  else {
    await context.files.replace(flags.output, [drawn], 'others');
    if (format === 'html') context.say(`open ${flags.output} in a browser`);
  }
  return 0;
}

const FORMATS = ['svg', 'html', 'mermaid'] as const;

type Format = (typeof FORMATS)[number];

const ENDINGS: ReadonlyMap<string, Format> = new Map([
  ['.svg', 'svg'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.mmd', 'mermaid'],
  ['.mermaid', 'mermaid'],
]);

/** The flag decides, else the ending of the file, else it is SVG. */
function formatOf({ format, output }: MapFlags): Format {
  const known = FORMATS.find((each) => each === format);
  if (format !== undefined && known === undefined)
    throw new UserError(`--format takes ${FORMATS.join(', ')}, and got "${format}"`, 'leave it out for svg', 2);
  if (known !== undefined || output === undefined) return known ?? 'svg';
  const ending = ENDINGS.get(extname(output).toLowerCase());
  if (ending !== undefined) return ending;
  const endings = [...ENDINGS.keys()].join(', ');
  throw new UserError(
    `the name of ${output} does not tell what to draw`,
    `say so with --format ${FORMATS.join('|')}, or end the name in one of ${endings}`,
    2,
  );
}

async function draw(context: Context, flow: Flow, format: Format): Promise<string> {
  if (format === 'mermaid') {
    const { mermaidMap, MOST_EDGES } = await import('../rehearsal/map/mermaid.js');
    const { text, edges } = mermaidMap(flow);
    if (edges > MOST_EDGES)
      context.say(`${edges} lines: Mermaid draws ${MOST_EDGES}, unless it is set up with a larger maxEdges`);
    return text;
  }
  // Graphviz is a megabyte, which no other command waits for.
  const { htmlMap, svgMap } = await import('../rehearsal/map/map.js');
  return format === 'html' ? htmlMap(flow) : svgMap(flow);
}
