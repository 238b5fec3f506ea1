/** What a terminal would act upon instead of showing: C0, DEL, C1, and the controls that turn the direction of text. */
const ACTING = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/**
 * Text that came from outside, made harmless for a terminal. Everything that is not our own passes here on its way to the
 * screen. New lines stay, tabs become spaces; a control character shows as its picture (␛) or as U+FFFD.
 */
export function visible(text: string): string {
  return text.toWellFormed().replace(ACTING, (character) => {
    if (character === '\n') return character;
    if (character === '\t') return '    ';
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '\uFFFD';
  });
}
