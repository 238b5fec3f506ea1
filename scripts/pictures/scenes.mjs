// The pictures there are. To add one, add a scene, run npm run pictures, and look at docs/pictures/<name>.svg.
const ctrl = (letter) => String.fromCharCode(letter.charCodeAt(0) & 31);
const ENTER = '\r';

const WIDE = { columns: 80, rows: 24 };
const NARROW = { columns: 40, rows: 24 };

/**
 * `title` is for who hears the picture, not sees it. `args` are Holdfast's. Once the screen shows what `sees` says, each
 * of `keys` is pressed: what is typed, and then what it brings to the screen, which must not stand there already.
 *
 * `at` is the time on the clock; each of `keys` takes some seconds. `earlier` are plays on the same log that leave no
 * picture, each with `at`, `args`, `sees` and `keys`; a last key that brings nothing is waited for until Holdfast leaves.
 */
export const scenes = [
  {
    name: 'question',
    title: 'A call in progress: what to say, what to do, and eight reasons for leaving to choose from with a digit',
    size: WIDE,
    args: ['call', 'defend-cancellation', '--customer', 'Jansen BV'],
    sees: 'They want to leave',
    keys: [['1', 'Found it cheaper']],
  },
  {
    name: 'narrow',
    title: 'The same question on a terminal of 40 columns, with a note being typed beside it',
    size: NARROW,
    args: ['call', 'defend-cancellation', '--customer', 'Jansen BV'],
    sees: 'They want to leave',
    keys: [
      ['1', 'Found it cheaper'],
      [ctrl('n'), 'A note, kept with the call'],
      ['call after three', '› call after three'],
    ],
  },
  {
    name: 'card',
    title: 'A card opened over the question: the customer wants it in writing; a line says that it leads back',
    size: WIDE,
    args: ['call', 'defend-cancellation', '--customer', 'Jansen BV'],
    sees: 'They want to leave',
    keys: [
      ['1', 'Found it cheaper'],
      [ctrl('o'), 'Which card?'],
      ['writing', 'Enter picks: writing'],
      [ENTER, 'CARD'],
    ],
  },
  {
    name: 'wrap-up',
    title: 'The wrap-up of a call: its outcome, what is promised, a note being typed',
    size: WIDE,
    args: ['call', 'defend-cancellation', '--customer', 'Jansen BV'],
    sees: 'They want to leave',
    keys: [
      ['1', 'Found it cheaper'],
      ['1', 'If the prices were the same'],
      ['4', 'Which day suits you?'],
      [`+3${ENTER}`, 'Wrap up'],
      ['likes plain words', '› likes plain words'],
    ],
  },
  {
    name: 'menu',
    title: 'The menu: six playbooks to take a call with, and a call to resume',
    size: WIDE,
    earlier: [
      {
        at: '2026-11-01T16:40',
        args: ['call', 'missed-delivery'],
        sees: 'Customer',
        keys: [[`Jansen BV${ENTER}`, 'Day we promised'], [ctrl('c')]],
      },
    ],
    args: [],
    sees: 'Which call?',
    keys: [],
  },
];
