import type { ButtonHTMLAttributes } from 'react'
import styles from './button.module.css'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: 'primary' | 'plain' | 'quiet' | 'link'
}

export function Button({ tone = 'plain', type = 'button', ...rest }: Props) {
  return <button {...rest} type={type} className={styles.button} data-tone={tone} />
}
