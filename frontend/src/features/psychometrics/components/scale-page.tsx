import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ScaleDetail } from '@/api/schemas'
import { Facts } from '@/components/layouts/facts'
import { Page } from '@/components/layouts/page'
import { Section } from '@/components/layouts/section'
import { Callout } from '@/components/ui/callout'
import { useStepWords } from '@/components/ui/ladder-step'
import { LinkButton } from '@/components/ui/link-button'
import { Loading } from '@/components/ui/loading'
import { ProblemCallout } from '@/components/ui/problem-callout'
import { formatCount } from '@/i18n/formats'
import { useMembership } from '@/lib/session/organisation'
import { scaleQuery } from '../api/queries'
import { CalibrateSection } from './calibrate-section'
import { CurvesSection } from './curves-section'
import { GatesSection } from './gates-section'
import { GroupsSection } from './groups-section'
import { HistorySection } from './history-section'
import { LoadingsSection } from './loadings-section'
import { NormsSection } from './norms-section'

interface ScalePageProps {
  instrumentId: string
  unit: string
}

/** Everything that is known about one scale, and what may be done with it. */
export function ScalePage({ instrumentId, unit }: ScalePageProps) {
  const { organisation } = useMembership()
  const scale = useQuery(scaleQuery(organisation.id, instrumentId, unit))
  if (scale.isPending) return <Loading />
  if (scale.isError) return <ProblemCallout problem={scale.error} />
  return <Whole scale={scale.data} instrumentId={instrumentId} />
}

function Whole({ scale, instrumentId }: { scale: ScaleDetail; instrumentId: string }) {
  const { t } = useLingui()
  const { organisation, capabilities } = useMembership()
  const { glance } = scale
  return (
    <Page
      title={glance.name}
      titleIsData
      place={`${glance.instrument} ${glance.version}`}
      lead={t`Figures of the newest calibration. What was not tested is said to be so.`}
      actions={
        <LinkButton to="/o/$organisationId/psychometrics/$instrumentId/$unit/manual" params={{ organisationId: organisation.id, instrumentId, unit: glance.unit }}>
          {t`Technical manual`}
        </LinkButton>
      }
    >
      <StandingSection scale={scale} />
      {capabilities.includes('calibrate_scales') && <CalibrateSection scale={scale} instrumentId={instrumentId} />}
      <GatesSection scale={scale} />
      <LoadingsSection scale={scale} />
      <CurvesSection scale={scale} />
      <GroupsSection scale={scale} />
      <NormsSection scale={scale} instrumentId={instrumentId} />
      <HistorySection scale={scale} />
    </Page>
  )
}

function StandingSection({ scale }: { scale: ScaleDetail }) {
  const { t } = useLingui()
  const steps = useStepWords()
  const { glance, check } = scale
  return (
    <Section title={t`Standing`}>
      {check?.contradicted && glance.basis === 'assumed' && (
        <Callout tone="caution" title={t`Assumed parameters contradicted`}>
          {t`The answers of ${formatCount(check.n)} real people do not look like what was assumed. Positions stay provisional until the scale is calibrated.`}
        </Callout>
      )}
      <Facts
        facts={[
          { name: t`Step`, value: steps[glance.status] },
          { name: t`Parameters`, value: glance.basis === 'data' ? t`from data` : t`assumed` },
          { name: t`Real answers to this version`, value: formatCount(glance.answers_real) },
          { name: t`Simulated answers to this version`, value: formatCount(glance.answers_simulated) },
          { name: t`Model`, value: <code translate="no">{scale.model_hash.slice(0, 16)}</code> },
        ]}
      />
    </Section>
  )
}
