/**
 * Movement reference number in the form of an MRN: two digits of the year, ISO country, 12 letters or digits, a
 * letter from J to M for the procedure and a check character, as NCTS writes them from 2024 on (XSD 60.4.16,
 * MRNType; that J is transit is from memory). Its check is that of ISO 6346 over the first 17 characters: digits
 * have their value, letters count on from 10 without multiples of 11, weights are powers of two, modulo 11, 10 as 0.
 */
export function isReference(text: string, country: string, at: number): boolean {
  if (!/^\d{2}[A-Z]{2}[A-Z0-9]{12}[J-M]\d$/.test(text)) return false;
  const year = new Date(at).getUTCFullYear() % 100;
  const near = [year - 1, year, year + 1].map((one) => (one + 100) % 100);
  return (
    text.slice(2, 4) === country &&
    near.includes(Number(text.slice(0, 2))) &&
    text.at(-1) === checkDigit(text.slice(0, 17))
  );
}

/** A reference from the part that the office counts by, at most 12 letters and digits. */
export function referenceOf(country: string, at: number, own: string): string {
  const year = String(new Date(at).getUTCFullYear() % 100).padStart(2, "0");
  const counted = own.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const stem = `${year}${country}${counted.padStart(12, "0").slice(-12)}J`;
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
