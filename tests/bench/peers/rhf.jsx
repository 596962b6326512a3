// The same form in React + react-hook-form: register, validation on blur, conditional parts by watch, a draft in IndexedDB.
import { createRoot } from 'react-dom/client';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { asked, controls } from './form.mjs';
import { load, save } from './draft.mjs';
import form from './form.json';

function Control({ control, register, error }) {
  const rules = register(control.name, { required: control.required && '入力してください。' });
  if (control.type === 'radio') {
    return control.options.map(([id, label]) => (
      <label key={id}><input type="radio" value={id} {...rules} />{label}</label>
    ));
  }
  const described = error ? { 'aria-invalid': true, 'aria-describedby': `${control.name}-error` } : {};
  return (
    <label>
      {control.label}
      {control.type === 'select'
        ? <select {...rules} {...described}>{control.options.map(([id, label]) => <option key={id} value={id}>{label}</option>)}</select>
        : <input type={control.type} {...rules} {...described} />}
      {error && <small id={`${control.name}-error`}>{error.message}</small>}
    </label>
  );
}

function Page() {
  const { register, watch, reset, handleSubmit, getFieldState, formState } = useForm({ mode: 'onBlur' });
  useEffect(() => {
    load().then((draft) => draft && reset(draft));
    const { unsubscribe } = watch((answers) => save(answers));
    return unsubscribe;
  }, []);
  return (
    <form noValidate onSubmit={handleSubmit(() => {})}>
      <h1>{form.title}</h1>
      <p>{form.summary}</p>
      {form.questions.filter((q) => asked(q, watch)).map((question) => (
        <fieldset key={question.id}>
          <legend>{question.label}</legend>
          {question.help && <p>{question.help}</p>}
          {controls(question).map((control) => (
            <Control key={control.name} control={control} register={register} error={getFieldState(control.name, formState).error} />
          ))}
        </fieldset>
      ))}
      <button>確認へ</button>
    </form>
  );
}

createRoot(document.getElementById('root')).render(<Page />);
