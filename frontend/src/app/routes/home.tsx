import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { useNavigation } from '../shell/use-navigation'
import { organisationRoute } from './organisation'

const HomePage = lazyRouteComponent(() => import('@/features/home/components/home-page'), 'HomePage')

export const homeRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/',
  component: function Home() {
    const places = useNavigation().filter((place) => place.id !== 'home')
    return <HomePage places={places} />
  },
})
