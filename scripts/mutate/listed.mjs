/** What the list of accepted survivors, `{playbook: {name: reason}}`, and what was tried do not agree on. */
export function compared(tried, listed, ids) {
  const accepted = ids.flatMap((id) => Object.keys(listed[id] ?? {}).map((name) => ({ id, name })));
  const key = ({ id, name }) => `${id} ${name}`;
  const byKey = new Map(tried.map((each) => [key(each), each]));
  const known = new Set(accepted.map(key));
  return {
    unlisted: tried.filter((each) => each.by === undefined && !known.has(key(each))),
    caught: accepted.filter((each) => byKey.get(key(each))?.by !== undefined),
    untried: accepted.filter((each) => !byKey.has(key(each))),
  };
}
