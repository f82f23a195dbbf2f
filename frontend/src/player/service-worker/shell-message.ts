/** What a page tells the service worker: a sitting is under way here, or none is. */
export interface ShellMessage {
  type: 'hold' | 'release'
}
