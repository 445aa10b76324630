/**
 * Which 32 bytes are an Ed25519 public key: the canonical encoding of a point of the prime-order subgroup other
 * than the neutral one. RFC 8032 section 5.1, in whole numbers and with no care for time or secrecy.
 */
const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
const D = mod(-121_665n * power(121_666n, P - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** Extended homogeneous coordinates, section 5.1.4: x = X/Z, y = Y/Z, xy = T/Z. */
type Point = readonly [X: bigint, Y: bigint, Z: bigint, T: bigint];
const NEUTRAL: Point = [0n, 1n, 1n, 0n];

const known = new Map<string, boolean>();

export function isAdmittedKey(bytes: Uint8Array): boolean {
  const name = Buffer.from(bytes).toString("hex");
  const before = known.get(name);
  if (before !== undefined) return before;
  const point = bytes.length === 32 ? decode(bytes) : undefined;
  const admitted = point !== undefined && !isNeutral(point) && isNeutral(multiply(L, point));
  known.set(name, admitted);
  return admitted;
}

/** Section 5.1.3; a y of p or above, or a sign for x = 0, is another spelling of a point and no key. */
function decode(bytes: Uint8Array): Point | undefined {
  const number = BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
  const sign = number >> 255n;
  const y = number & (2n ** 255n - 1n);
  if (y >= P) return undefined;
  const x = abscissa(y);
  if (x === undefined || (x === 0n && sign === 1n)) return undefined;
  const signed = (x & 1n) === sign ? x : P - x;
  return [signed, y, 1n, mod(signed * y)];
}

/** Section 5.1.3, steps 2 and 3: x from x^2 = (y^2 - 1) / (d y^2 + 1). */
function abscissa(y: bigint): bigint | undefined {
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  const candidate = mod(u * v ** 3n * power(mod(u * v ** 7n), (P - 5n) / 8n));
  const square = mod(v * candidate * candidate);
  if (square === u) return candidate;
  return square === mod(-u) ? mod(candidate * ROOT_OF_MINUS_ONE) : undefined;
}

function multiply(scalar: bigint, point: Point): Point {
  let sum = NEUTRAL;
  for (const bit of scalar.toString(2)) {
    sum = add(sum, sum);
    if (bit === "1") sum = add(sum, point);
  }
  return sum;
}

/** Section 5.1.4; complete, so that it doubles as well. */
function add([X1, Y1, Z1, T1]: Point, [X2, Y2, Z2, T2]: Point): Point {
  const A = mod((Y1 - X1) * (Y2 - X2));
  const B = mod((Y1 + X1) * (Y2 + X2));
  const C = mod(2n * D * T1 * T2);
  const E = B - A;
  const F = 2n * Z1 * Z2 - C;
  const G = 2n * Z1 * Z2 + C;
  const H = B + A;
  return [mod(E * F), mod(G * H), mod(F * G), mod(E * H)];
}

function isNeutral([X, Y, Z]: Point): boolean {
  return X === 0n && Y === Z;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = mod(result * result);
    if (bit === "1") result = mod(result * base);
  }
  return result;
}

function mod(number: bigint): bigint {
  const rest = number % P;
  return rest < 0n ? rest + P : rest;
}
