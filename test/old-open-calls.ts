/** A call that is open in the log of version 0.1.0. */
interface OpenThen {
  /** Empty before it is known. */
  readonly customer: string;
  readonly left: string;
  /** What it is resumed with: lines, or a file of answers. */
  readonly given: readonly string[] | string;
  /** Cells of its row in the export. */
  readonly comesTo: Readonly<Record<string, string>>;
}

export const OPEN: readonly OpenThen[] = [
  {
    customer: '',
    left: 'before its first fact',
    given: 'customer: Nieuw BV\nopening: they\nreason: cheaper\nbehind_price: stays\nagreed: A call a month\n',
    comesTo: { outcome: 'saved', customer: 'Nieuw BV', reason: 'cheaper' },
  },
  {
    customer: 'GH-0004',
    left: 'at a fact',
    given: `seats: 4\nsince: 2020-02-29\ninsured: no\nsize_of: big\nuses: [mail]\nmood: 4
reason: price\nmanager: yes\ncall_on: tomorrow\n`,
    comesTo: { outcome: 'calls_back', answers: '5' },
  },
  {
    customer: 'Slagerij Worst',
    left: 'in the middle, after two tactics',
    given: ['Fewer visits', 'leaves', 'thinks', '+3', ''],
    comesTo: { outcome: 'thinking', notes: 'likes plain words', answers: '10' },
  },
  {
    customer: 'Kaashuis Mulder',
    left: 'after going back over three answers, which still hold',
    given: ['/forward', 'stays', 'All the cheeses', ''],
    comesTo: { outcome: 'saved', answers: '7' },
  },
  {
    customer: 'Schilder Willems',
    left: 'pausing, then once more, in dollars',
    given: 'satisfied: yes\npromise_day: "+1"\npermission: refused\napology: yes\nloss: 120.50\ngift: nothing\n',
    comesTo: { outcome: 'met_on_time', sessions: '3' },
  },
  {
    customer: 'Café De Kroon',
    left: 'at boxes to tick',
    given: ['1,3', 'Call more', 'y', '', ''],
    comesTo: { outcome: 'held', reason: 'attention' },
  },
  {
    customer: 'Drukkerij Prins',
    left: 'after insisting',
    given: ['', '', 'Nobody', ''],
    comesTo: { outcome: 'lost', insisted: '1', reason: 'attention' },
  },
  {
    customer: 'KL-0006',
    left: 'at a question of the wrap-up',
    given: 'reason: {answer: other, words: the weather}\nscore: 8\nnote: Asked at the end\n',
    comesTo: { outcome: 'leaves', waived: '0', reason: 'other', reason_words: 'the weather' },
  },
  {
    customer: 'IJ-0005',
    left: 'at evidence that is missing',
    given: 'note: Left without a word\n',
    comesTo: { outcome: 'leaves', waived_needs: 'reason:would_not_say|score:not_asked', insisted: '1' },
  },
  {
    customer: 'Fietsen Van Dam',
    left: 'at the last screen',
    given: 'note: Rings every hour\n',
    comesTo: { outcome: 'still_open', answers: '6', notes: 'Rings every hour' },
  },
  {
    customer: 'Kapsalon Vos',
    left: 'among steps that are named as the language names things',
    given: 'offer: accepted\nuse: yes\nfollow_up: tomorrow\n',
    comesTo: { outcome: 'accepted', reason_words: 'by and large' },
  },
];
