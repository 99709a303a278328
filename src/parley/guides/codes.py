"""Every code that an Issue may carry, with its one-line meaning. docs/issue-codes.md says how to mend each.

`UNUSABLE` codes mean that the guide could not be read at all and is left out of the library.
"""

UNUSABLE: dict[str, str] = {
    "not-a-file": "the path is a directory, a broken link or a special file",
    "too-large": "the file is larger than a guide can be",
    "empty": "the file is empty",
    "not-utf8": "the file is not UTF-8 text",
    "no-front-matter": "the file does not start with front matter",
    "front-matter-too-large": "the front matter is longer than any guide's",
    "broken-yaml": "the front matter is not plain YAML",
    "yaml-alias": "the front matter uses YAML aliases, which are not read",
    "no-identity": "neither the front matter nor the path tells company and role",
    "no-pay": "no pay table was found, and the front matter states no pay",
    "duplicate-guide": "another file is already the guide for this company and role",
    "hidden-in-name": "the path holds characters that cannot be shown",
    "unreadable": "the file could not be opened",
    "reader-fault": "the reader of guides failed on this file, which is a fault of Parley's",
}
READABLE: dict[str, str] = {
    "no-pay-table": "no pay table was found; the bands come from the front matter",
    "unsure-cell": "a pay cell that cannot be read with certainty; it is left out",
    "share-count": "a cell that counts shares or options instead of valuing them",
    "monthly-equity": "equity stated per month, which names no grant; it is left out",
    "unknown-currency": "an amount without a currency that the row or the place could settle",
    "unknown-column": "a column of the pay table whose meaning is not known; it is left out",
    "unnamed-figures": "a table of levels that does not say what its figures are",
    "row-without-pay": "a row of the pay table that holds no pay; it is skipped",
    "foreign-currency": "a row states pay in a currency that is not the place's",
    "mixed-currencies": "one row states its components in different currencies",
    "bonus-cut": "the front matter holds only the low end of the table's bonus range",
    "front-matter-null": "the front matter lacks an amount that the table has",
    "front-matter-differs": "the front matter holds another amount than the table",
    "front-matter-currency": "the front matter names another currency than the table",
    "front-matter-row": "the front matter and the table do not list the same rows",
    "total-unexplained": "the published total does not follow from its components",
    "no-levers": "no levers were found",
    "no-strategy": "no Negotiate-Up strategy was found",
    "bad-date": "a date that is not of the form 2026-05-23",
    "missing-field": "a front-matter key that guides need is missing",
    "path-differs": "the front matter names another company or role than the file's path",
}
CODES: dict[str, str] = UNUSABLE | READABLE
