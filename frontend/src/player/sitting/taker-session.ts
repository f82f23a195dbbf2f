import { UNREACHABLE, isProblem } from '@/api/problem'
import * as api from '@/api/taker'
import type { AccommodationInput, AnswerValue, TakerState } from '@/api/taker-schemas'
import type { OfflineQueue } from '@/lib/offline-queue/offline-queue'
import type { DeviceMemory } from '../device/device-memory'
import { placeInHistory, rememberPlace } from '../device/place-in-history'
import { fits, startingPlace } from './places'
import type { OpenSitting, Place, TaskName } from './snapshot'
import { IDLE } from './snapshot'
import { Observable } from './observable'
import { submitAnswers } from './submission'

/** One sitting on one page: what is known of it, and everything the person can do with it. */
export class TakerSession {
  readonly shown: Observable<OpenSitting>

  constructor(
    first: OpenSitting,
    private readonly queue: OfflineQueue,
    private readonly memory: DeviceMemory,
  ) {
    this.shown = new Observable(first)
    queue.subscribe(() => this.show({ queue: queue.status }))
    window.addEventListener('popstate', () => this.goBack())
  }

  get scope(): string {
    return this.shown.get().state.sitting
  }

  /** Goes to a place; Back returns from it. */
  go(place: Place): void {
    rememberPlace(place, 'push')
    this.show({ place, task: IDLE })
  }

  /** Makes a place more exact, without a step to go back. */
  settle(place: Place): void {
    rememberPlace(place, 'replace')
    this.show({ place })
  }

  private goBack(): void {
    const { state } = this.shown.get()
    const kept = placeInHistory()
    this.show({ place: kept && fits(kept, state) ? kept : startingPlace(state), task: IDLE })
  }

  async answer(reference: string, value: AnswerValue): Promise<void> {
    const { values } = this.shown.get()
    this.show({ values: { ...values, [reference]: value } })
    try {
      await this.queue.put(reference, value)
    } catch {
      // The device is full, or its storage was cleared while the page was open: what is not kept must not show as given.
      const former = { ...this.shown.get().values, [reference]: values[reference] ?? null }
      this.show({ values: former, task: { kind: 'failed', name: 'answer', reason: 'unreachable', words: '' } })
    }
  }

  /** Another tab of this browser answered or sent something. */
  async lookAgain(): Promise<void> {
    await this.queue.count()
    this.show({ values: await this.queue.values() })
  }

  /** Shows what is to be agreed to in the language that the sitting will be in. */
  readIn(language: string): Promise<void> {
    return this.attempt('language', async () => {
      await this.learn(await api.fetchState(language))
    })
  }

  start(consents: string[]): Promise<void> {
    return this.attempt('start', async () => {
      const { language } = this.shown.get().state
      const state = await this.learn(await api.startSitting({ consents, language }))
      await this.enter(state.sections[0]?.index ?? 1)
    })
  }

  /** Opens a section, which brings its items to this device, and shows how to answer them. */
  openSection(index: number): Promise<void> {
    return this.attempt('open_section', () => this.enter(index))
  }

  /** Brings a section that was opened before, on another device perhaps, without leaving the place. */
  bringSection(index: number): Promise<void> {
    return this.attempt('open_section', () => this.fetchSection(index))
  }

  pause(): Promise<void> {
    return this.attempt('pause', async () => {
      await this.queue.whenEmpty()
      await this.learn(await api.pauseSitting())
      this.go({ kind: 'paused' })
    })
  }

  /** Goes on at once; the server learns of it when it can be reached, at the latest with the next answer. */
  resume(): void {
    const { state } = this.shown.get()
    this.show({ state: { ...state, status: 'started' } })
    this.go(startingPlace(this.shown.get().state))
    void api.startSitting({ consents: [], language: state.language }).catch(() => undefined)
  }

  askForAccommodation(input: AccommodationInput): Promise<void> {
    return this.attempt('accommodation', async () => {
      await this.learn(await api.askForAccommodation(input))
    })
  }

  submit(): Promise<void> {
    return this.attempt('submit', async () => {
      const outcome = await submitAnswers(this.scope, this.queue)
      const { status } = await this.reload()
      if (outcome.kind === 'differs' && status !== 'submitted')
        this.show({ values: await this.queue.values(), task: outcome })
      else await this.finish()
    })
  }

  withdraw(): Promise<void> {
    return this.attempt('withdraw', async () => {
      await this.learn(await api.withdraw())
      await this.finish()
    })
  }

  /** Answers of this device came after the end: another device has submitted, or time has run out. */
  async lookWhetherOver(): Promise<void> {
    const { status } = await this.reload()
    if (!['invited', 'started', 'paused'].includes(status)) await this.finish()
  }

  private async finish(): Promise<void> {
    await this.memory.forgetForm(this.scope)
    this.go({ kind: 'done' })
  }

  private async reload(): Promise<TakerState> {
    return this.learn(await api.fetchState())
  }

  private async learn(state: TakerState): Promise<TakerState> {
    await this.memory.rememberState(state)
    this.show({ state })
    return state
  }

  private async enter(index: number): Promise<void> {
    await this.fetchSection(index)
    this.go({ kind: 'section', index, page: 'intro' })
  }

  private async fetchSection(index: number): Promise<void> {
    const { sections, state } = this.shown.get()
    const outline = state.sections.find((section) => section.index === index)
    if (outline?.status === 'locked') await this.learn(await api.openSection(index))
    if (sections[index]) return
    const section = await api.fetchSection(index)
    await this.memory.rememberSection(this.scope, section)
    this.show({ sections: { ...this.shown.get().sections, [index]: section } })
  }

  private async attempt(name: TaskName, work: () => Promise<void>): Promise<void> {
    if (this.shown.get().task.kind === 'running') return
    this.show({ task: { kind: 'running', name } })
    try {
      await work()
      if (this.shown.get().task.kind === 'running') this.show({ task: IDLE })
    } catch (error) {
      const reason = isProblem(error) && error.code !== UNREACHABLE && error.status < 500 ? 'refused' : 'unreachable'
      this.show({ task: { kind: 'failed', name, reason, words: isProblem(error) ? error.detail : '' } })
    }
  }

  private show(change: Partial<OpenSitting>): void {
    this.shown.set({ ...this.shown.get(), ...change })
  }
}
