import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import type { Membership } from '@/api/schemas'
import { ToastProvider } from '@/components/ui/toasts'
import { OrganisationProvider } from '@/lib/session/organisation'

/** Renders a component with what the console gives every page. */
export function renderInConsole(element: ReactElement, membership: Membership | null = null) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <ToastProvider>
          <OrganisationProvider value={membership}>{element}</OrganisationProvider>
        </ToastProvider>
      </QueryClientProvider>
    </I18nProvider>,
  )
}
