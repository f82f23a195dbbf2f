import type { Campaign, Instrument } from '@/api/schemas'

type Section = Instrument['sections'][number]

/** The sections among which a campaign may choose: none where a section measures several dimensions at once. */
export function choosable(instrument: Instrument): readonly Section[] {
  const scored = instrument.sections.filter((section) => !section.practice)
  const oneEach = scored.every((section) => section.dimensions.length === 1)
  return oneEach && new Set(scored.map(measured)).size > 1 ? scored : []
}

const measured = (section: Section) => section.dimensions.map((dimension) => dimension.code).join(' ')

/** Which of the parts on its dimension a section is, counted from one. */
export function partOf(section: Section, among: readonly Section[]): { number: number; of: number } {
  const same = among.filter((other) => measured(other) === measured(section))
  return { number: same.indexOf(section) + 1, of: same.length }
}

/** What the campaign gives of an instrument now; of one that is new to it, everything. */
export function givenAtFirst(instrument: Instrument, campaign: Campaign): string[] {
  const entry = campaign.battery.find((one) => one.instrument_version_id === instrument.id)
  const all = instrument.sections.map((section) => section.code)
  const given = entry ? entry.sections : all
  return choosable(instrument)
    .map((section) => section.code)
    .filter((code) => given.includes(code))
}

/** The sections to send: practice and the chosen ones; none named, which means all, where there is no choice. */
export function sectionsToGive(instrument: Instrument, chosen: readonly string[]): string[] {
  if (choosable(instrument).length === 0) return []
  return instrument.sections.filter((section) => section.practice || chosen.includes(section.code)).map((section) => section.code)
}

/** Minutes of what is given. */
export function minutesOf(instrument: Instrument, chosen: readonly string[]): number {
  const given = sectionsToGive(instrument, chosen)
  if (given.length === 0) return instrument.minutes
  return instrument.sections.filter((section) => given.includes(section.code)).reduce((sum, section) => sum + section.minutes, 0)
}
