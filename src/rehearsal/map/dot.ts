import type { Box, LabelBox } from './box.js';
import type { Edge } from './picture.js';

/** A line of a part: between two of its boxes, by their places in the list. */
export interface Drawn {
  readonly edge: Edge;
  readonly from: number;
  readonly to: number;
  readonly entry: boolean;
  readonly label?: LabelBox;
}

/**
 * What Graphviz is told of a part: sizes alone, in points, which are our pixels. No word of a playbook comes here, so that
 * none can be taken for a part of its language, and no type is needed to measure them.
 */
export function dotOf(boxes: readonly Box[], edges: readonly Drawn[]): string {
  const nodes = boxes.map(({ width, height }, at) => `n${at} [width=${inches(width)} height=${inches(height)}]`);
  const lines = edges.map(({ from, to, label, entry }) => {
    const room = label === undefined ? '' : ` label=<${roomFor(label.width, label.height)}>`;
    return `n${from} -> n${to} [${entry ? 'weight=0' : ''}${room}]`;
  });
  return [
    'digraph {',
    'graph [nodesep=0.3 ranksep=0.42 splines=true mclimit=1]',
    'node [shape=box fixedsize=true label=""]',
    ...nodes,
    ...lines,
    '}',
  ].join('\n');
}

const inches = (points: number): string => (points / 72).toFixed(4);

const roomFor = (width: number, height: number): string =>
  `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE" WIDTH="${Math.round(width)}" HEIGHT="${Math.round(height)}"><TR><TD></TD></TR></TABLE>`;
