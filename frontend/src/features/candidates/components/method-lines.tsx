import { useLingui } from '@lingui/react/macro'
import type { DimensionFit, MethodEvidence } from '@/api/schemas'
import { Details } from '@/components/ui/details'
import { formatPercent, formatPlace, formatSpread } from '@/i18n/formats'
import { useAnsweredWords, useMethodWords, useUnscoredWords } from './evidence-words'
import styles from './method-lines.module.css'

/** Where each method by itself puts the person, and how far the position hangs on what is assumed about methods. */
export function MethodLines({ fit }: { fit: DimensionFit }) {
  const { t } = useLingui()
  if (fit.evidence.length === 0) return null
  return (
    <Details summary={t`Method by method`}>
      <ul className={styles.methods}>
        {fit.evidence.map((own) => (
          <MethodLine key={own.method} own={own} />
        ))}
      </ul>
      <Everything fit={fit} />
      <BeforeSeen fit={fit} />
      <SayDo fit={fit} />
      <Sensitivity fit={fit} />
    </Details>
  )
}

function MethodLine({ own }: { own: MethodEvidence }) {
  const { t } = useLingui()
  const method = useMethodWords()
  const unscored = useUnscoredWords()
  const answered = useAnsweredWords()
  const standing = [own.basis, own.status].filter(Boolean).join(' · ')
  return (
    <li data-figures="">
      <strong>{method(own.method)}</strong>{' '}
      {own.mean === null || own.se === null
        ? t`not scored: ${unscored(own.reason)}`
        : t`${formatPlace(own.mean)}, standard error ${formatSpread(own.se)}, share ${formatPercent(own.weight ?? 0)}`}
      <span className={styles.source}>
        {answered(own)}
        {' · '}
        <span translate="no">{standing}</span>
      </span>
    </li>
  )
}

function Everything({ fit }: { fit: DimensionFit }) {
  const { t } = useLingui()
  if (fit.everything_mean === null || fit.everything_se === null || fit.everything_mean === fit.mean) return null
  const place = formatPlace(fit.everything_mean)
  return <p className={styles.note}>{t`From all evidence, provisional included: ${place}, standard error ${formatSpread(fit.everything_se)}.`}</p>
}

/** How far ratings have narrowed the picture. */
function BeforeSeen({ fit }: { fit: DimensionFit }) {
  const { t } = useLingui()
  if (!fit.before_seen || fit.mean === null || fit.se === null) return null
  const before = formatPlace(fit.before_seen.mean)
  const wider = formatSpread(fit.before_seen.se)
  const now = formatPlace(fit.mean)
  return <p className={styles.note}>{t`Before anything was seen: ${before}, standard error ${wider}. With what was seen: ${now}, standard error ${formatSpread(fit.se)}.`}</p>
}

function SayDo({ fit }: { fit: DimensionFit }) {
  const { t } = useLingui()
  if (!fit.say_do) return null
  const gap = formatSpread(Math.abs(fit.say_do.difference))
  const error = formatSpread(fit.say_do.se)
  if (fit.say_do.word === 'says_more') return <p className={styles.note}>{t`Says more than was seen: ${gap} apart, standard error ${error}.`}</p>
  if (fit.say_do.word === 'does_more') return <p className={styles.note}>{t`Does more than is said: ${gap} apart, standard error ${error}.`}</p>
  return <p className={styles.note}>{t`What is said and what was seen cannot be told apart: ${gap}, standard error ${error}.`}</p>
}

function Sensitivity({ fit }: { fit: DimensionFit }) {
  const { t } = useLingui()
  if (!fit.sensitivity) return null
  const half = formatPlace(fit.sensitivity.half_mean)
  const double = formatPlace(fit.sensitivity.double_mean)
  const errors = [formatSpread(fit.sensitivity.half_se), formatSpread(fit.sensitivity.double_se)]
  return (
    <p className={styles.note}>
      {t`If methods lean half as much as is assumed: ${half} (standard error ${errors[0]}); twice as much: ${double} (${errors[1]}).`}
    </p>
  )
}
