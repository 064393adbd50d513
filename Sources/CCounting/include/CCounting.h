#ifndef CCOUNTING_H
#define CCOUNTING_H

#include <stddef.h>
#include <stdint.h>

// Counting the cells of contingency tables by bitmaps: one for each state of each column, with a bit for each row. Only what the
// processor's own instructions for counting bits make worth while is here.

enum { COUNTING_MOST_COLUMNS = 16 };

/// The most cells of a table that this machine counts faster by bitmaps than row by row.
size_t counting_most_cells(void);

/// The 64-bit words of a bitmap of so many rows.
size_t counting_words(size_t rows);

/// Writes the bitmap of the rows that are in a state. Bits beyond the last row are 0.
void counting_mark(const uint8_t *states, size_t rows, uint8_t state, uint64_t *bitmap);

/// Counts the rows of each cell, in mixed radix with the last column fastest.
///
/// - columns: the bitmaps of each column, one state after the other; 2 to COUNTING_MOST_COLUMNS columns.
/// - radices: the number of states of each column.
/// - counts: as many as the product of the radices, to which is added.
void counting_add(
    const uint64_t *const *columns, const uint32_t *radices, size_t column_count, size_t words, uint32_t *counts);

#endif
