/** What the page shows for each field while a design is made. Pure. */

const OF_TYPE = {
  number: "12",
  date: "2026-11-21",
  email: "amina.okonkwo@example.org",
  url: "https://example.org",
  boolean: "true",
  image: "",
};

/**
 * @param {object[]} fields declared
 * @returns {Record<string, string>} key → its sample; without one the least that its rules allow, or what the field is called
 */
export function samplesOf(fields = []) {
  return Object.fromEntries(fields.map((field) => [field.key, field.sample || made(field)]));
}

function made({ label, type, options, min, max }) {
  if (options) return options[0];
  return String(min ?? max ?? OF_TYPE[type] ?? label);
}
