import { describe, expect, it } from "vitest";
import { digitalLink } from "../../src/epcis/digital-link.ts";

// What the normaliser of the reference implementation makes of each (RalphTro/epcis-event-hash-generator 1.9.3, MIT).
const LINKS: Readonly<Record<string, string | undefined>> = {
  "urn:epc:id:sgtin:0614141.107346.2018": "https://id.gs1.org/01/10614141073464/21/2018",
  "urn:epc:id:sscc:0614141.1234567890": "https://id.gs1.org/00/106141412345678908",
  "urn:epc:id:sgln:0614141.07346.1234": "https://id.gs1.org/414/0614141073467/254/1234",
  "urn:epc:id:sgln:4012345.00011.0": "https://id.gs1.org/414/4012345000115",
  "urn:epc:id:sgln:952005468000.0.1": undefined,
  "urn:epc:id:pgln:4012345.00000": "https://id.gs1.org/417/4012345000009",
  "urn:epc:id:grai:4012345.55555.987": "https://id.gs1.org/8003/04012345555554987",
  "urn:epc:id:giai:4000001.111": "https://id.gs1.org/8004/4000001111",
  "urn:epc:id:giai:4000001.1.2!a": "https://id.gs1.org/8004/40000011.2%21a",
  "urn:epc:id:gsrn:0614141.0000010253": "https://id.gs1.org/8018/061414100000102534",
  "urn:epc:id:gsrnp:0614141.0000010253": "https://id.gs1.org/8017/061414100000102534",
  "urn:epc:id:gdti:4012345.11111.123": "https://id.gs1.org/253/4012345111118123",
  "urn:epc:id:cpi:0614141.123ABC.123456": "https://id.gs1.org/8010/0614141123ABC/8011/123456",
  "urn:epc:id:sgcn:4012345.67890.04711": "https://id.gs1.org/255/401234567890104711",
  "urn:epc:id:ginc:0614141.xyz47/11": undefined,
  "urn:epc:id:ginc:0614141.xyz4711": "https://id.gs1.org/401/0614141xyz4711",
  "urn:epc:id:gsin:0614141.123456789": "https://id.gs1.org/402/06141411234567890",
  "urn:epc:id:itip:4012345.012345.01.02.987": "https://id.gs1.org/8006/040123451234560102/21/987",
  "urn:epc:id:upui:1234567.089456.51qIgY)%3C%26Jp3*j7'SDB":
    "https://id.gs1.org/01/01234567894560/235/51qIgY%29%3C%26Jp3%2Aj7'SDB",
  "urn:epc:id:upui:1234567.089456.51qIgY": "https://id.gs1.org/01/01234567894560/235/51qIgY",
  "urn:epc:class:lgtin:4012345.012345.998877": "https://id.gs1.org/01/04012345123456/10/998877",
  "urn:epc:class:lgtin:4012345.012345.a.b:c": "https://id.gs1.org/01/04012345123456/10/a.b%3Ac",
  "urn:epc:idpat:sgtin:4012345.098765.*": "https://id.gs1.org/01/04012345987652",
  "urn:epc:idpat:grai:4012345.55555.*": "https://id.gs1.org/8003/04012345555554",
  "urn:epc:idpat:gdti:0614141.12345.*": "https://id.gs1.org/253/0614141123452",
  "urn:epc:idpat:sgcn:4012345.67890.*": "https://id.gs1.org/255/4012345678901",
  "urn:epc:idpat:cpi:0614141.123ABC.*": "https://id.gs1.org/8010/0614141123ABC",
  "urn:epc:idpat:itip:4012345.012345.01.02.*": "https://id.gs1.org/8006/040123451234560102",
  "urn:epc:idpat:upui:1234567.089456.*": "https://id.gs1.org/01/01234567894560",
  "https://example.org/8004/401234599999": "https://id.gs1.org/8004/401234599999",
  "https://example.com/some/path/01/9506000134352/10/ABC/21/12345?17=271231":
    "https://id.gs1.org/01/09506000134352/21/12345",
  "https://id.gs1.org/01/9506000134352": "https://id.gs1.org/01/09506000134352",
  "https://example.com/gtin/4012345999990/ser/XYZ-1234": "https://id.gs1.org/01/04012345999990/21/XYZ-1234",
  "https://id.gs1.de/00/040123451111111110": "https://id.gs1.org/00/040123451111111110",
  "https://id.gs1.org/414/4012345000115/254/987": "https://id.gs1.org/414/4012345000115/254/987",
  "https://id.gs1.org/01/09506000134352/22/2A/10/AB": "https://id.gs1.org/01/09506000134352/10/AB",
  "https://id.gs1.org/8010/0614141123ABC/8011/123456": "https://id.gs1.org/8010/0614141123ABC/8011/123456",
  "https://example.org/no/link": undefined,
  "urn:epc:id:sgtin:12.3.4": undefined,
  "urn:epc:id:sscc:0614141.123": undefined,
  "geo:47.5,11.1": undefined,
  "urn:rahdari:office:PK:torkham": undefined,
  K71: undefined,
  "http://transaction.acme.com/po/12345678": undefined,
  "https://id.gs1.org/01/012345678905": "https://id.gs1.org/01/00012345678905",
  "https://id.gs1.org/01/12345670": "https://id.gs1.org/01/00000012345670",
};

describe("the canonical GS1 Digital Link", () => {
  for (const [text, link] of Object.entries(LINKS))
    it(`of ${text} is ${link ?? "none"}`, () => expect(digitalLink(text)).toBe(link));

  it("stays as it is when it is canonical already", () => {
    for (const link of Object.values(LINKS)) if (link) expect(digitalLink(link)).toBe(link);
  });
});
