// The desk: nothing beyond what every page starts.
import { start } from './start.js'

start()
