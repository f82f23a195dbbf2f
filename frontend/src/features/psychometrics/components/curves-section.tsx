import { useLingui } from '@lingui/react/macro'
import type { ScaleDetail } from '@/api/schemas'
import { LineChart } from '@/components/charts/line-chart'
import { Section } from '@/components/layouts/section'
import { Details } from '@/components/ui/details'
import { formatPlace, formatSpread } from '@/i18n/formats'

/** Where the scale measures well, against the signed band, and how each item's answers follow the position. */
export function CurvesSection({ scale }: { scale: ScaleDetail }) {
  const { t } = useLingui()
  const curves = scale.curves
  if (!curves) return null
  const band = scale.bands[0] ?? null
  const smallest = Math.min(...curves.se)
  const at = curves.theta[curves.se.indexOf(smallest)] ?? 0
  const bandWords = band ? t`The signed band is ${formatPlace(band.lower)} to ${formatPlace(band.upper)}.` : t`No signed band stands on this dimension.`
  return (
    <Section
      title={t`Curves`}
      lead={scale.glance.basis === 'data' ? undefined : t`Of assumed parameters: the most probable loading.`}
    >
      <LineChart title={t`Information`} words={bandWords} theta={curves.theta} series={[{ name: t`information`, values: curves.information }]} band={band} />
      <LineChart
        title={t`Standard error`}
        words={`${t`Smallest at ${formatPlace(at)}: ${formatSpread(smallest)} points.`} ${bandWords}`}
        theta={curves.theta}
        series={[{ name: t`standard error`, values: curves.se }]}
        band={band}
        format={formatSpread}
      />
      <Details summary={t`Category curves, item by item`}>
        {curves.items.map(({ item, categories }) => (
          <LineChart
            key={item}
            title={item}
            words={t`Probability of each answer, from the lowest (0) to the highest (${categories.length - 1}).`}
            theta={curves.theta}
            series={categories.map((values, number) => ({ name: String(number), values }))}
          />
        ))}
      </Details>
    </Section>
  )
}
