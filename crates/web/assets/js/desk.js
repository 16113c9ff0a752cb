// The desk: what every page starts, and dropping files.
import { dropZones } from './drop.js'
import { start } from './start.js'

start()
dropZones()
