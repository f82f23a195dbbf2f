import { useEffect, useRef, type ReactNode } from 'react'

interface Props {
  children: ReactNode
  /** What makes this screen another one: the heading takes the focus when it changes. */
  of: string
  lang?: string
}

/** The heading of a screen. It takes the focus, so that a screen reader begins here and not where the last screen was. */
export function ScreenHeading({ children, of, lang }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [of])
  return (
    <h1 ref={heading} tabIndex={-1} lang={lang} dir={lang ? 'auto' : undefined} translate={lang ? 'no' : undefined}>
      {children}
    </h1>
  )
}
