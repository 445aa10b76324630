/**
 * Movement reference number in the form of an MRN: two digits of the year, ISO country, 13 letters or digits, check
 * character. Its check is that of ISO 6346 over the first 17 characters, as NCTS takes it for MRNs: digits have
 * their value, letters count on from 10 without multiples of 11, weights are powers of two, modulo 11, 10 as 0.
 */
export function isReference(text: string, country: string, at: number): boolean {
  if (!/^\d{2}[A-Z]{2}[A-Z0-9]{13}\d$/.test(text)) return false;
  const year = new Date(at).getUTCFullYear() % 100;
  const near = [year - 1, year, year + 1].map((one) => (one + 100) % 100);
  return (
    text.slice(2, 4) === country &&
    near.includes(Number(text.slice(0, 2))) &&
    text.at(-1) === checkDigit(text.slice(0, 17))
  );
}

/** A reference from the part that the office counts by, at most 13 letters and digits. */
export function referenceOf(country: string, at: number, own: string): string {
  const year = String(new Date(at).getUTCFullYear() % 100).padStart(2, "0");
  const stem = `${year}${country}${own
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .padStart(13, "0")
    .slice(-13)}`;
  return `${stem}${checkDigit(stem)}`;
}

function checkDigit(stem: string): string {
  const sum = [...stem].reduce((total, char, i) => total + weightOf(char) * 2 ** i, 0);
  return String((sum % 11) % 10);
}

/** A is 10, K 21, U 32: multiples of 11 are left out. */
function weightOf(char: string): number {
  if (/\d/.test(char)) return Number(char);
  const order = char.charCodeAt(0) - 65 + 10;
  return order + Math.floor((order - 1) / 10);
}
