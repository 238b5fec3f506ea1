import { after, ROLES } from './other.mjs';

/** Of offers: what they suit, who may make them, what they cost, and where they are made. */
export function atOffers({ playbook, screens, at }, { drop, set, without, expression }) {
  for (const { path } of screens) without('drop an offer from a step', [...path, 'offer']);
  for (const [id, { suits, authority, times, cost }] of Object.entries(playbook.offers ?? {})) {
    const path = ['offers', id];
    drop('drop an offer', path);
    set('change who may offer it', [...path, 'authority'], after(ROLES, authority ?? 'rep'));
    if (authority !== undefined) drop('change who may offer it', [...path, 'authority']);
    set('change how often', [...path, 'times'], (times ?? 1) + 1);
    if (suits !== undefined) drop('change what it suits', [...path, 'suits']);
    without('change what it suits', [...path, 'suits']);
    if (cost === undefined) continue;
    drop('change a cost', [...path, 'cost']);
    set('change a cost', [...path, 'cost'], `(${at([...path, 'cost'])}) * 2`);
    expression([...path, 'cost'], { whole: false });
  }
}
