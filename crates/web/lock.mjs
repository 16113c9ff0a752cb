// Renews package-lock.json after a version in package.json changed (`npm run lock`), and takes out the addresses of
// funding pages that npm writes into it: the lock file names no host (browser/packages.test.mjs).
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const path = new URL('package-lock.json', import.meta.url)
execFileSync('npm', ['install', '--package-lock-only'], { cwd: new URL('.', import.meta.url), stdio: 'inherit' })
const lock = JSON.parse(readFileSync(path, 'utf8'))
for (const entry of Object.values(lock.packages)) delete entry.funding
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
