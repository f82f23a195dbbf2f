import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Culture } from '@/api/schemas'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { CheckboxGroup } from '@/components/ui/checkbox-group'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { Loading } from '@/components/ui/loading'
import { useOrganisationId } from '@/lib/session/organisation'
import { dimensionsQuery } from '../api/queries'
import { useAdoptDimensions } from '../api/use-version-intents'

export function AdoptDialog({ version, onClose }: { version: Culture; onClose: () => void }) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<string[]>([])
  const library = useQuery(dimensionsQuery(useOrganisationId()))
  const adopt = useAdoptDimensions(version, onClose)
  const placed = new Set(version.targets.map((target) => target.code))
  return (
    <Dialog title={t`Take from the library`} isOpen onClose={onClose} wide>
      {!library.data && <Loading />}
      <Form label={t`Take from the library`} problem={adopt.error} onSubmit={() => adopt.mutate(chosen)}>
        <CheckboxGroup
          label={t`Dimensions`}
          help={t`Their words come along and can be changed. Where each band lies is yours to say.`}
          value={chosen}
          onChange={setChosen}
        >
          {library.data?.dimensions.map((dimension) => (
            <Checkbox
              key={dimension.code}
              value={dimension.code}
              isDisabled={placed.has(dimension.code)}
              note={<span translate="no">{dimension.definition}</span>}
            >
              <span translate="no">{dimension.name}</span>
            </Checkbox>
          ))}
        </CheckboxGroup>
        <DialogActions>
          <Button onPress={onClose}>{t`Cancel`}</Button>
          <Button type="submit" tone="primary" isPending={adopt.isPending}>{t`Take them in`}</Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
