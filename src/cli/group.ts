import type { Command } from 'commander';
import type { Context, ExitCode } from './context.js';

/** What declares a group of commands: their flags, and what each comes to. */
export type Group = (program: Command, context: Context, exit: (code: ExitCode) => void) => void;

export const DB = ['--db <file>', 'the call log to use (else HOLDFAST_DB, else the one in your data folder)'] as const;

export const JSON_FLAG = ['--json', 'as JSON, for other programs'] as const;

export const PLAYBOOK = ['[playbook]', 'id of a playbook, or its file'] as const;

/** A flag that may be repeated. */
export const append = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
