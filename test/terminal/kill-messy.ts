/** A call with everything that may happen beside its path: cards, offers, a playbook that it uses, promises, letters. */
export const MESSY = `playbook: messy
title: A messy call
version: 1
language: en
about: cancellation
reason: reason
insist: let_go
facts:
  customer: {type: text, label: Customer, identifies: customer, personal: true}
  monthly_value: {type: money, label: Monthly value, min: 0}
computed:
  half: {type: money, label: Half of it, value: monthly_value / 2}
outcomes:
  kept: {label: Stays after all, group: saved, needs: [reason, wish, offer, note]}
  later:
    label: Thinks about it
    group: pending
    needs: [reason, recall_on, follow_up]
    follow_up: {in: 5 business days, what: "Ask {{ customer }} what they thought", channel: phone}
    draft: {kind: email, to: "{{ customer }}", subject: What we said, body: "We call you soon."}
  gone:
    label: Leaves us
    group: lost
    needs: [reason]
    follow_up: {in: 6 weeks, what: "Write to {{ customer }}", by: manager, channel: letter, repeat: every 6 weeks, times: 3}
    draft: {kind: letter, to: "{{ customer }}", subject: Thank you, body: "It was good to work with you."}
offers:
  month: {label: A free month, cost: monthly_value, times: 2}
  rebate: {label: Half of it for a year, cost: half, suits: [price], authority: team_lead, times: 3}
  visitor: {label: Somebody who comes by, authority: manager}
cards:
  rival: {label: Names a rival, key: 3, say: Who might that be?, ask: {type: text}}
  boss:
    label: Wants the boss
    steps:
      - id: boss_why
        say: What should the boss know?
        jot: How they put it
        ask: {type: choice, options: {angry: Is angry, money: Wants money, enough: {label: Had enough, go: let_go}}}
      - {id: boss_when, say: Which day suits for the boss?, ask: {type: date, min: today}, follow_up: {on: boss_when, what: The boss calls, by: manager}}
      - {id: boss_bye, say: The boss will ring you., next: return}
  erase:
    label: Wants all data gone
    on: [reason, wish, table, again]
    say: Shall we erase what we know of you?
    ask: {type: yes_no, yes: {label: "Yes, and goodbye", end: gone}, no: {label: Not now, go: return}}
  friend:
    label: Asks for a friend
    steps:
      - {id: friend_talk, use: befriend, with: {who: customer}, outcomes: {weary: let_go}, next: friend_gift}
      - {id: friend_gift, say: Here is something for the friend., offer: [month, visitor], declined: {go: return}, next: return}
  scold: {label: Scolds, say: You have every right., do: Let it pass.}
steps:
  - {id: greet, say: Good morning to you., do: Smile.}
  - id: reason
    say: What made you decide?
    jot: How they said it
    ask:
      type: choice
      options:
        price: Found it cheaper
        silent: {label: Would not say, go: table}
        closing: {label: Closes down, go: let_go}
        other: {label: Something else, words: true}
  - {id: wish, say: What would you wish for?, ask: {type: text, optional: true}}
  - id: table
    say: Here is what I can do.
    do: One of them.
    offer: [month, rebate, visitor]
    accepted: {label: Takes it, go: deal}
    considering: {label: Sleeps on it, go: recall_on}
    declined: {label: Does not want it, go: coaxing}
    next: coaxing
  - id: coaxing
    use: coax
    with: {who: customer}
    outcomes: {won: deal, weary: let_go, maybe: {end: later}}
  - {id: deal, say: Then it is agreed. In which words?, ask: {type: text, max: 200}}
  - id: again
    say: Is there anything else?
    ask: {type: choice, options: {offer: {label: Something more, go: table}, talk: {label: Another word, go: coaxing}, done: That was it}}
  - {id: close, say: Goodbye then., end: kept}
  - id: recall_on
    say: When may I call you?
    ask: {type: date, min: today, check: [{if: "recall_on > in_days(14)", level: soft, message: That is far off.}]}
    follow_up: {on: recall_on, what: "Call {{ customer }} back", channel: phone, call: messy}
    end: later
  - {id: let_go, say: Then I let you go. From which day on?, ask: {type: date, optional: true}, end: gone}
`;

/** What it uses: found by its id, in the same folder. */
export const COAX = `playbook: coax
title: A word more
version: 1
language: en
about: cancellation
insist: give_in
facts:
  who: {type: text, label: Whom}
outcomes:
  won: {label: Won over, group: saved, needs: [why_stay]}
  weary: {label: Tired of us, group: lost}
  maybe: {label: Perhaps, group: pending, draft: {kind: email, to: "{{ who }}", subject: A word more, body: "Think of us."}}
offers:
  gift: {label: A small gift, times: 2}
cards:
  hurry: {label: Is in a hurry, say: Shall I be quick?, ask: {type: yes_no, yes: {go: give_in}, no: {go: return}}}
  lawyer: {label: Names a lawyer, key: 7, say: What does the lawyer say?, ask: {type: text, optional: true}}
steps:
  - {id: ask_leave, say: "May I say one word more, {{ who }}?", ask: {type: yes_no, no: {go: give_in}}}
  - {id: present, say: We have a gift for you., offer: [gift], accepted: {go: why_stay}, considering: {go: mull}, declined: {go: sure}, next: sure}
  - {id: why_stay, say: What makes you stay?, ask: {type: text, optional: true}, end: won}
  - id: mull
    say: By which day will you know?
    ask: {type: date, min: today}
    follow_up: {on: mull, what: "Hear what {{ who }} decided", channel: email, by: team_lead}
    end: maybe
  - {id: sure, say: Are you quite sure?, ask: {type: choice, options: {yes: {label: Quite, go: give_in}, no: {label: Not so sure, go: present}, stays: {label: Stays then, go: why_stay}}}}
  - {id: give_in, say: I leave it at that., end: weary}
`;

/** The same once more, which a card uses: by its title the screens of the two can be told apart. */
export const BEFRIEND = COAX.replace('playbook: coax', 'playbook: befriend').replace(
  'A word more',
  'A word with a friend',
);
