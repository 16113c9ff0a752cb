// The desk: what every page starts, dropping files, and proofreading while typing.
import { dropZones } from './drop.js'
import { proofread } from './proof.js'
import { start } from './start.js'

start()
dropZones()
proofread()
