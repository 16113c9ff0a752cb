// What both parts of the site start. Every page works without any of it.
import { Button, CharacterCount, createAll, ErrorSummary, NotificationBanner, SkipLink } from 'govuk-frontend'
import { showFor } from './show-for.js'
import { printButtons } from './print.js'

// The library hard-codes English for the running count.
const count = {
  charactersUnderLimit: { other: '还可以输入 %{count} 个字' },
  charactersAtLimit: '已达到字数上限',
  charactersOverLimit: { other: '超出 %{count} 个字，请精简' },
  textareaDescription: { other: '最多输入 %{count} 个字' }
}

export function start () {
  // The library starts nothing on a page without this class.
  document.body.classList.add('gkui-frontend-supported')
  createAll(SkipLink)
  createAll(ErrorSummary)
  createAll(NotificationBanner)
  createAll(Button, { preventDoubleClick: true })
  createAll(CharacterCount, { i18n: count })
  showFor()
  printButtons()
}
