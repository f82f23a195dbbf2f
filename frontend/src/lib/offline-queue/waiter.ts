/** A pause that anybody may end. A wake-up that comes before the pause ends it too. */
export class Waiter {
  private end: (() => void) | null = null
  private woken = false

  wait(milliseconds: number | null): Promise<void> {
    if (this.woken) {
      this.woken = false
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      const timer = milliseconds === null ? undefined : setTimeout(() => this.end?.(), milliseconds)
      this.end = () => {
        clearTimeout(timer)
        this.end = null
        resolve()
      }
    })
  }

  wake(): void {
    if (this.end) this.end()
    else this.woken = true
  }
}
