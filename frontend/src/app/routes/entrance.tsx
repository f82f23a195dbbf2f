/** The doors: pages that anybody can open. */
import { createRoute, redirect, useNavigate, useRouter } from '@tanstack/react-router'
import { bodyOf, client } from '@/api/client'
import { AcceptInvitationPage } from '@/features/auth/components/accept-invitation-page'
import { FirstOwnerPage } from '@/features/auth/components/first-owner-page'
import { ForgottenPasswordPage } from '@/features/auth/components/forgotten-password-page'
import { ResetPasswordPage } from '@/features/auth/components/reset-password-page'
import { SignInPage } from '@/features/auth/components/sign-in-page'
import { rootRoute } from './root'

/** Only a place inside this product; an address of somebody else's would make sign-in a springboard. */
function innerPlace(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined
}

async function needsFirstOwner(): Promise<boolean> {
  return (await bodyOf(client.GET('/api/v1/start'))).needs_first_owner
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => ({ next: innerPlace(search.next) }),
  beforeLoad: async () => {
    if (await needsFirstOwner()) throw redirect({ to: '/first-owner' })
  },
  component: function SignIn() {
    const router = useRouter()
    const { next } = signInRoute.useSearch()
    return <SignInPage onSignedIn={() => void router.navigate({ href: next ?? '/' })} />
  },
})

export const forgottenPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgotten-password',
  component: ForgottenPasswordPage,
})

export const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password',
  component: ResetPasswordPage,
})

function useEnter() {
  const navigate = useNavigate()
  const { queries } = rootRoute.useRouteContext()
  return () => {
    queries.clear()
    void navigate({ to: '/' })
  }
}

export const acceptInvitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: function AcceptInvitation() {
    return <AcceptInvitationPage onAccepted={useEnter()} />
  },
})

export const firstOwnerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/first-owner',
  beforeLoad: async () => {
    if (!(await needsFirstOwner())) throw redirect({ to: '/' })
  },
  component: function FirstOwner() {
    return <FirstOwnerPage onDone={useEnter()} />
  },
})
