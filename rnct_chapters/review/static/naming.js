/* What a card is called. */

const LONGEST = 32;

/** Its stamp as printed, else the first words of its quote. */
export function nameOf(card) {
  if (card.stamp_text !== null) return card.stamp_text;
  const text = card.pairs[0]?.text ?? "";
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text;
}
