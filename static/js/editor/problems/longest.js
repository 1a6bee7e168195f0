/** Values as long as real ones get, for trying whether a text fits; and the scripts that recipients may have. Pure. */

import { formatValue } from "../../layout/formats.js";
import { scriptsOf } from "../../layout/scripts.js";

/** Scripts by ISO 15924 code: what people call them, and a long name in each. The last of Latin is one long word. */
export const SCRIPTS = {
  Latn: ["Latin", "Maximiliane-Alexandra von Hohenlohe-Waldenburg-Schillingsfürst", "María de los Ángeles Fernández-Villaverde García de la Torre", "Rasoanandrasana Andrianampoinimerina"],
  Grek: ["Greek", "Ευαγγελία Παπαδοπούλου-Χατζηκωνσταντίνου"],
  Cyrl: ["Cyrillic", "Екатерина Константиновна Преображенская-Щербакова"],
  Arab: ["Arabic", "الأستاذة الدكتورة فاطمة الزهراء بنت عبد الرحمن المصطفى الهاشمي"],
  Hebr: ["Hebrew", "שירה אברהמי בן־דוד רוזנצווייג"],
  Deva: ["Devanagari (Hindi, Nepali)", "श्रीमती ज्ञानेश्वरी द्विवेदी चट्टोपाध्याय"],
  Hans: ["Chinese, simplified", "欧阳慕容诗涵"],
  Hant: ["Chinese, traditional", "歐陽慕容詩涵"],
  Jpan: ["Japanese", "長谷川 さくらこ"],
  Kore: ["Korean", "남궁민준서연"],
  Thai: ["Thai", "กิตติพงษ์ ศรีสุวรรณวัฒนากุล"],
  Beng: ["Bengali", "মোহাম্মদ শফিকুল ইসলাম চৌধুরী"],
  Guru: ["Gurmukhi (Punjabi)", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ ਰੰਧਾਵਾ"],
  Gujr: ["Gujarati", "જ્ઞાનેશ્વરી ત્રિવેદી"],
  Taml: ["Tamil", "வெங்கடசுப்பிரமணியன் கிருஷ்ணமூர்த்தி"],
  Telu: ["Telugu", "వెంకటేశ్వర్లు సుబ్రహ్మణ్యం"],
  Knda: ["Kannada", "ವೆಂಕಟೇಶ ಸುಬ್ರಹ್ಮಣ್ಯ"],
  Mlym: ["Malayalam", "കൃഷ്ണൻകുട്ടി നമ്പൂതിരിപ്പാട്"],
  Sinh: ["Sinhala", "ප්‍රියංකා ජයවර්ධන"],
  Laoo: ["Lao", "ສົມພອນ ວົງສະຫວັນ"],
  Khmr: ["Khmer", "សុខ វណ្ណារិទ្ធ"],
  Mymr: ["Burmese", "ဒေါ်အောင်ဆန်းခင်ကြည်"],
  Geor: ["Georgian", "ნინო ჭავჭავაძე-ამირეჯიბი"],
  Armn: ["Armenian", "Հովհաննես Տեր-Ղազարյան"],
  Ethi: ["Ethiopic (Amharic)", "ወይዘሮ አስቴር ኃይለማርያም"],
};

/** @param {string} script @returns {string[]} long names in it */
export const namesIn = (script) => SCRIPTS[script]?.slice(1) ?? [];

// Who signs is known when a design is made; who receives it is not.
const NAME_KEY = /^recipient\.(\w+_)?name(_[a-z]{2,3})?$/;
const WORDS = "Advanced Studies in Applied Environmental Sciences and International Relations ";
const DAYS = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, "0")}-28`);

const cut = (text, most) => (most ? [...text].slice(0, most).join("").trim() : text);

/** @param {string} text @returns {string} the script of a value */
const scriptOf = (text) => scriptsOf(text).find((script) => script in SCRIPTS) ?? "Latn";

/** @param {string} language @returns {string} a day in the month with the longest name */
function longestDay(language) {
  const written = (day) => formatValue(day, "date", "long", language).length;
  return DAYS.reduce((longest, day) => (written(day) > written(longest) ? day : longest));
}

// What a field may hold beside its sample.
function variantsOf({ key, type, sample, max_length: most, options, max, isSystem, formula }, scripts, language) {
  if (formula) return [];
  if (type === "date") return [longestDay(language)];
  if (type === "choice") return [(options ?? []).reduce((longest, each) => (each.length > longest.length ? each : longest), "")];
  if (type === "number") return max === undefined ? [] : [String(max)];
  if (isSystem || (type !== "text" && type !== "long_text")) return [];
  if (NAME_KEY.test(key)) {
    const own = scriptOf(sample);
    // A field with names in one script gets those of this script; the recipient's own name may be in any that was chosen.
    const wanted = key === "recipient.name" ? [own, ...scripts.filter((script) => script !== own)] : [own];
    return wanted.flatMap(namesIn).map((name) => cut(name, most));
  }
  return most && most > sample.length ? [cut(WORDS.repeat(Math.ceil(most / WORDS.length)), most)] : [];
}

/**
 * Sets of values to try a design with: the samples first, then sets in which every field is at its longest.
 *
 * @param {Iterable<object>} fields `{key, type, sample, max_length?, options?, max?, formula?, isSystem}`
 * @param {Record<string, string>} samples by key
 * @param {{scripts: string[], language: string}} recipients the scripts chosen for them; the language of dates
 * @returns {Record<string, string>[]}
 */
export function valueSets(fields, samples, { scripts, language }) {
  const variants = [...fields].map((field) => [field.key, variantsOf({ ...field, sample: samples[field.key] ?? "" }, scripts, language)]);
  const most = Math.max(0, ...variants.map(([, values]) => values.length));
  const sets = [samples];
  for (let at = 0; at < most; at += 1) {
    const longer = variants.filter(([, values]) => values.length).map(([key, values]) => [key, values[Math.min(at, values.length - 1)]]);
    sets.push({ ...samples, ...Object.fromEntries(longer) });
  }
  return sets;
}
