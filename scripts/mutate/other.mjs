export const ROLES = ['rep', 'team_lead', 'manager'];

/** The one after it in a list, round and round. */
export const after = (list, value) => list[(list.indexOf(value) + 1) % list.length];
