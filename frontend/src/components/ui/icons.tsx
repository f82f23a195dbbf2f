/** Line icons. They are never alone: a word or a label stands beside each. */
import type { SVGProps } from 'react'

function Icon({ children, ...props }: SVGProps<SVGSVGElement>) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6"
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false" {...props}>
      {children}
    </svg>
  )
}

export const ChevronIcon = () => <Icon><path d="m4 6 4 4 4-4" /></Icon>
export const CloseIcon = () => <Icon><path d="m4 4 8 8M12 4l-8 8" /></Icon>
export const MenuIcon = () => <Icon><path d="M2 4h12M2 8h12M2 12h12" /></Icon>
export const SearchIcon = () => <Icon><circle cx="7" cy="7" r="4.5" /><path d="m10.5 10.5 3 3" /></Icon>
export const MoreIcon = () => <Icon><path d="M3 8h.01M8 8h.01M13 8h.01" strokeWidth="2.4" /></Icon>
export const PersonIcon = () => <Icon><circle cx="8" cy="5.5" r="2.6" /><path d="M2.8 13.5c.6-2.8 2.6-4 5.2-4s4.6 1.2 5.2 4" /></Icon>
export const GoodIcon = () => <Icon><path d="m3 8.5 3.2 3.2L13 5" /></Icon>
export const AlertIcon = () => <Icon><path d="M8 2 1.5 13.5h13L8 2Z" /><path d="M8 6.5v3M8 11.6h.01" /></Icon>
export const InfoIcon = () => <Icon><circle cx="8" cy="8" r="6.2" /><path d="M8 7.5v3.5M8 5h.01" /></Icon>
