// What the scripts add to a page, and that it works without them. The markup is what the components render.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, keyboardWalk, launch, newPage, noSideScroll, sideScroll, smallTargets } from './page.mjs'
import { dressed, serve } from './static.mjs'

const answer = (value, label, id, checked) => `<div class="gkui-radios__item"><input class="gkui-radios__input" id="${id}" name="delivery" type="radio" value="${value}"${checked ? ' checked' : ''}><label class="gkui-label gkui-radios__label" for="${id}">${label}</label></div>`

const pages = {
  '/form': dressed(`<div class="gkui-error-summary" data-module="gkui-error-summary"><div role="alert"><h2 class="gkui-error-summary__title">有 1 处需要改一下</h2><div class="gkui-error-summary__body"><ul class="gkui-list gkui-error-summary__list"><li><a href="#what">请写明想要什么信息</a></li></ul></div></div></div>
<form action="/send" method="post" novalidate>
<div class="gkui-form-group"><fieldset class="gkui-fieldset"><legend class="gkui-fieldset__legend">希望怎样拿到？</legend><div class="gkui-radios">${answer('self', '自取', 'delivery', true)}${answer('post', '邮寄', 'delivery-2', false)}<div class="gkui-radios__conditional" data-show-for="delivery=post"><label class="gkui-label" for="address">收件地址</label><input class="gkui-input" id="address" name="address"></div></div></fieldset></div>
<div class="gkui-form-group gkui-character-count" data-module="gkui-character-count" data-maxlength="5"><label class="gkui-label" for="what">想要什么信息</label><textarea class="gkui-textarea gkui-js-character-count" id="what" name="what" rows="5" aria-describedby="what-info"></textarea><div id="what-info" class="gkui-hint gkui-character-count__message">最多输入 5 个字</div></div>
<button type="submit" class="gkui-button" data-module="gkui-button">提交申请</button></form>`),
  '/article': dressed('<button class="gk-act" type="button" data-print hidden>打印</button><div class="gk-scroll" tabindex="0" role="region" aria-label="表一"><table class="gk-data gk-data--wide"><tbody><tr><td>很宽的表</td><td><span class="gkui-visually-hidden">看不见的字</span>1</td></tr></tbody></table></div>'),
  '/bad': dressed('<input class="gkui-input" name="nameless"><button type="button" class="gk-tiny">小</button><a href="/form" tabindex="-1">不到</a><div><table class="gk-data gk-data--wide"><tbody><tr><td>没有框的宽表</td></tr></tbody></table></div>')
}

let site
let browser
before(async () => {
  site = await serve(pages)
  browser = await launch()
})
after(async () => {
  await browser?.close()
  await site?.close()
})

async function open (path, width, options) {
  const page = await newPage(browser, width, { baseURL: site.baseURL, ...options })
  await page.goto(path)
  return page
}

test('fields of one answer show while it is chosen', async () => {
  const page = await open('/form', 390)
  assert.equal(await page.isVisible('#address'), false)
  await page.check('#delivery-2')
  assert.equal(await page.isVisible('#address'), true)
  await page.check('#delivery')
  assert.equal(await page.isVisible('#address'), false)
})

test('without scripts every field shows and the print button does not', async () => {
  const form = await open('/form', 390, { javaScript: false })
  assert.equal(await form.isVisible('#address'), true)
  const article = await open('/article', 390, { javaScript: false })
  assert.equal(await article.isVisible('[data-print]'), false)
})

test('the print button shows where it works', async () => {
  const page = await open('/article', 390)
  assert.equal(await page.isVisible('[data-print]'), true)
})

test('the error summary takes the focus and its link goes to the field', async () => {
  const page = await open('/form', 390)
  assert.equal(await page.evaluate(() => document.activeElement.className), 'gkui-error-summary')
  await page.click('.gkui-error-summary a')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'what')
})

test('the count of characters speaks Chinese', async () => {
  const page = await open('/form', 390)
  const news = page.locator('.gkui-character-count__status')
  await page.fill('#what', '征地')
  await page.waitForFunction(() => document.querySelector('.gkui-character-count__status').textContent.includes('还可以输入 3 个字'))
  await page.fill('#what', '征地补偿标准')
  await page.waitForFunction(() => document.querySelector('.gkui-character-count__status').textContent.includes('超出 1 个字'))
  assert.match(await news.textContent(), /请精简/)
})

test('a double click sends once', async () => {
  const page = await open('/form', 390)
  site.posted.length = 0
  await page.dblclick('button[type=submit]')
  await page.waitForTimeout(600)
  assert.deepEqual(site.posted, ['/send'])
})

test('the pages keep the policy, the width, the target size and axe', async () => {
  for (const path of ['/form', '/article']) {
    for (const width of [320, 390, 1280]) {
      const page = await open(path, width)
      await noSideScroll(page)
      assert.deepEqual(await smallTargets(page), [])
      assert.deepEqual(await axe(page), [])
      assert.deepEqual(page.complaints, [])
    }
  }
})

test('the keyboard reaches everything, and what it reaches is seen', async () => {
  for (const path of ['/form', '/article']) {
    const page = await open(path, 390)
    assert.deepEqual(await keyboardWalk(page), { missed: [], withoutRing: [], offScreen: [] })
  }
})

test('the checks do find what is wrong', async () => {
  const page = await open('/bad', 390)
  assert.match((await axe(page)).join(), /label \(critical\)/)
  assert.match((await smallTargets(page)).join(), /gk-tiny/)
  assert.match((await keyboardWalk(page)).missed.join(), /不到/)
  assert.ok(await sideScroll(page) > 0)
  await assert.rejects(noSideScroll(page), /sideways/)
})
