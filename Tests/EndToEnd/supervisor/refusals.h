// How the system may refuse a call on a file, as a set of bits.

enum {
  NOSPC = 1 << 0,
  DQUOT = 1 << 1,
  IO = 1 << 2,
  ROFS = 1 << 3,
  ACCES = 1 << 4,
  MFILE = 1 << 5,
  INTR = 1 << 6,
  NOLCK = 1 << 7,
  INVAL = 1 << 8,
  SHORT = 1 << 9,

  FULL = NOSPC | DQUOT | ROFS,
  OPENING = FULL | IO | ACCES | MFILE | INTR,
  NAMING = FULL | IO | ACCES,
  REMOVING = ROFS | IO | ACCES,
  SYNCING = FULL | IO | INTR | INVAL,
  WRITING = NOSPC | DQUOT | IO | INTR | SHORT,
};
