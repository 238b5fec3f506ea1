/** What the answer of a step that puts offers can be: how the one was taken, or that none was made. */
export const OFFER_ANSWERS: readonly string[] = ['accepted', 'considering', 'declined', 'none'];
