// Places on the paper: dragged, moved by keys, undone, and written back after every change.
const byId = (id) => document.getElementById(id);
const [pages, said, undo, zoom] = ['pages', 'said', 'undo', 'zoom'].map(byId);
/** What was before each change, the last one last. */
const before = [];
let told = { pages: [], marks: [], mistakes: [] };
let unit = Number(zoom.value); // dots a millimetre
let writing = Promise.resolve();

const element = (name, className, parent) => {
  const made = document.createElement(name);
  made.className = className;
  parent?.append(made);
  return made;
};
const half = (length) => Math.round(length * 2) / 2;
const place = ({ x, y, w, h }) => ({ x, y, w, h });
const words = ({ name, x, y, w, h }) => `${name}　左から${x.toFixed(1)}　上から${y.toFixed(1)}　幅${w.toFixed(1)}　高さ${h.toFixed(1)}（ミリ）`;

/** A ruler: a line for each millimetre, a longer one for five, a number for ten. */
function ruler(parent, className, length, isAcross) {
  const canvas = element('canvas', className, parent);
  canvas.setAttribute('aria-hidden', 'true');
  const [long, wide] = [Math.ceil(length * unit) + 1, isAcross ? 24 : 28];
  [canvas.width, canvas.height] = isAcross ? [long, wide] : [wide, long];
  const pen = canvas.getContext('2d');
  pen.font = '10px sans-serif';
  for (let millimetre = 0; millimetre <= length; millimetre += 1) {
    const at = Math.round(millimetre * unit);
    const tick = millimetre % 10 === 0 ? 10 : millimetre % 5 === 0 ? 7 : 4;
    if (isAcross) pen.fillRect(at, wide - tick, 1, tick);
    else pen.fillRect(wide - tick, at, tick, 1);
    if (millimetre % 10 === 0) pen.fillText(String(millimetre), isAcross ? at + 2 : 1, isAcross ? 10 : at + 10);
  }
}

function draw() {
  pages.replaceChildren();
  told.pages.forEach(([width, height], nth) => {
    const sheet = element('section', 'sheet', pages);
    sheet.setAttribute('aria-label', `${nth + 1}ページ`);
    ruler(sheet, 'across', width, true);
    ruler(sheet, 'down', height, false);
    const paper = element('div', 'paper', sheet);
    paper.style.width = `${width * unit}px`;
    paper.style.height = `${height * unit}px`;
    const picture = element('img', '', paper);
    picture.alt = '';
    picture.onerror = () => {
      // Without a program that draws pages the browser shows the PDF itself.
      const object = element('object', '', null);
      object.type = 'application/pdf';
      object.data = `/paper.pdf#page=${nth + 1}&toolbar=0&view=Fit`;
      picture.replaceWith(object);
    };
    picture.src = `/page/${nth + 1}`;
    told.marks.forEach((mark, index) => mark.page === nth + 1 && handle(paper, mark, index, [width, height]));
  });
}

function lay(handle, mark) {
  handle.style.left = `${mark.x * unit}px`;
  handle.style.top = `${mark.y * unit}px`;
  handle.style.width = `${mark.w * unit}px`;
  handle.style.height = `${mark.h * unit}px`;
  handle.setAttribute('aria-label', words(mark));
}

/** Keeps a place on its page, and not smaller than a box to tick. */
function within(mark, [width, height]) {
  mark.w = Math.min(Math.max(mark.w, 2), width);
  mark.h = Math.min(Math.max(mark.h, 2), height);
  mark.x = Math.min(Math.max(mark.x, 0), width - mark.w);
  mark.y = Math.min(Math.max(mark.y, 0), height - mark.h);
}

function handle(paper, mark, index, size) {
  const box = element('div', 'mark', paper);
  box.tabIndex = 0;
  box.setAttribute('role', 'button');
  box.textContent = mark.name;
  lay(box, mark);
  const change = (by) => {
    by(mark);
    within(mark, size);
    lay(box, mark);
    said.textContent = words(mark);
  };
  box.addEventListener('focus', () => (said.textContent = words(mark)));
  box.addEventListener('pointerdown', (press) => {
    if (press.button !== 0) return;
    const was = place(mark);
    const frame = box.getBoundingClientRect();
    const resizes = frame.right - press.clientX < 10 && frame.bottom - press.clientY < 10;
    box.setPointerCapture(press.pointerId);
    const move = (pointer) => {
      const across = half((pointer.clientX - press.clientX) / unit);
      const down = half((pointer.clientY - press.clientY) / unit);
      change((mark) => Object.assign(mark, resizes ? { w: was.w + across, h: was.h + down } : { x: was.x + across, y: was.y + down }));
    };
    const end = () => {
      box.removeEventListener('pointermove', move);
      keep(index, was);
    };
    box.addEventListener('pointermove', move);
    box.addEventListener('lostpointercapture', end, { once: true });
  });
  const arrows = { ArrowLeft: [-0.5, 0], ArrowRight: [0.5, 0], ArrowUp: [0, -0.5], ArrowDown: [0, 0.5] };
  box.addEventListener('keydown', (key) => {
    const step = arrows[key.key];
    if (!step || key.ctrlKey || key.altKey || key.metaKey) return;
    key.preventDefault();
    const was = place(mark);
    const [across, down] = step;
    change((mark) => {
      mark[key.shiftKey ? 'w' : 'x'] += across;
      mark[key.shiftKey ? 'h' : 'y'] += down;
    });
    keep(index, was);
  });
}

/** Writes a place back, if it is another than it was. */
function keep(index, was) {
  if (JSON.stringify(was) === JSON.stringify(place(told.marks[index]))) return;
  before.push({ index, was });
  undo.disabled = false;
  write(index);
}

/** One after another, so that an earlier change never comes last. */
function write(index) {
  const body = JSON.stringify([{ nth: index, ...place(told.marks[index]) }]);
  const send = async () => {
    try {
      const answer = await fetch('/slots', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      if (!answer.ok) throw new Error(await answer.text());
      complain((await answer.json()).mistakes);
      said.textContent = `${words(told.marks[index])}　書きました。`;
    } catch (why) {
      said.textContent = `ファイルに書けませんでした。${why.message}`;
    }
  };
  writing = writing.then(send);
}

function complain(mistakes) {
  byId('mistakes').replaceChildren(...mistakes.map((mistake) => Object.assign(document.createElement('li'), { textContent: mistake })));
}

function goBack() {
  const last = before.pop();
  undo.disabled = before.length === 0;
  if (!last) return;
  Object.assign(told.marks[last.index], last.was);
  draw();
  write(last.index);
}

undo.addEventListener('click', goBack);
document.addEventListener('keydown', (key) => {
  if (key.key.toLowerCase() === 'z' && (key.ctrlKey || key.metaKey)) {
    key.preventDefault();
    goBack();
  }
});
zoom.addEventListener('input', () => {
  unit = Number(zoom.value);
  draw();
});

const answer = await fetch('/slots');
if (answer.ok) {
  told = await answer.json();
  document.title = `${told.title}　用紙の欄`;
  byId('title').textContent = document.title;
  byId('file').textContent = told.file;
  complain(told.mistakes);
  draw();
} else {
  said.textContent = await answer.text();
}
