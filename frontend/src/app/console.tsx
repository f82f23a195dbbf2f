import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { I18nProvider as AriaI18nProvider, RouterProvider as AriaRouterProvider } from 'react-aria-components'
import { ToastProvider } from '@/components/ui/toasts'
import { languageTag, preferredLocale } from '@/i18n/locales'
import { queryClient } from './query-client'
import { router } from './router'

/** Everything a page may rely on, composed once. */
export function Console() {
  return (
    <I18nProvider i18n={i18n}>
      <AriaI18nProvider locale={languageTag(preferredLocale())}>
        <AriaRouterProvider navigate={(href) => void router.navigate({ href })}>
          <QueryClientProvider client={queryClient}>
            <ToastProvider>
              <RouterProvider router={router} />
            </ToastProvider>
          </QueryClientProvider>
        </AriaRouterProvider>
      </AriaI18nProvider>
    </I18nProvider>
  )
}
