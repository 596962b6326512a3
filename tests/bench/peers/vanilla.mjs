// The same form hand-written: one small script draws it from its definition, judges on blur, shows parts by condition, keeps a draft.
import { asked, controls } from './form.mjs';
import { load, save } from './draft.mjs';
import form from './form.json';

const element = (tag, attributes, ...children) => {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
};

const drawn = form.questions.map((question) => {
  const inputs = controls(question).flatMap((control) => {
    if (control.type === 'radio') {
      return control.options.map(([value, label]) => element('label', {}, element('input', { type: 'radio', name: control.name, value }), label));
    }
    const input = control.type === 'select'
      ? element('select', { name: control.name }, ...control.options.map(([value, label]) => element('option', { value }, label)))
      : element('input', { type: control.type, name: control.name, required: Boolean(control.required) });
    return [element('label', {}, control.label, input, element('small', {}))];
  });
  const part = element('fieldset', {}, element('legend', {}, question.label), ...(question.help ? [element('p', {}, question.help)] : []), ...inputs);
  return { question, part };
});

const page = element('form', { noValidate: true }, element('h1', {}, form.title), element('p', {}, form.summary), ...drawn.map((d) => d.part), element('button', {}, '確認へ'));
const answers = () => Object.fromEntries(new FormData(page));
const show = () => {
  const now = answers();
  for (const { question, part } of drawn) part.hidden = !asked(question, (id) => now[id]);
};

page.addEventListener('input', () => { show(); save(answers()); });
page.addEventListener('focusout', ({ target }) => {
  const words = target.parentElement.querySelector('small');
  if (words) words.textContent = target.required && !target.value ? '入力してください。' : '';
});
page.addEventListener('submit', (event) => event.preventDefault());
document.getElementById('root').append(page);
show();
load().then((draft) => {
  for (const [name, text] of Object.entries(draft ?? {})) if (page.elements[name] && !page.elements[name].value) page.elements[name].value = text;
});
