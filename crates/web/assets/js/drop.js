// Files can be dropped on a form that has a file field; the field does the same without scripts.
export function dropZones () {
  for (const form of document.querySelectorAll('[data-drop]')) {
    const field = form.querySelector('input[type=file]')
    const hint = form.querySelector('[data-drop-hint]')
    const list = form.querySelector('[data-drop-list]')
    if (!field) continue
    if (hint) hint.hidden = false
    const tell = () => {
      if (list) list.textContent = field.files.length ? `已选择：${[...field.files].map(file => file.name).join('、')}` : ''
    }
    field.addEventListener('change', tell)
    form.addEventListener('dragover', event => {
      event.preventDefault()
      form.classList.add('gk-drop--over')
    })
    form.addEventListener('dragleave', () => form.classList.remove('gk-drop--over'))
    form.addEventListener('drop', event => {
      event.preventDefault()
      form.classList.remove('gk-drop--over')
      if (!event.dataTransfer.files.length) return
      field.files = event.dataTransfer.files
      tell()
    })
  }
}
