// Villagers' pages.
import { ReadAloud } from './read-aloud.js'
import { start } from './start.js'

start()
customElements.define('gk-read', ReadAloud)
