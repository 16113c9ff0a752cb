// The whole story in a real browser: a villager asks on a phone, the desk answers, the villager reads the answer — with
// scripts and without. And every public page and the desk's first page stand up to axe.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, keyboardWalk, noSideScroll, shot, signIn, smallTargets, startGongkai } from './harness.mjs'

let gongkai

before(async () => { gongkai = await startGongkai({ today: '2026-11-23' }) })
after(async () => { await gongkai?.stop() })

/** Fills the form wrongly, mends it, and gives number and code of the receipt. */
async function ask (page) {
  await page.goto('/requests/new?organ=hewan')
  await page.fill('#name', '王秀兰')
  await page.fill('#id_number', '62292619900101001')
  await page.click('main form[method=post] button[type=submit]')
  const summary = page.locator('.gkui-error-summary')
  assert.match(await summary.innerText(), /身份证号码应为 18 位，现在是 17 位/)
  assert.match(await summary.innerText(), /请写明想要什么信息/)
  assert.equal(await page.inputValue('#name'), '王秀兰', 'what was typed is kept')
  await page.fill('#id_number', '622926199001010018')
  await page.fill('#phone', '13800000000')
  await page.fill('#content', '2025年上河村耕地地力保护补贴发放名单')
  await shot(page, 'story-form')
  await page.click('main form[method=post] button[type=submit]')
  await page.waitForURL('**/requests/receipt')
  await shot(page, 'story-receipt')
  const said = await page.locator('.gk-receipt dd').allInnerTexts()
  assert.equal(said.length, 2)
  return said.map(text => text.trim())
}

/** Confirms receipt and answers; the due date is 20 working days after the confirmation. */
async function answer (page, number) {
  await page.goto('/desk')
  const row = page.locator('tr', { hasText: number })
  assert.match(await row.innerText(), /待确认/)
  await row.locator('a').first().click()
  await page.click('text=登记确认')
  assert.match(await page.locator('main').innerText(), /2026年12月21日/)
  await page.selectOption('#reply-outcome', 'granted')
  await page.fill('#reply-text', '经审查，您申请的信息可以公开，根据《中华人民共和国政府信息公开条例》第三十六条第（二）项，现予提供。')
  await page.click('text=登记答复')
  assert.match(await page.locator('main').innerText(), /已答复/)
  await shot(page, 'story-case')
}

async function read (page, number, code) {
  await page.goto('/requests/status')
  await page.fill('#number', number)
  await page.fill('#code', code)
  await page.click('main form[method=post] button[type=submit]')
  const said = await page.locator('main').innerText()
  assert.match(said, /您申请的信息可以公开/)
  assert.match(said, /行政复议/, 'the reply ends with the remedy')
  await shot(page, 'story-answer')
}

for (const javaScript of [true, false]) {
  test(`a villager asks on a phone, the desk answers, the villager reads it (scripts ${javaScript ? 'on' : 'off'})`, async () => {
    const phone = await gongkai.open(390, { javaScript })
    const [number, code] = await ask(phone)
    const desk = await gongkai.open(1280, { javaScript })
    await signIn(desk, 'zhouming')
    await answer(desk, number)
    await read(phone, number, code)
    for (const page of [phone, desk]) {
      // The refused form answers 422, which Chromium notes in the console; everything else would be a fault.
      const faults = page.complaints.filter(text => !/status of 422/.test(text))
      assert.deepEqual(faults, [], 'nothing is refused by the content security policy')
      await page.context().close()
    }
  })
}

const publicPages = ['/', '/platform', '/platform/guide', '/platform/rules', '/catalogue', '/catalogue/farm-subsidies', '/organs',
  '/organs/hewan', '/reports', '/reports/hewan/2025', '/rules/report', '/requests', '/requests/new', '/requests/status', '/search?q=补贴',
  '/dongxiang', '/dongxiang/reports/fengshan/2020']

for (const width of [390, 1280]) {
  test(`public pages at ${width} px: no serious violation, no sideways scroll, no small target`, async () => {
    const page = await gongkai.open(width)
    for (const path of publicPages) {
      const response = await page.goto(path)
      assert.equal(response.status(), 200, path)
      assert.deepEqual(await axe(page), [], path)
      await noSideScroll(page)
      assert.deepEqual(await smallTargets(page), [], path)
      await shot(page, `public${path.replace(/\W+/g, '-')}-${width}`)
    }
    await page.goto('/')
    await page.locator('.gk-list a').first().click()
    assert.deepEqual(await axe(page), [], 'a publication')
    await noSideScroll(page)
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  })

  test(`the desk at ${width} px: no serious violation, no sideways scroll`, async () => {
    const page = await gongkai.open(width)
    await signIn(page, 'zhouming')
    for (const path of ['/desk', '/desk/requests', '/desk/requests/new', '/desk/publications', '/desk/publications/new',
      '/desk/reviews', '/desk/records', '/desk/links', '/desk/contacts', '/desk/reports', '/desk/reports/hewan/2026',
      '/desk/reports/hewan/2026/text',
      '/desk/reports/hewan/2026/cells/requests.new[0]']) {
      const response = await page.goto(path)
      assert.equal(response.status(), 200, path)
      assert.deepEqual(await axe(page), [], path)
      await noSideScroll(page)
      await shot(page, `desk${path.replace(/\W+/g, '-')}-${width}`)
    }
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  })
}

test('today and the request form can be walked with the keyboard alone', async () => {
  const page = await gongkai.open(1280)
  await page.goto('/requests/new')
  await keyboardWalk(page)
  await signIn(page, 'zhouming')
  await keyboardWalk(page)
  await page.context().close()
})

test('practice mode: moving today moves what is late', async () => {
  const page = await gongkai.open(1280)
  await signIn(page, 'zhouming')
  const late = async () => Number(await page.locator('.gk-light--late b').innerText())
  const before = await late()
  await page.fill('#practice-today', '2026-12-31')
  await page.click('text=改日期')
  assert.match(await page.locator('main').innerText(), /2026年12月31日/)
  assert.ok(await late() > before, 'more is late at the end of the year')
  await page.fill('#practice-today', '2026-11-23')
  await page.click('text=改日期')
  assert.equal(await late(), before)
  await page.context().close()
})
