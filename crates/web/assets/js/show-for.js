// Fields that matter only for one answer: shown without scripts, put away with them. Not the library's conditional
// radios, which put aria-expanded on a radio button, where it is not allowed.
export function showFor () {
  for (const box of document.querySelectorAll('[data-show-for]')) {
    const [name, value] = box.dataset.showFor.split('=')
    const answers = [...document.querySelectorAll('input')].filter(input => input.name === name)
    const wanted = answers.find(input => input.value === value)
    if (!wanted) continue
    const sync = () => { box.hidden = !wanted.checked }
    answers.forEach(input => input.addEventListener('change', sync))
    sync()
  }
}
