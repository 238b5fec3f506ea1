// Runs in the page, after Panzoom. The page can be read without it: the picture, then all that stands in the boxes.
(() => {
  const { body } = document;
  const [view, sheet, panel, search, found] = ['view', 'sheet', 'panel', 'search', 'found'].map((id) =>
    document.getElementById(id),
  );
  const articles = new Map([...panel.querySelectorAll('article')].map((article) => [article.dataset.key, article]));
  const places = new Map([...sheet.querySelectorAll('.place, .card')].map((place) => [place.id, place]));
  const lines = [...sheet.querySelectorAll('.line')];
  const SMALLEST = 0.02;
  const LARGEST = 3;
  /** At which the words in the boxes can be read. */
  const READABLE = 0.9;
  let open;

  body.classList.add('live');
  panel.hidden = true;
  for (const [key, place] of places) {
    if (!articles.has(key)) continue;
    place.setAttribute('tabindex', '0');
    place.setAttribute('role', 'button');
  }

  // ---- Where one looks ------------------------------------------------------------------------

  const size = () => ({ width: sheet.offsetWidth, height: sheet.offsetHeight });
  const middle = () => ({ x: view.clientWidth / 2, y: view.clientHeight / 2 });

  /** What moves a point of the sheet to a point of the view. Panzoom scales about the middle of the sheet. */
  function moved(scale, point, at) {
    const { width, height } = size();
    const by = (from, to, half) => (to - half) / scale - (from - half);
    return { x: by(point.x, at.x, width / 2), y: by(point.y, at.y, height / 2) };
  }

  function look(scale, point, at) {
    const { x, y } = moved(scale, point, at);
    panzoom.zoom(scale, { animate: false });
    panzoom.pan(x, y, { animate: false, force: true });
  }

  /** Where a place stands on the sheet, whatever one looks at. */
  function boxOf(place) {
    const { e: left, f: top } = place.getCTM();
    const { x, y, width, height } = place.getBBox();
    return { x: left + x + width / 2, y: top + y + height / 2, width, height };
  }

  const wholeScale = () => Math.min(view.clientWidth / size().width, view.clientHeight / size().height, 1);
  const sheetMiddle = () => ({ x: size().width / 2, y: size().height / 2 });
  const lookAtAll = () => look(wholeScale(), sheetMiddle(), middle());

  /** All of it where its words can be read then; else the place that was asked for, or the beginning. */
  function first() {
    const asked = places.get(location.hash.slice(1));
    const start = boxOf(asked ?? places.get('start'));
    const whole = wholeScale();
    if (whole >= READABLE) return { startScale: whole, ...starting(moved(whole, sheetMiddle(), middle())) };
    const [point, at] = asked
      ? [start, middle()]
      : [
          { x: start.x, y: 0 },
          { x: middle().x, y: 0 },
        ];
    return { startScale: READABLE, ...starting(moved(READABLE, point, at)) };
  }

  function lookAt(place, always = false) {
    const [box, scale, pan, { width, height }] = [boxOf(place), panzoom.getScale(), panzoom.getPan(), size()];
    const seen = (from, room, by, half, most) => {
      const at = half + scale * (from - half + by);
      return at - (room * scale) / 2 >= 0 && at + (room * scale) / 2 <= most;
    };
    const inside =
      seen(box.x, box.width, pan.x, width / 2, view.clientWidth) &&
      seen(box.y, box.height, pan.y, height / 2, view.clientHeight);
    const small = scale < READABLE / 2;
    if (always || small || !inside) look(small ? READABLE : scale, box, middle());
  }

  const starting = ({ x, y }) => ({ startX: x, startY: y });

  // Panzoom goes to where it starts only after this script has run.
  const panzoom = Panzoom(sheet, {
    canvas: true,
    minScale: SMALLEST,
    maxScale: LARGEST,
    step: 0.25,
    cursor: 'grab',
    ...first(),
  });

  // ---- What one reads -------------------------------------------------------------------------

  function show(key, { read = false } = {}) {
    const article = articles.get(key);
    const place = places.get(key);
    if (!article || !place) return;
    hide();
    open = key;
    for (const each of articles.values()) each.hidden = each !== article;
    panel.hidden = false;
    panel.scrollTop = 0;
    place.classList.add('open');
    light(key);
    lookAt(place);
    history.replaceState(null, '', `#${key}`);
    if (read) article.focus({ preventScroll: true });
  }

  function hide() {
    places.get(open)?.classList.remove('open');
    open = undefined;
    panel.hidden = true;
    light();
  }

  function light(key) {
    for (const line of lines) line.classList.toggle('lit', [line.dataset.from, line.dataset.to].includes(key));
  }

  function close() {
    const place = places.get(open);
    hide();
    history.replaceState(null, '', location.pathname + location.search);
    place?.focus({ preventScroll: true });
  }

  // ---- What one searches ----------------------------------------------------------------------

  const MOST_FOUND = 30;
  const texts = new Map([...articles].map(([key, article]) => [key, ownWords(article).toLowerCase()]));

  /** Without the names of other places. */
  function ownWords(article) {
    const copy = article.cloneNode(true);
    for (const other of copy.querySelectorAll('a, .from')) other.remove();
    return copy.textContent;
  }

  function titleOf(key) {
    return articles.get(key).querySelector('h2').textContent;
  }

  function matching() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const all = [...texts].filter(([, text]) => words.every((word) => text.includes(word))).map(([key]) => key);
    const named = (key) => words.every((word) => `${titleOf(key)} ${key}`.toLowerCase().includes(word));
    return [...all.filter(named), ...all.filter((key) => !named(key))];
  }

  function find() {
    const keys = matching();
    const matches = new Set(keys);
    const sought = search.value.trim() !== '';
    body.classList.toggle('searching', sought);
    for (const [key, place] of places) place.classList.toggle('match', matches.has(key));
    found.replaceChildren(...keys.slice(0, MOST_FOUND).map(row));
    if (sought && keys.length === 0) found.append(note('Nothing found'));
    if (keys.length > MOST_FOUND) found.append(note(`and ${keys.length - MOST_FOUND} more`));
    found.hidden = !sought;
    search.setAttribute('aria-expanded', String(sought));
    pick(0);
  }

  function row(key, at) {
    const item = document.createElement('li');
    item.id = `found-${at}`;
    item.dataset.key = key;
    item.setAttribute('role', 'option');
    const words = document.createElement('small');
    words.textContent = articles.get(key).querySelector('blockquote, dd > p, .what').textContent;
    item.append(titleOf(key), words);
    return item;
  }

  function note(text) {
    const item = document.createElement('li');
    item.textContent = text;
    return item;
  }

  const rows = () => [...found.querySelectorAll('[role=option]')];
  const picked = () => rows().findIndex((each) => each.getAttribute('aria-selected') === 'true');

  function pick(at) {
    const all = rows();
    for (const [index, each] of all.entries()) each.setAttribute('aria-selected', String(index === at));
    if (all[at]) search.setAttribute('aria-activedescendant', all[at].id);
    else search.removeAttribute('aria-activedescendant');
    all[at]?.scrollIntoView({ block: 'nearest' });
  }

  function take(key) {
    search.value = '';
    find();
    if (places.get(key)) {
      show(key, { read: true });
      lookAt(places.get(key), true);
    }
  }

  search.addEventListener('input', find);
  search.addEventListener('keydown', (event) => {
    const all = rows();
    if (event.key === 'ArrowDown') pick(Math.min(picked() + 1, all.length - 1));
    else if (event.key === 'ArrowUp') pick(Math.max(picked() - 1, 0));
    else if (event.key === 'Enter' && all[picked()]) take(all[picked()].dataset.key);
    else if (event.key === 'Escape') take();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  found.addEventListener('click', (event) => {
    const { key } = event.target.closest('[data-key]')?.dataset ?? {};
    if (key) take(key);
  });

  // ---- Mouse and keys -------------------------------------------------------------------------

  let pressed = { x: 0, y: 0 };
  view.addEventListener('pointerdown', ({ clientX, clientY }) => (pressed = { x: clientX, y: clientY }), true);
  view.addEventListener('click', ({ target, clientX, clientY }) => {
    // The end of a drag is no click.
    if (Math.hypot(clientX - pressed.x, clientY - pressed.y) > 5) return;
    const key = target.closest('.way')?.dataset.to ?? target.closest('.place, .card')?.id;
    if (key && articles.has(key)) show(key);
  });
  panel.addEventListener('click', (event) => {
    const key = event.target.closest('a')?.getAttribute('href').slice(1);
    if (!key) return;
    event.preventDefault();
    show(key, { read: true });
  });
  sheet.addEventListener('pointerover', ({ target }) => light(target.closest('.place')?.id ?? open));
  view.addEventListener('wheel', (event) => panzoom.zoomWithWheel(event, { animate: false }), { passive: false });
  // The browser scrolls to what has the focus and to what the address names; here the sheet is moved instead.
  view.addEventListener('scroll', () => view.scrollTo(0, 0));
  view.addEventListener('focusin', ({ target }) => {
    const place = target.closest('.place, .card');
    if (place?.matches(':focus-visible')) lookAt(place);
  });

  const STEP = 80;
  const KEYS = {
    '/': () => search.focus(),
    '+': () => panzoom.zoomIn(),
    '=': () => panzoom.zoomIn(),
    '-': () => panzoom.zoomOut(),
    0: lookAtAll,
    Escape: close,
    ArrowLeft: () => panzoom.pan(STEP / panzoom.getScale(), 0, { relative: true }),
    ArrowRight: () => panzoom.pan(-STEP / panzoom.getScale(), 0, { relative: true }),
    ArrowUp: () => panzoom.pan(0, STEP / panzoom.getScale(), { relative: true }),
    ArrowDown: () => panzoom.pan(0, -STEP / panzoom.getScale(), { relative: true }),
  };
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target === search) return;
    if (key.startsWith('Arrow') && panel.contains(target)) return;
    const place = target.closest?.('.place, .card');
    if (place && (key === 'Enter' || key === ' ')) show(place.id, { read: true });
    else if (Object.hasOwn(KEYS, key)) KEYS[key]();
    else return;
    event.preventDefault();
  });

  const press = (id, act) => document.getElementById(id).addEventListener('click', act);
  press('in', () => panzoom.zoomIn());
  press('out', () => panzoom.zoomOut());
  press('whole', lookAtAll);
  press('close', close);

  show(location.hash.slice(1));
})();
