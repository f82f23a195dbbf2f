import { queryOptions } from '@tanstack/react-query'
import { bodyOf, client } from '@/api/client'
import { isProblem } from '@/api/problem'
import type { Report } from '@/api/schemas'

const CAMPAIGN = '/api/v1/organisations/{organisation_id}/campaigns/{campaign_id}'
const AGAIN_AFTER_MS = 2_000

/** Answers are scored by a job: the page of a report waits for it rather than send people away. */
export const isNotReady = (error: unknown) => isProblem(error) && error.code === 'report_not_ready'

function reportQuery(queryKey: readonly string[], fetchReport: () => Promise<Report>) {
  return queryOptions({
    queryKey,
    queryFn: fetchReport,
    retry: false,
    refetchInterval: ({ state }) => (isNotReady(state.error) ? AGAIN_AFTER_MS : false),
  })
}

export const screeningReportQuery = (organisation_id: string, campaign_id: string, candidate_id: string) =>
  reportQuery(['organisations', organisation_id, 'campaigns', campaign_id, 'candidates', candidate_id, 'report'], () =>
    bodyOf(
      client.GET(`${CAMPAIGN}/candidates/{candidate_id}/report`, {
        params: { path: { organisation_id, campaign_id, candidate_id } },
      }),
    ),
  )

export const pilotReportQuery = (organisation_id: string, campaign_id: string) =>
  reportQuery(['organisations', organisation_id, 'campaigns', campaign_id, 'pilot-report'], () =>
    bodyOf(client.GET(`${CAMPAIGN}/pilot-report`, { params: { path: { organisation_id, campaign_id } } })),
  )

export const definitionReportQuery = (organisation_id: string, version_id: string) =>
  reportQuery(['organisations', organisation_id, 'definition-versions', version_id, 'document'], () =>
    bodyOf(
      client.GET('/api/v1/organisations/{organisation_id}/definition-versions/{version_id}/document', {
        params: { path: { organisation_id, version_id } },
      }),
    ),
  )

export const bidderReportQuery = (organisation_id: string, tender_id: string, bid_id: string) =>
  reportQuery(['organisations', organisation_id, 'tenders', tender_id, bid_id, 'summary'], () =>
    bodyOf(
      client.GET('/api/v1/organisations/{organisation_id}/tenders/{tender_id}/bids/{bid_id}/summary', {
        params: { path: { organisation_id, tender_id, bid_id } },
      }),
    ),
  )

export const manualQuery = (organisation_id: string, instrument_id: string, unit: string) =>
  reportQuery(['organisations', organisation_id, 'psychometrics', instrument_id, unit, 'manual'], () =>
    bodyOf(
      client.GET('/api/v1/organisations/{organisation_id}/instruments/{instrument_id}/scales/{unit}/manual', {
        params: { path: { organisation_id, instrument_id, unit } },
      }),
    ),
  )
