// 朗读: offered only where the browser can speak. It reads what is marked data-readable, paragraph by paragraph.
export class ReadAloud extends HTMLElement {
  connectedCallback () {
    const synth = window.speechSynthesis
    const button = this.querySelector('button')
    const status = this.querySelector('[role=status]')
    if (!synth || !button || !status) return
    this.hidden = false

    let queue = []
    let reading = false
    const say = (label, news) => {
      button.querySelector('span').textContent = label
      status.textContent = news
    }
    const unmark = () => document.querySelectorAll('.gk-reading').forEach(e => e.classList.remove('gk-reading'))
    const stop = news => {
      reading = false
      synth.cancel()
      unmark()
      say('朗读全文', news)
    }
    const next = () => {
      const element = queue.shift()
      unmark()
      if (!element) return stop('朗读完毕')
      element.classList.add('gk-reading')
      const words = new SpeechSynthesisUtterance(element.textContent)
      words.lang = 'zh-CN'
      words.rate = 0.9
      words.onend = () => reading && next()
      words.onerror = () => reading && stop('朗读没有成功')
      synth.speak(words)
    }

    button.addEventListener('click', () => {
      if (reading) return stop('已停止朗读')
      reading = true
      queue = [...document.querySelectorAll('[data-readable] p, [data-readable] h2, [data-readable] h3')]
      say('停止朗读', '正在朗读')
      next()
    })
    window.addEventListener('pagehide', () => synth.cancel())
  }
}
