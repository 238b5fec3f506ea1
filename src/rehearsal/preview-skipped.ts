import { insistFrom } from '../call/detour.js';
import type { EventBody } from '../call/event.js';
import type { Format } from '../call/format.js';
import { type Level, levelOf, stepOf } from '../call/level.js';
import { afterSkipping, targetOf } from '../call/route.js';
import { known } from '../call/scope.js';
import { evolve, type State, visitOf } from '../call/state.js';
import type { Flow, Route, Step, Target } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import { whySkipped } from './preview-hidden.js';

/** The steps that were passed over while these events happened, a line each with the reason. */
export function skippedOn(
  flow: Flow,
  before: State,
  events: readonly EventBody[],
  today: string,
  speak: Format,
): readonly string[] {
  let state = before;
  const lines = events.flatMap((event, at) => {
    const was = state;
    state = evolve(state, event);
    const way = wayFrom(flow, was, state, event, events[at + 1], today);
    return way === undefined ? [] : skippedFrom(way.level, way.target, state, today, speak);
  });
  return [...new Set(lines)];
}

interface Way {
  readonly level: Level;
  readonly target: Target;
}

/** Where the call goes on from an event, if it leads anywhere. */
function wayFrom(
  flow: Flow,
  was: State,
  state: State,
  event: EventBody,
  next: EventBody | undefined,
  today: string,
): Way | undefined {
  switch (event.type) {
    case 'call_started':
    case 'fact_set':
      return next?.type === 'fact_set' || (next?.type === 'step_shown' && next.frame === 'facts')
        ? undefined
        : { level: { flow, prefix: '' }, target: { go: flow.start } };
    case 'answered':
    case 'offer_answered':
      if (visitOf(state, event.visit)?.frame === 'wrap_up') return undefined;
      return answered(event.step, state.path.find(({ visit }) => visit === event.visit)?.answer?.value ?? null);
    case 'frame_left':
      return answered(event.step, event.value);
    case 'frame_entered': {
      const level = levelOf(flow, `${event.step}/`);
      return { level, target: { go: level.flow.start } };
    }
    case 'insisted': {
      const way = insistFrom(flow, was);
      return way && { level: way.level, target: { go: way.step } };
    }
    default:
      return undefined;
  }

  function answered(name: string, value: Value | null): Way {
    const level = levelOf(flow, name);
    const step = stepOf(level.flow, name.slice(level.prefix.length));
    return { level, target: targetOf(level.flow, step, value, known(level, state, today)) };
  }
}

/** Goes the way of `settle`, and says what it passes over. */
function skippedFrom(level: Level, target: Target, state: State, today: string, speak: Format): readonly string[] {
  const { flow } = level;
  const scope = known(level, state, today);
  const lines: string[] = [];
  const tell = (step: Step, why: string): void => void lines.push(`· skipped "${step.id}": ${why}`);
  for (let at = target, hops = 0; 'go' in at && hops <= flow.steps.size * 2; hops++) {
    const step = stepOf(flow, at.go);
    const why = whySkipped(level, step, scope, speak);
    if (why !== undefined) {
      tell(step, why);
      at = afterSkipping(flow, step, scope);
    } else if (step.screen || step.use !== undefined) break;
    else {
      const next = targetOf(flow, step, null, scope);
      for (const id of passedOver(step.route, next)) {
        const entry = stepOf(flow, id);
        const reason = scope.visited(id) ? undefined : whySkipped(level, entry, scope, speak);
        if (reason !== undefined) tell(entry, reason);
      }
      at = next;
    }
  }
  return lines;

  /** The entries of a `try` before the one that was taken. */
  function passedOver(route: Route, next: Target): readonly string[] {
    if (route.kind !== 'try') return [];
    const by = route.by === undefined ? undefined : scope.value(route.by);
    const list = (typeof by === 'string' ? route.lists.get(by) : undefined) ?? route.otherwise;
    const taken = 'go' in next ? list.indexOf(next.go) : -1;
    return taken < 0 ? list : list.slice(0, taken);
  }
}
