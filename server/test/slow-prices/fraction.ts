/** An exact fraction of whole numbers: the slow price arithmetic shares nothing with the fast one. */
export class Fraction {
  readonly top: bigint
  readonly bottom: bigint

  constructor(top: bigint, bottom: bigint = 1n) {
    this.top = bottom < 0n ? -top : top
    this.bottom = bottom < 0n ? -bottom : bottom
  }

  /** `12.50` as PostgreSQL writes it. */
  static of(text: string): Fraction {
    const [whole = '', part = ''] = text.split('.')
    return new Fraction(BigInt(whole + part), 10n ** BigInt(part.length))
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom)
  }

  minus(other: Fraction): Fraction {
    return this.plus(new Fraction(-other.top, other.bottom))
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.top * other.top, this.bottom * other.bottom)
  }

  over(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom, this.bottom * other.top)
  }

  compare(other: Fraction): number {
    const difference = this.top * other.bottom - other.top * this.bottom
    return difference === 0n ? 0 : difference > 0n ? 1 : -1
  }

  /** The nearest multiple of a step; a half goes away from zero. For numbers that are not negative. */
  nearest(step: Fraction): Fraction {
    const steps = this.over(step)
    return new Fraction((2n * steps.top + steps.bottom) / (2n * steps.bottom)).times(step)
  }

  /** The least multiple of a step that is not smaller. */
  upTo(step: Fraction): Fraction {
    const steps = this.over(step)
    return new Fraction((steps.top + steps.bottom - 1n) / steps.bottom).times(step)
  }

  /** Without trailing zeros; the fraction has few digits after the point. */
  toString(): string {
    const digits = ((this.top * 10n ** 12n) / this.bottom).toString().padStart(13, '0')
    const part = digits.slice(-12).replace(/0+$/, '')
    return digits.slice(0, -12) + (part ? `.${part}` : '')
  }
}
