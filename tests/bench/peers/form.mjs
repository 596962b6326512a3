// The form of the bench, read the same way by both peers: every question as its controls.
// The definition is the one our own page carries, so all three ask exactly the same.

const eras = [['', '西暦'], ['reiwa', '令和'], ['heisei', '平成'], ['showa', '昭和'], ['taisho', '大正'], ['meiji', '明治']];

/** The controls of a question: name, label, type and what may be chosen. */
export function controls(question, prefix = '') {
  const name = prefix + question.id;
  const [kind, rule] = typeof question.kind === 'string' ? [question.kind, null] : Object.entries(question.kind)[0];
  const text = (part, label, more) => ({ name: part ? `${name}.${part}` : name, label, type: 'text', required: !question.optional, ...more });
  switch (kind) {
    case 'person':
      return [text('family', '氏'), text('given', '名'), text('family-kana', 'フリガナ（氏）'), text('given-kana', 'フリガナ（名）')];
    case 'address':
      return [text('postcode', '郵便番号'), text('city', '都道府県・市区町村'), text('town', '町名'), text('block', '番地'), text('building', '建物名', { required: false })];
    case 'date':
      return [{ name: `${name}.era`, label: '年号', type: 'select', options: eras }, text('year', '年'), text('month', '月'), text('day', '日')];
    case 'choice':
      return [{ name, label: question.label, type: 'radio', options: rule.options.map((o) => [o.id, o.label]), required: !question.optional }];
    case 'several':
      return rule.options.map((o) => ({ name: `${name}.${o.id}`, label: o.label, type: 'checkbox' }));
    case 'yes-no':
      return [{ name, label: question.label, type: 'radio', options: [['yes', 'はい'], ['no', 'いいえ']], required: !question.optional }];
    case 'group':
      return rule.questions.flatMap((q) => controls(q, `${name}.1.`));
    default:
      return [text('', question.label)];
  }
}

/** Whether a question is asked, given the answers. */
const holds = (when, answer) => {
  if (when.all) return when.all.every((one) => holds(one, answer));
  if (when.any) return when.any.some((one) => holds(one, answer));
  if (when.not) return !holds(when.not, answer);
  // The forms of the benches look at choices only.
  return when.answer.like.chosen.includes(answer(when.answer.question) ?? '');
};
export const asked = (question, answer) => !question.when || holds(question.when, answer);
