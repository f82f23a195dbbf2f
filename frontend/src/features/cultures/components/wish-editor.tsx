import { useLingui } from '@lingui/react/macro'
import type { Target } from '@/api/schemas'
import { TargetLine } from '@/components/charts/target-line'
import { Row } from '@/components/layouts/stack'
import { Callout } from '@/components/ui/callout'
import { NumberField } from '@/components/ui/number-field'
import { Slider } from '@/components/ui/slider'
import { formatPercent, formatSpread } from '@/i18n/formats'
import { HIGHEST, LOWEST, type useWish } from '../hooks/use-wish'
import { polesOf, wishOf } from './target-of'
import styles from './wish-editor.module.css'

interface WishEditorProps {
  target: Target
  wish: ReturnType<typeof useWish>
}

/** The A-B line: the band is dragged, moved by arrow keys, or typed. */
export function WishEditor({ target, wish }: WishEditorProps) {
  const { t } = useLingui()
  const names = wish.isBand ? [t`Lower edge`, t`Upper edge`] : [t`Wished level`]
  const drawn = wishOf({ ...target, ...wish.wanted })
  return (
    <div className={styles.editor}>
      <TargetLine title={target.name} target={drawn} poles={polesOf(target)} />
      <Slider
        label={t`Place of ${target.name}`}
        thumbs={names}
        values={wish.values}
        onChange={wish.setValues}
        min={LOWEST}
        max={HIGHEST}
      />
      <Row>
        {names.map((name, index) => (
          <div key={name} className={styles.figure}>
            <NumberField
              label={name}
              value={wish.values[index]}
              onChange={(value) => wish.setValue(index, value)}
              minValue={LOWEST}
              maxValue={HIGHEST}
            />
          </div>
        ))}
      </Row>
      {wish.preview && <Confirmable preview={wish.preview} />}
      {!wish.isBand && <p>{t`A wished level guides; a cut comes only from standard setting, on data.`}</p>}
    </div>
  )
}

type Preview = NonNullable<ReturnType<typeof useWish>['preview']>

function Confirmable({ preview }: { preview: Preview }) {
  const { t } = useLingui()
  const most = formatPercent(preview.p_max)
  const error = formatSpread(preview.planned_se)
  return (
    <Callout
      tone={preview.hardly_confirmable ? 'caution' : 'info'}
      title={t`Somebody right in the middle would be found on culture with ${most}`}
    >
      <p>
        {preview.hardly_confirmable
          ? t`With the planned evidence (standard error ${error}) so narrow a band could hardly ever be confirmed.`
          : t`With the planned evidence (standard error ${error}) this band can be confirmed.`}
      </p>
    </Callout>
  )
}
