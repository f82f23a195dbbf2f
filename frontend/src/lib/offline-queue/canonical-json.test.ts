import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json'
import { fingerprintOf } from './fingerprint'

describe('canonical JSON', () => {
  it('orders members by UTF-16 code units, at every depth', () => {
    expect(canonicalJson({ i2: 1, i10: 2, '\u20ac': 3, '\r': { b: [true, null], a: 'x"\n' } })).toBe(
      '{"\\r":{"a":"x\\"\\n","b":[true,null]},"i10":2,"i2":1,"\u20ac":3}',
    )
  })

  it('writes numbers as RFC 8785 asks', () => {
    expect(canonicalJson([333333333.33333329, 1e30, 4.5, 0.002, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    )
  })
})

describe('a fingerprint', () => {
  it('is the count of values that stand and the SHA-256 of their canonical JSON', async () => {
    // printf '{"i1":3,"i2":"cannot_know"}' | sha256sum
    expect(await fingerprintOf({ i2: 'cannot_know', i1: 3, i3: null })).toEqual({
      count: 2,
      hash: '916e1d4c07aa0dba71365eb1e19f61631575df55e1124a49d86d4709e0c9f9c0',
    })
  })

  it('does not depend on the order of answering', async () => {
    expect(await fingerprintOf({ a: 1, b: 2 })).toEqual(await fingerprintOf({ b: 2, a: 1 }))
  })
})
