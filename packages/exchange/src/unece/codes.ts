// Codes of the lists that the schemas of UN/CEFACT D23B name: a note with another one is not valid by them. Its
// countries (list 3207) are those of ISO 3166-1.

/** Currencies (ISO 4217, alphabetic). */
const CURRENCIES = codes(`
  AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
  CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
  GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
  LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK
  PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND
  TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XDR XOF
  XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWL
`);

/** Names of documents, first and last of those that follow one another (list 1001, UN/EDIFACT D23B). */
const DOCUMENTS = ranges(`
  1-470 480-491 493-503 520-539 550-554 575-589 610 621-660 700-799 810-879 890-917 925-927 929-938 940-941
  950-955 960-966 970-972 974-979 990-991 995-996 998
`);

export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

export function isDocumentName(code: string): boolean {
  return DOCUMENTS.has(code);
}

function codes(text: string): ReadonlySet<string> {
  return new Set(words(text));
}

function ranges(text: string): ReadonlySet<string> {
  const numbers = words(text).flatMap((range) => {
    const [first = 0, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
  });
  return new Set(numbers);
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
