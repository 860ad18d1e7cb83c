/** Above every sequence and number, and what both engines hold to be an integer: where a list is read from that has no bound. */
export const NO_END = 2 ** 31 - 1;
