// Proofreading while typing: asks the server a moment after the last key, marks what it finds in the text, lists it below,
// and leads to it by keyboard. Nothing is kept on the server; without scripts the page of the saved draft lists the same.

const PAUSE = 700
const PARTS = ['title', 'document_number', 'summary', 'body']
const WORDS = { error: '错误', warning: '提醒', question: '请核实' }

/** Characters (code points) before UTF-16 offset are counted by the server; fields count code units. */
function offset (text, line, column) {
  let start = 0
  for (let n = 1; n < (line ?? 1); n++) {
    const end = text.indexOf('\n', start)
    if (end < 0) return text.length
    start = end + 1
  }
  let at = start
  for (let n = 1; n < (column ?? 1) && at < text.length; n++) at += text.codePointAt(at) > 0xffff ? 2 : 1
  return at
}

export function proofread () {
  const form = document.querySelector('form[data-proof]')
  const body = form?.querySelector('#body')
  if (!body) return
  const fields = Object.fromEntries(PARTS.map(part => [part, form.querySelector(`#${part}`)]).filter(([, field]) => field))
  const { backdrop, panel, status, list } = frame(body)
  let found = []
  let asked = ''
  let timer
  let waiting

  const text = () => JSON.stringify({
    ...Object.fromEntries(Object.entries(fields).map(([part, field]) => [part, field.value])),
    formed_on: form.querySelector('#formed_on')?.value || null,
    organ: form.querySelector('#organ')?.selectedOptions?.[0]?.textContent ?? ''
  })

  const ask = async () => {
    const now = text()
    if (now === asked) return
    waiting?.abort()
    waiting = new AbortController()
    try {
      const response = await fetch(form.dataset.proof, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: now, signal: waiting.signal
      })
      if (!response.ok) throw new Error(response.status)
      const { findings } = await response.json()
      if (now !== text()) return
      asked = now
      found = findings.filter(f => fields[f.part]).map(f => {
        const start = offset(fields[f.part].value, f.place.line, f.place.column)
        return { ...f, start, end: start + f.place.text.length }
      })
      show()
    } catch (error) {
      if (error.name !== 'AbortError') status.textContent = '暂时无法核对文字，保存以后可以在草稿页面查看。'
    }
  }

  const later = () => {
    clearTimeout(timer)
    mark([])
    timer = setTimeout(ask, PAUSE)
  }

  const mark = findings => {
    backdrop.replaceChildren()
    let done = 0
    for (const f of findings.filter(f => f.part === 'body').sort((a, b) => a.start - b.start)) {
      if (f.start < done) continue
      backdrop.append(body.value.slice(done, f.start))
      const stretch = document.createElement('mark')
      stretch.className = `gk-proof__mark gk-proof__mark--${f.severity}`
      stretch.textContent = body.value.slice(f.start, f.end)
      backdrop.append(stretch)
      done = f.end
    }
    // A last line break has no height of its own.
    backdrop.append(`${body.value.slice(done)}\n`)
    backdrop.scrollTop = body.scrollTop
  }

  const show = () => {
    const count = severity => found.filter(f => f.severity === severity).length
    const counted = ['error', 'warning', 'question'].filter(count).map(s => `${WORDS[s]}${count(s)}处`)
    status.textContent = counted.length ? `文字核对：${counted.join('，')}。` : '文字核对：没有发现问题。'
    mark(found)
    list.replaceChildren(...found.map(entry))
    panel.hidden = false
  }

  const label = f => {
    const field = fields[f.part]
    const name = form.querySelector(`label[for="${field.id}"]`)?.textContent.trim() ?? ''
    return f.part === 'body' ? `${name}第${f.place.line}行` : name
  }

  const entry = (f, n) => {
    const item = document.createElement('li')
    item.className = `gk-findings__${f.severity}`
    const head = document.createElement('p')
    head.className = 'gk-finding__head'
    const grave = document.createElement('strong')
    grave.textContent = `${WORDS[f.severity]}：`
    head.append(grave, f.message)
    const line = document.createElement('p')
    line.className = 'gk-finding__line'
    line.textContent = `${label(f)}，“${f.place.text}”${f.hint ? `。${f.hint}` : ''}${f.basis ? `（${f.basis}）` : ''}`
    const acts = document.createElement('p')
    acts.className = 'gk-proof__acts'
    acts.append(button('到这一处', () => go(n)))
    if (f.replacement !== undefined) acts.append(button(f.replacement ? `改为“${f.replacement}”` : '删去', () => replace(n)))
    item.append(head, line, acts)
    return item
  }

  const button = (words, act) => {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'gkui-button gkui-button--secondary gk-proof__button'
    made.textContent = words
    made.addEventListener('click', act)
    return made
  }

  const go = n => {
    const f = found[n]
    if (!f) return
    const field = fields[f.part]
    field.focus()
    field.setSelectionRange(f.start, f.end)
    status.textContent = `${WORDS[f.severity]}：${f.message}${f.hint ? `。${f.hint}` : ''}`
  }

  // Undone with the browser's own undo, so through the editing command where there is one.
  const replace = n => {
    const f = found[n]
    const field = fields[f.part]
    field.focus()
    field.setSelectionRange(f.start, f.end)
    if (!document.execCommand('insertText', false, f.replacement)) {
      field.setRangeText(f.replacement, f.start, f.end, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    clearTimeout(timer)
    ask()
  }

  // F8 to the next place, Shift+F8 to the one before.
  form.addEventListener('keydown', event => {
    if (event.key !== 'F8' || !found.length) return
    event.preventDefault()
    const order = [...found.keys()].sort((a, b) =>
      PARTS.indexOf(found[a].part) - PARTS.indexOf(found[b].part) || found[a].start - found[b].start)
    const part = PARTS.indexOf(document.activeElement?.id)
    const at = document.activeElement?.selectionStart ?? 0
    const place = n => [PARTS.indexOf(found[n].part), found[n].start]
    const behind = n => place(n)[0] > part || (place(n)[0] === part && place(n)[1] > at)
    const before = n => place(n)[0] < part || (place(n)[0] === part && place(n)[1] < at)
    const next = event.shiftKey ? order.filter(before).pop() ?? order.at(-1) : order.find(behind) ?? order[0]
    go(next)
  })

  Object.values(fields).forEach(field => field.addEventListener('input', later))
  body.addEventListener('scroll', () => { backdrop.scrollTop = body.scrollTop })
  ask()
}

/** The marks lie behind the text, the list below it. */
function frame (body) {
  const box = document.createElement('div')
  box.className = 'gk-proof'
  body.replaceWith(box)
  const backdrop = document.createElement('div')
  backdrop.className = 'gkui-textarea gk-proof__backdrop'
  backdrop.setAttribute('aria-hidden', 'true')
  box.append(backdrop, body)
  const panel = document.createElement('div')
  panel.className = 'gk-proof__panel'
  panel.hidden = true
  const status = document.createElement('p')
  status.className = 'gkui-body gk-proof__status'
  status.setAttribute('role', 'status')
  const hint = document.createElement('p')
  hint.className = 'gkui-hint'
  hint.textContent = '边写边核对。按 F8 到下一处，Shift+F8 到上一处。'
  const list = document.createElement('ul')
  list.className = 'gk-findings gk-findings--work'
  panel.append(status, hint, list)
  box.after(panel)
  // The backdrop is as tall as the field, which people can pull larger.
  new ResizeObserver(() => { backdrop.style.height = `${body.offsetHeight}px` }).observe(body)
  return { backdrop, panel, status, list }
}
