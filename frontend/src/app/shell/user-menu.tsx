import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { signOut } from '@/api/sign-in'
import { PersonIcon } from '@/components/ui/icons'
import { Menu } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toasts'
import { useMe } from '@/lib/session/me'
import { rememberTheme, storedTheme, type Theme } from '@/lib/settings/theme'

const NEXT: Record<Theme, Theme> = { system: 'dark', dark: 'light', light: 'system' }

export function UserMenu() {
  const { t } = useLingui()
  const { user } = useMe()
  const leave = useSignOut()
  const [theme, setTheme] = useState(storedTheme)
  const themeNames: Record<Theme, string> = { system: t`like this device`, dark: t`dark`, light: t`light` }

  function turnTheme() {
    rememberTheme(NEXT[theme])
    setTheme(NEXT[theme])
  }

  return (
    <Menu
      label={t`Your menu, ${user.name}`}
      trigger={<PersonIcon />}
      actions={[
        { id: 'account', name: t`Your account`, note: user.email, href: '/account' },
        { id: 'theme', name: t`Colours: ${themeNames[theme]}`, onAction: turnTheme },
        { id: 'sign-out', name: t`Sign out`, onAction: () => void leave() },
      ]}
    />
  )
}

function useSignOut() {
  const { t } = useLingui()
  const toast = useToast()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    try {
      await signOut()
      await navigate({ to: '/sign-in' })
      queries.clear()
    } catch {
      toast(t`You are still signed in: the server could not be reached.`, 'danger')
    }
  }
}
