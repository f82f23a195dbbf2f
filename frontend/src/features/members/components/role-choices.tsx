import { useLingui } from '@lingui/react/macro'
import type { Role } from '@/api/schemas'
import { Grid } from '@/components/layouts/stack'
import { Checkbox } from '@/components/ui/checkbox'
import { CheckboxGroup } from '@/components/ui/checkbox-group'
import { ROLES, ROLE_WORDS } from '@/lib/session/roles'

interface RoleChoicesProps {
  value: readonly Role[]
  onChange: (roles: Role[]) => void
}

export function RoleChoices({ value, onChange }: RoleChoicesProps) {
  const { t, i18n } = useLingui()
  return (
    <CheckboxGroup label={t`Roles`} name="roles" value={[...value]} onChange={(roles) => onChange(roles as Role[])}>
      <Grid>
      {ROLES.map((role) => (
        <Checkbox key={role} value={role} note={i18n._(ROLE_WORDS[role].task)}>
          {i18n._(ROLE_WORDS[role].name)}
        </Checkbox>
      ))}
      </Grid>
    </CheckboxGroup>
  )
}
