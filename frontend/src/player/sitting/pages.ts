import type { SectionOutline, TakerItem, TakerSection, TakerState } from '@/api/taker-schemas'
import type { Values } from '@/lib/offline-queue/queued-event'

/** The references of an item that take an answer: itself, or each of its options. */
export function referencesOf(item: TakerItem): string[] {
  return item.format === 'situational_rating' ? item.options.map((option) => option.id) : [item.id]
}

export function isAnswered(item: TakerItem, values: Values): boolean {
  return referencesOf(item).every((reference) => (values[reference] ?? null) !== null)
}

/** Small groups on a wide screen, one at a time on a phone; a situation always stands alone. */
export function pagesOf(section: TakerSection, perPage: number): TakerItem[][] {
  const pages: TakerItem[][] = []
  for (const item of section.items) {
    const last = pages.at(-1)
    const standsAlone = item.format === 'situational_rating' || last?.[0]?.format === 'situational_rating'
    if (last && !standsAlone && last.length < perPage) last.push(item)
    else pages.push([item])
  }
  return pages
}

/** The page with the first item that has no answer; the last page when all have one. */
export function firstOpenPage(pages: readonly TakerItem[][], values: Values): number {
  const open = pages.findIndex((page) => page.some((item) => !isAnswered(item, values)))
  return open === -1 ? Math.max(0, pages.length - 1) : open
}

/** Planned minutes for what is not answered yet: whole sections that are to come, and the rest of those opened. */
export function minutesLeft(state: TakerState, sections: Record<number, TakerSection>, values: Values): number {
  const minutes = state.sections.reduce((sum, outline) => sum + outline.minutes * shareLeft(outline, sections, values), 0)
  return minutes > 0 ? Math.max(1, Math.round(minutes)) : 0
}

function shareLeft(outline: SectionOutline, sections: Record<number, TakerSection>, values: Values): number {
  const items = sections[outline.index]?.items
  if (!items) return outline.status === 'done' ? 0 : 1
  return items.filter((item) => !isAnswered(item, values)).length / Math.max(1, items.length)
}

/** Pages of a section: those it has once it is opened; before that by its situations, or else by its items. */
export function pageCount(outline: SectionOutline, section: TakerSection | undefined, perPage: number): number {
  return section ? pagesOf(section, perPage).length : outline.situations || Math.ceil(outline.items / perPage)
}
