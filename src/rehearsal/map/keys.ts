/** What the places of a picture are called, in it and on its page. */
export const START = 'start';
export const INSIST = 'insist';
export const stepKey = (id: string): string => `step-${id}`;
export const endKey = (id: string): string => `end-${id}`;
export const backKey = (card: string): string => `back-${card}`;
export const cardKey = (id: string): string => `card-${id}`;
