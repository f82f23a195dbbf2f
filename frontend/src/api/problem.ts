/** What the server says when it refuses (RFC 9457), and what we say when it says nothing. */
export interface FieldProblem {
  field: string
  code: string
  message: string
  remedy: string
}

export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly FieldProblem[] = [],
  ) {
    super(`${title} ${detail}`.trim())
    this.name = 'ProblemError'
  }
}

/** The server could not be reached at all. */
export const UNREACHABLE = 'unreachable'

export function unreachable(): ProblemError {
  return new ProblemError(0, UNREACHABLE, '', '')
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function fieldProblem(value: unknown): FieldProblem {
  const raw = (value ?? {}) as Record<string, unknown>
  return {
    // django-allauth names the place `param`, our own API `field`.
    field: text(raw.field) || text(raw.param),
    code: text(raw.code),
    message: text(raw.message),
    remedy: text(raw.remedy),
  }
}

/** Reads a problem document, or an answer of the sign-in API, or a page of a proxy, into one shape. */
export async function problemFrom(response: Response): Promise<ProblemError> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const errors = Array.isArray(body.errors) ? body.errors.map(fieldProblem) : []
  return new ProblemError(
    response.status,
    [text(body.code), errors[0]?.code, `http_${response.status}`].find(Boolean) ?? '',
    text(body.title),
    text(body.detail),
    errors,
  )
}

export function isProblem(error: unknown, code?: string): error is ProblemError {
  return error instanceof ProblemError && (code === undefined || error.code === code)
}
