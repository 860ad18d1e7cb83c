/** Texts at random. */
import fc from 'fast-check';

const unit = fc.constantFrom(
  ...['ord', 'et', ' ', '\n', '\n\n', '- ', '|', '```', '.', '. ', '\uD800', '\u0000', 'Æ'],
);

/** Any text at all: of what means something in Markdown, or of any characters. */
export const anyText = fc.oneof(
  fc.string({ unit, maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
