/** What the characters of a text say about its script and direction. Pure: runs in Node too. */

// Strong right-to-left characters: bidirectional classes R and AL (UAX #9, table 4) by block.
const RTL = "\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFC\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}\\u200F\\u061C";
const STRONG = new RegExp(`([${RTL}])|(\\p{L}|\\u200E)`, "u");
const ANY_RTL = new RegExp(`[${RTL}]`, "u");

// Writing whose letters join: letter spacing would tear words apart.
const JOINED =
  /\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Mongolian}|\p{Script=Nko}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Gurmukhi}/u;

const SCRIPT_TESTS = [
  ["Grek", /\p{Script=Greek}/u],
  ["Cyrl", /\p{Script=Cyrillic}/u],
  ["Arab", /\p{Script=Arabic}/u],
  ["Hebr", /\p{Script=Hebrew}/u],
  ["Deva", /\p{Script=Devanagari}/u],
  ["Thai", /\p{Script=Thai}/u],
  ["Beng", /\p{Script=Bengali}/u],
  ["Guru", /\p{Script=Gurmukhi}/u],
  ["Gujr", /\p{Script=Gujarati}/u],
  ["Taml", /\p{Script=Tamil}/u],
  ["Telu", /\p{Script=Telugu}/u],
  ["Knda", /\p{Script=Kannada}/u],
  ["Mlym", /\p{Script=Malayalam}/u],
  ["Sinh", /\p{Script=Sinhala}/u],
  ["Laoo", /\p{Script=Lao}/u],
  ["Khmr", /\p{Script=Khmer}/u],
  ["Mymr", /\p{Script=Myanmar}/u],
  ["Geor", /\p{Script=Georgian}/u],
  ["Armn", /\p{Script=Armenian}/u],
  ["Ethi", /\p{Script=Ethiopic}/u],
];
const KANA = /\p{Script=Hiragana}|\p{Script=Katakana}/u;
const HANGUL = /\p{Script=Hangul}/u;
const HAN = /\p{Script=Han}|[\u3000-\u303F\uFF00-\uFFEF]/u;
const SYMBOLS = /[\u2070-\u218F\u2190-\u2BFF\u{1F000}-\u{1FAFF}]|\p{Extended_Pictographic}/u;

/** Direction of the first strong character (UAX #9, P2), or the fallback. @returns {"ltr"|"rtl"} */
export function firstStrong(text, fallback = "ltr") {
  const match = STRONG.exec(text);
  if (!match) return fallback;
  return match[1] ? "rtl" : "ltr";
}

export const hasRtl = (text) => ANY_RTL.test(text);
export const isJoined = (text) => JOINED.test(text);

/**
 * Scripts of a text by ISO 15924 code, most specific first. Han is read as Japanese beside kana, as Korean
 * beside hangul, else as the caller's language says.
 *
 * @returns {string[]}
 */
export function scriptsOf(text, language = "") {
  const found = SCRIPT_TESTS.filter(([, test]) => test.test(text)).map(([script]) => script);
  const kana = KANA.test(text);
  const hangul = HANGUL.test(text);
  if (kana) found.push("Jpan");
  if (hangul) found.push("Kore");
  if (HAN.test(text)) found.push(...hanOrder(language).filter((script) => !found.includes(script)));
  // Emoji before symbols: only the emoji font joins sequences, such as woman + rocket.
  if (SYMBOLS.test(text)) found.push("Zsye", "Zsym");
  return found;
}

// Every Han font follows the first, for a rare character may be in only one of them.
function hanOrder(language) {
  if (/^ja\b/i.test(language)) return ["Jpan", "Hans", "Hant", "Kore"];
  if (/^ko\b/i.test(language)) return ["Kore", "Hans", "Hant", "Jpan"];
  if (/^yue\b|^zh-(Hant|TW|HK|MO)\b/i.test(language)) return ["Hant", "Hans", "Jpan", "Kore"];
  return ["Hans", "Hant", "Jpan", "Kore"];
}
