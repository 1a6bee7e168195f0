// What zxcvbn says of a password, in plain words. It names what it found by keys.

const VERDICTS = ["Very easily guessed.", "Easily guessed.", "Fair.", "Strong.", "Very strong."];

const WARNINGS = {
  straightRow: "A row of keys is among the first things that are tried.",
  keyPattern: "Patterns on the keyboard are tried early.",
  simpleRepeat: "Repeats such as “aaa” add next to nothing.",
  extendedRepeat: "Repeats such as “abcabc” add next to nothing.",
  sequences: "Sequences such as “abc” or “6543” add next to nothing.",
  recentYears: "Years are tried early.",
  dates: "Dates are tried early.",
  topTen: "It is among the ten passwords that are used most.",
  topHundred: "It is among the hundred passwords that are used most.",
  common: "Many people use this one.",
  similarToCommon: "It is much like one that many people use.",
  wordByItself: "A single word is not enough.",
  namesByThemselves: "A name is not enough.",
  commonNames: "Names are tried early.",
  userInputs: "It holds your name, your address or a word of this site, which are tried first.",
};

const SUGGESTIONS = {
  anotherWord: "Add a word or two that do not belong with the rest.",
  useWords: "Three or four words that do not belong together are good.",
  dates: "Leave out dates that others know.",
  associatedYears: "Leave out years that others know.",
  recentYears: "Leave out years.",
  repeated: "Leave out repeats.",
  sequences: "Leave out sequences.",
  l33t: "“@” for “a” and the like help little.",
  capitalization: "A capital at the beginning helps little.",
  allUppercase: "Capitals throughout help little.",
  reverseWords: "Words written backwards help little.",
  longerKeyboardPattern: "Words are better than patterns on the keyboard.",
};

/**
 * @param {number} score of zxcvbn: 0 to 4
 * @param {{warning: string | null, suggestions: string[]}} feedback keys of zxcvbn
 * @returns {string} how easily it is guessed, why, and what would help; of what is strong the first alone
 */
export function sentence(score, feedback) {
  if (score > 2) return VERDICTS[score];
  const advice = feedback.suggestions.map((key) => SUGGESTIONS[key]).find(Boolean);
  return [VERDICTS[score], WARNINGS[feedback.warning], advice].filter(Boolean).join(" ");
}
