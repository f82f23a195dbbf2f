import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { CheckboxGroup } from '@/components/ui/checkbox-group'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Form } from '@/components/ui/form'
import { RadioGroup } from '@/components/ui/radio-group'
import { Loading } from '@/components/ui/loading'
import { Select, type Choice } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toasts'
import { useOrganisationId } from '@/lib/session/organisation'
import { exercisesQuery, panelQuery, peopleQuery } from '../api/queries'
import type { Seat } from '../api/shapes'
import { usePlanExercise } from '../api/use-rating-intents'

type Variant = 'spoken' | 'chat' | 'written'

interface PlanFormProps {
  campaignId: string
  people: readonly Choice[]
  exercises: readonly Choice[]
  seats: readonly Seat[]
  onClose: () => void
}

export function PlanDialog({ campaignId, onClose }: { campaignId: string; onClose: () => void }) {
  const { t } = useLingui()
  const organisation = useOrganisationId()
  const people = useQuery(peopleQuery(organisation, campaignId)).data?.results
  const exercises = useQuery(exercisesQuery(organisation)).data?.results
  const seats = useQuery(panelQuery(organisation, campaignId)).data?.seats
  return (
    <Dialog title={t`Plan a role play`} isOpen onClose={onClose}>
      {people && exercises && seats ? (
        <PlanForm
          campaignId={campaignId}
          people={people.map((row) => ({ id: row.candidate_id, name: row.name }))}
          exercises={exercises.map((row) => ({ id: row.id, name: row.title }))}
          seats={seats}
          onClose={onClose}
        />
      ) : (
        <Loading />
      )}
    </Dialog>
  )
}

function PlanForm({ campaignId, people, exercises, seats, onClose }: PlanFormProps) {
  const { t } = useLingui()
  const toast = useToast()
  const [candidate, setCandidate] = useState('')
  const [exercise, setExercise] = useState('')
  const [variant, setVariant] = useState<Variant>('spoken')
  const [raters, setRaters] = useState(seats.map((seat) => seat.membership_id))
  const plan = usePlanExercise(campaignId, () => {
    toast(t`Planned. Candidate and raters are invited by mail.`)
    onClose()
  })
  const variants = [
    { id: 'spoken', name: t`spoken` },
    { id: 'chat', name: t`by chat` },
    { id: 'written', name: t`in writing` },
  ]
  return (
    <Form
      label={t`Plan a role play`}
      problem={plan.error}
      onSubmit={({ starts_at = '', place = '' }) =>
        plan.mutate({
          candidate_id: candidate,
          exercise_id: exercise,
          starts_at: new Date(starts_at).toISOString(),
          place,
          variant,
          rater_ids: raters,
          form: '',
          language: '',
        })
      }
    >
      <Select
        label={t`Candidate`}
        choices={people}
        value={candidate || null}
        onChange={setCandidate}
      />
      <Select
        label={t`Exercise`}
        choices={exercises}
        value={exercise || null}
        onChange={setExercise}
      />
      <RadioGroup label={t`Form`} choices={variants} value={variant} onChange={(id) => setVariant(id as Variant)} />
      <TextField label={t`Day and time`} name="starts_at" type="datetime-local" />
      <TextField label={t`Place`} help={t`A room, or the address of a video call.`} name="place" />
      <CheckboxGroup label={t`Raters`} name="rater_ids" value={raters} onChange={setRaters}>
        {seats.map((seat) => (
          <Checkbox key={seat.membership_id} value={seat.membership_id} note={seat.is_advocate ? t`customer advocate` : undefined}>
            <span translate="no">{seat.name}</span>
          </Checkbox>
        ))}
      </CheckboxGroup>
      <DialogActions>
        <Button onPress={onClose}>{t`Cancel`}</Button>
        <Button type="submit" tone="primary" isPending={plan.isPending} isDisabled={!candidate || !exercise}>{t`Plan and invite`}</Button>
      </DialogActions>
    </Form>
  )
}
