import { ROLES, type Role } from '../flow.js';
import { at, type Tree, text } from '../read/tree.js';

/** The role named at `key`; the least one where none is. */
export const roleAt = (tree: Tree | undefined, key: string): Role =>
  ROLES.find((role) => role === text(at(tree, key))?.text) ?? 'rep';
