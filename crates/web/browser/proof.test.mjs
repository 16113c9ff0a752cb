// Proofreading in a real browser: marks while typing, the list below, the way by keyboard and by click; the saved draft,
// what it lacks to be submitted, and a word of reason, with scripts and without.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, noSideScroll, shot, signIn, smallTargets, startGongkai } from './harness.mjs'

let gongkai

before(async () => { gongkai = await startGongkai({ today: '2026-11-23' }) })
after(async () => { await gongkai?.stop() })

const body = '一、工作要求\n各村要及时公开惠农补贴，全镇布署检查工作。\n群众反应的问题越多越多，电话13800008000。\n根据县信访案件台账办理。'

async function fill (page) {
  await page.goto('/desk/publications/new')
  await page.check('input[name=shelf][value=rules]')
  await page.selectOption('#genre', '通知')
  await page.fill('#title', '河湾镇人民政府关于做好村务公开工作的通知')
  await page.fill('#summary', '布置村务公开的检查。')
  await page.fill('#body', body)
}

for (const width of [390, 1280]) {
  test(`a clerk sees what is wrong while typing at ${width} px`, async () => {
    const page = await gongkai.open(width)
    await signIn(page, 'zhouming')
    await fill(page)
    const status = page.locator('.gk-proof__status')
    await status.filter({ hasText: '错误4处，提醒1处' }).waitFor()
    assert.equal(await page.locator('.gk-proof__mark').count(), 5)
    assert.deepEqual(await page.locator('.gk-proof__mark').allTextContents(), ['布署', '群众反应的', '越多越多', '13800008000', '信访案件'])
    assert.deepEqual(await axe(page), [])
    await noSideScroll(page)
    assert.deepEqual(await smallTargets(page), [])
    await shot(page, `proof-editor-${width}`)

    // The marks lie under their words: the field and what is behind it have the same box and letters.
    const same = await page.evaluate(() => {
      const [back, field] = [document.querySelector('.gk-proof__backdrop'), document.querySelector('#body')]
      const of = e => { const s = getComputedStyle(e); return [s.font, s.lineHeight, s.padding, s.borderWidth, e.clientWidth, e.scrollHeight, s.letterSpacing].join() }
      return [of(back), of(field)]
    })
    assert.equal(same[0], same[1])

    // By keyboard: F8 from place to place, and the place is selected and told.
    await page.focus('#body')
    await page.evaluate(() => document.querySelector('#body').setSelectionRange(0, 0))
    const selected = () => page.evaluate(() => { const b = document.querySelector('#body'); return b.value.slice(b.selectionStart, b.selectionEnd) })
    await page.keyboard.press('F8')
    assert.equal(await selected(), '布署')
    assert.match(await status.textContent(), /“布署”应为“部署”/)
    await page.keyboard.press('F8')
    assert.equal(await selected(), '群众反应的')
    await page.keyboard.press('Shift+F8')
    assert.equal(await selected(), '布署')

    // By click: what is certain is put in its place, and the browser can undo it.
    await page.click('button:has-text("改为“部署”")')
    await status.filter({ hasText: '错误3处，提醒1处' }).waitFor()
    assert.match(await page.inputValue('#body'), /全镇部署检查工作/)
    await page.focus('#body')
    await page.keyboard.press('Control+z')
    await status.filter({ hasText: '错误4处，提醒1处' }).waitFor()
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  })
}

test('a draft is held until errors are mended and warnings have a reason, without scripts', async () => {
  const page = await gongkai.open(390, { javaScript: false })
  await signIn(page, 'zhouming')
  await fill(page)
  await page.click('button:has-text("保存草稿")')
  const main = page.locator('main')
  assert.match(await main.innerText(), /错误4处，改正后才能提交。提醒1处，改正或者逐条写明理由后才能提交。/)
  await noSideScroll(page)
  assert.deepEqual(await smallTargets(page), [])
  await shot(page, 'proof-draft-390')
  // axe needs scripts: the same page beside it, in a browser that has them.
  const scripted = await gongkai.open(1280)
  await signIn(scripted, 'zhouming')
  await scripted.goto(page.url())
  assert.deepEqual(await axe(scripted), [])
  await scripted.context().close()
  await page.click('button:has-text("提交审核")')
  assert.match(await page.locator('body').innerText(), /文字核对还有4处错误没有改正、1处提醒没有处理，不能提交/)

  await page.click('a:has-text("修改")')
  await page.fill('#body', '一、工作要求\n各村要及时公开惠农补贴，全镇部署检查工作。\n根据县信访案件台账办理。')
  await page.click('button:has-text("保存草稿")')
  await page.click('summary:has-text("写明不改的理由")')
  await page.fill('textarea[name=reason]', '引用县局台账的名称')
  await page.click('button:has-text("记录理由")')
  assert.match(await main.innerText(), /写明理由不改的（1）/)
  await page.click('button:has-text("提交审核")')
  assert.match(await page.locator('body').innerText(), /已提交，等待审核和保密审查/)
  await page.context().close()
})

for (const width of [390, 1280]) {
  test(`the rules of proofreading have a page at ${width} px`, async () => {
    const page = await gongkai.open(width)
    const response = await page.goto('/rules/proof')
    assert.equal(response.status(), 200)
    assert.ok(await page.locator('section[id^="proof."], section[id^="privacy."]').count() > 55)
    assert.deepEqual(await axe(page), [])
    await noSideScroll(page)
    await shot(page, `proof-rules-${width}`)
    await page.context().close()
  })
}
