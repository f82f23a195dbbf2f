import { createRoute } from '@tanstack/react-router'
import { HomePage } from '@/features/home/components/home-page'
import { useNavigation } from '../shell/use-navigation'
import { organisationRoute } from './organisation'

export const homeRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/',
  component: function Home() {
    const places = useNavigation().filter((place) => place.id !== 'home')
    return <HomePage places={places} />
  },
})
