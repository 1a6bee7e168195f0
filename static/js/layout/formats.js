/** Formats of placeholders: dates and numbers as a language writes them. Pure. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DECIMAL = /^[+-]?\d+(\.\d+)?$/;
const dateFormats = new Map();
const numberFormats = new Map();

function cached(cache, key, make) {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key);
}

// A tag that Intl refuses must not fail a certificate: the root locale's neighbour, English, takes its place.
export function usableLanguage(language) {
  try {
    return Intl.getCanonicalLocales(language)[0] || "en";
  } catch {
    return "en";
  }
}

function formatDate(value, style, language) {
  const parts = DATE.exec(value);
  if (!parts || style === "iso") return value;
  const date = new Date(Date.UTC(+parts[1], +parts[2] - 1, +parts[3]));
  if (date.toISOString().slice(0, 10) !== value) return value;
  const format = cached(
    dateFormats,
    `${language} ${style}`,
    () => new Intl.DateTimeFormat(language, { dateStyle: style, timeZone: "UTC" }),
  );
  return format.format(date);
}

function formatNumber(value, decimals, language, style) {
  if (!DECIMAL.test(value)) return value;
  const digits = Number(decimals) || 0;
  const format = cached(
    numberFormats,
    `${language} ${style} ${digits}`,
    () =>
      new Intl.NumberFormat(language, {
        style,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );
  return format.format(value);
}

/**
 * One value in one format. A value that is not of the format's kind comes back unchanged.
 *
 * @param {string} value ISO date `YYYY-MM-DD`, plain decimal, or any text
 * @param {string} format date, number, percent (0.85 is 85 %), upper, lower, or ""
 * @param {string} argument style of a date, or decimals of a number
 * @param {string} language BCP 47
 * @returns {string}
 */
export function formatValue(value, format, argument, language) {
  const locale = usableLanguage(language);
  if (format === "date") return formatDate(value, argument, locale);
  if (format === "number") return formatNumber(value, argument, locale, "decimal");
  if (format === "percent") return formatNumber(value, argument, locale, "percent");
  if (format === "upper") return value.toLocaleUpperCase(locale);
  if (format === "lower") return value.toLocaleLowerCase(locale);
  return value;
}
