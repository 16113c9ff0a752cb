// The lock file: exact versions, every package with its checksum, and no host name, so that any registry serves it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const read = name => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

test('the lock file names no host', () => {
  assert.doesNotMatch(read('package-lock.json'), /:\/\//)
})

test('every package is pinned and has a checksum', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'))
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    assert.match(version, /^\d+\.\d+\.\d+$/, name)
  }
  for (const [path, entry] of Object.entries(JSON.parse(read('package-lock.json')).packages)) {
    if (path) assert.match(entry.integrity ?? '', /^sha512-/, path)
  }
})
