/** What the page shows for each field while a design is made. Pure. */

const OF_TYPE = {
  number: "12",
  date: "2026-11-21",
  email: "amina.okonkwo@example.org",
  url: "https://example.org",
  boolean: "true",
};

/**
 * @param {object[]} [fields] declared
 * @returns {Record<string, string>} key → its sample; without one the least that its rules allow, or what the field is called. Computed
 *   fields have none, nor have pictures: those are somebody's
 */
export function samplesOf(fields = []) {
  const supplied = fields.filter(({ formula, type, sample }) => !formula && (sample || type !== "image"));
  return Object.fromEntries(supplied.map((field) => [field.key, field.sample || made(field)]));
}

function made({ label, type, options, min, max }) {
  if (options) return options[0];
  return String(min ?? max ?? OF_TYPE[type] ?? label);
}
