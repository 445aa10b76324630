import { type Chance, type Mutants, mapped, named, reordered } from "./mutation.ts";

/** Changes of a JSON text that a lenient reader would not see, or would see as another value. */
export function* jsonMutants(text: string, chance: Chance): Mutants<string> {
  yield* layouts(text);
  yield* numbers(text, chance);
  yield* fields(text, chance);
  yield* strings(text, chance);
  const value = JSON.parse(text);
  yield ["written out with white space", JSON.stringify(value, null, 1)];
  yield ["keys reversed", JSON.stringify(reversedKeys(value))];
}

function* layouts(text: string): Mutants<string> {
  for (const sign of [" ", "\n", "\t", "\r", "\f", "\u00a0", "\u0000", "\ufeff", ",", "}", "x"]) {
    yield [`${JSON.stringify(sign)} in front`, sign + text];
    yield [`${JSON.stringify(sign)} behind`, text + sign];
    yield [`${JSON.stringify(sign)} in between`, text.replace(",", `,${sign}`)];
  }
  yield ["a comma at the end", text.replace(/\}$/, ",}")];
  yield ["a comment", text.replace(",", ",/**/")];
  yield ["single quotes", text.replaceAll('"', "'")];
  yield ["nothing", ""];
}

const NUMBER = /(?<=[:[,])-?\d+(?=[,\]}])/g;

/** One number, chosen by chance, in another spelling or with another value. */
function* numbers(text: string, chance: Chance): Mutants<string> {
  const found = [...text.matchAll(NUMBER)];
  if (found.length === 0) return;
  const { 0: digits, index } = chance.pick(found);
  const changes = [".0", "e0", "E+0", "0", ".", "n", "_0", "9".repeat(16)].map((tail) => digits + tail);
  const others = [
    "-0",
    "+1",
    "01",
    "0x1",
    "NaN",
    "-1",
    "null",
    `"${digits}"`,
    "1e-1",
    `-${digits}`,
    "9007199254740992",
  ];
  for (const other of [...changes, ...others])
    yield [`${digits} as ${other}`, text.slice(0, index) + other + text.slice(index + digits.length)];
}

function* fields(text: string, chance: Chance): Mutants<string> {
  const opens = [...text.matchAll(/\{(?=")/g)].map(({ index }) => index + 1);
  const at = chance.pick(opens);
  for (const key of ["", "a", "__proto__", "constructor", "toString", "zz", "type"])
    for (const value of ["null", "{}", "1"])
      yield [
        `${key}: ${value} added`,
        `${text.slice(0, at)}${JSON.stringify(key)}:${value},${text.slice(at)}`,
      ];
  const pairs = [...text.matchAll(/"([a-zA-Z]+)":("[^"]*"|\d+|null)(,?)/g)];
  for (const pair of [chance.pick(pairs), chance.pick(pairs), chance.pick(pairs)]) {
    const { 0: whole, 1: key, index } = pair;
    const put = (changed: string) => text.slice(0, index) + changed + text.slice(index + whole.length);
    yield [`${key} twice`, put(`"${key}":${pair[2]},${whole}`)];
    yield [
      `${key} twice, once escaped`,
      put(`"\\u00${key!.charCodeAt(0).toString(16)}${key!.slice(1)}":${pair[2]},${whole}`),
    ];
    yield [`${key} gone`, put("")];
    yield [`${key} null`, put(`"${key}":null${pair[3]}`)];
    yield [`${key} a list`, put(`"${key}":[]${pair[3]}`)];
    yield [`${key} renamed`, put(`"${key}_":${pair[2]}${pair[3]}`)];
  }
}

function* strings(text: string, chance: Chance): Mutants<string> {
  const signs = [...text.matchAll(/[a-zA-Z0-9/]/g)].map(({ index }) => index);
  const at = chance.pick(signs);
  const sign = text[at]!;
  const hex = sign.charCodeAt(0).toString(16).padStart(4, "0");
  const put = (changed: string) => text.slice(0, at) + changed + text.slice(at + 1);
  yield ["a needless escape", put(`\\u${hex}`)];
  yield ["a needless escape in capitals", put(`\\u${hex.toUpperCase()}`)];
  yield ["a needless backslash", put(`\\${sign}`)];
  for (const added of [
    "\\ud800",
    "\\udfff",
    "\\ude9a\\ud83d",
    "\u0301",
    "\u200b",
    "\\u0000",
    "\u0001",
    "\u007f",
    "\\",
  ])
    yield [`${JSON.stringify(added)} added`, put(sign + added)];
  yield ["a full-width form", put(String.fromCharCode(sign.charCodeAt(0) + 0xfee0))];
  yield ["the other case", put(sign === sign.toUpperCase() ? sign.toLowerCase() : sign.toUpperCase())];
}

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversedKeys(inner)]));
}

/** Changes of the text of a tlog-proof: its lines, its numbers, and the bytes that they hold. */
export function* proofMutants(proof: string, chance: Chance): Mutants<string> {
  const lines = proof.split("\n");
  yield* mapped(named("lines", reordered(lines)), (changed) => changed.join("\n"));
  for (const [i, line] of lines.entries()) {
    for (const changed of lineMutants(line, chance))
      yield [`line ${i} as ${changed}`, lines.with(i, changed).join("\n")];
  }
  yield* signatureMutants(lines, chance);
  yield ["carriage returns", proof.replaceAll("\n", "\r\n")];
  yield ["a blank line more", proof.replace("\n\n", "\n\n\n")];
  yield ["extra data", proof.replace("\n", "\nextra QUJD\n")];
  yield ["extra data of none", proof.replace("\n", "\nextra \n")];
}

export function* lineMutants(line: string, chance: Chance): Iterable<string> {
  const number = /^(index )?(\d+)$/.exec(line);
  if (number) {
    const [, word = "", digits] = number;
    const n = BigInt(digits!);
    for (const other of [n + 1n, n - 1n, 0n, 2n * n, n + 2n ** 32n, n + 2n ** 63n, n + 2n ** 64n])
      yield word + other;
    for (const form of [
      `0${n}`,
      `+${n}`,
      ` ${n}`,
      `${n} `,
      `${n}.0`,
      `${n}e0`,
      `0x${n.toString(16)}`,
      `-${n}`,
    ])
      yield word + form;
  } else if (/^[A-Za-z0-9+/]{43}=$/.test(line)) {
    yield chance.flip64(line);
    yield chance.flip64(line);
    yield* otherBase64(line);
  } else if (line !== "") {
    yield chance.flip(Buffer.from(line)).toString("latin1");
    yield `${line} `;
    yield ` ${line}`;
  }
}

/** The same bytes to a lenient reader. */
function* otherBase64(text: string): Iterable<string> {
  yield text.replaceAll("=", "");
  yield `${text}=`;
  yield text.replaceAll("+", "-").replaceAll("/", "_");
  yield text.replace(
    /(.)(=+)$/,
    (_, last: string, pad: string) => String.fromCharCode(last.charCodeAt(0) + 1) + pad,
  );
  yield `${text.slice(0, 8)} ${text.slice(8)}`;
}

/** Signature lines with bits changed, exchanged with one another, or under another name. */
function* signatureMutants(lines: readonly string[], chance: Chance): Mutants<string> {
  const places = [...lines.keys()].filter((i) => lines[i]!.startsWith("\u2014 "));
  for (const i of places) {
    const [dash, name, blob] = lines[i]!.split(" ") as [string, string, string];
    const put = (...words: string[]) => lines.with(i, words.join(" ")).join("\n");
    for (let n = 0; n < 4; n++) yield [`signature ${i}, a bit`, put(dash, name, chance.flip64(blob))];
    for (const form of otherBase64(blob)) yield [`signature ${i} as ${form}`, put(dash, name, form)];
    yield [
      `signature ${i} shorter`,
      put(dash, name, Buffer.from(blob, "base64").subarray(0, -1).toString("base64")),
    ];
    yield [
      `signature ${i} longer`,
      put(
        dash,
        name,
        Buffer.from(`${Buffer.from(blob, "base64").toString("hex")}00`, "hex").toString("base64"),
      ),
    ];
    yield [`signature ${i} renamed`, put(dash, `${name}x`, blob)];
    yield [
      `signature ${i}, a bit of its name`,
      put(dash, chance.flip(Buffer.from(name)).toString("latin1"), blob),
    ];
    yield [`signature ${i} with a hyphen`, put("-", name, blob)];
    const other = chance.pick(places);
    const [, otherName, otherBlob] = lines[other]!.split(" ") as [string, string, string];
    yield [`signature ${i} with that of ${other}`, put(dash, name, otherBlob)];
    yield [`signature ${i} under the name of ${other}`, put(dash, otherName, blob)];
  }
}
