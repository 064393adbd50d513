#include "CCounting.h"

#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define WIDE __attribute__((target("avx512f,avx512bw,avx512vpopcntdq,popcnt")))
#define NARROW __attribute__((target("popcnt")))
#else
#define NARROW
#endif
#define INLINED static inline __attribute__((always_inline))

/// Words of a block: those of all columns of a table stay in the nearest cache.
enum { BLOCK = 512 };

size_t counting_words(size_t rows) { return (rows + 63) / 64; }

// MARK: The machine

#if defined(__x86_64__)
static bool is_wide(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vpopcntdq");
}
#endif

size_t counting_most_cells(void) {
#if defined(__x86_64__)
    return is_wide() ? 256 : __builtin_cpu_supports("popcnt") ? 96 : 0;
#else
    return 96;
#endif
}

// MARK: Bitmaps

static void mark_rest(const uint8_t *states, size_t from, size_t rows, uint8_t state, uint64_t *bitmap) {
    for (size_t word = from / 64; word < counting_words(rows); word++) bitmap[word] = 0;
    for (size_t row = from; row < rows; row++) bitmap[row / 64] |= (uint64_t)(states[row] == state) << (row % 64);
}

#if defined(__x86_64__)
WIDE static void mark_wide(const uint8_t *states, size_t words, uint8_t state, uint64_t *bitmap) {
    __m512i wanted = _mm512_set1_epi8((char)state);
    for (size_t word = 0; word < words; word++)
        bitmap[word] = _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(states + 64 * word), wanted);
}

static void mark_narrow(const uint8_t *states, size_t words, uint8_t state, uint64_t *bitmap) {
    __m128i wanted = _mm_set1_epi8((char)state);
    for (size_t word = 0; word < words; word++) {
        uint64_t bits = 0;
        for (int part = 3; part >= 0; part--) {
            __m128i found = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(states + 64 * word) + part), wanted);
            bits = bits << 16 | (uint16_t)_mm_movemask_epi8(found);
        }
        bitmap[word] = bits;
    }
}
#endif

void counting_mark(const uint8_t *states, size_t rows, uint8_t state, uint64_t *bitmap) {
    size_t whole = 0;
#if defined(__x86_64__)
    whole = rows / 64;
    if (is_wide())
        mark_wide(states, whole, state, bitmap);
    else
        mark_narrow(states, whole, state, bitmap);
#endif
    mark_rest(states, 64 * whole, rows, state, bitmap);
}

// MARK: Cells

INLINED uint32_t count_both(const uint64_t *a, const uint64_t *b, size_t words) {
    uint64_t count = 0;
    for (size_t word = 0; word < words; word++) count += (uint64_t)__builtin_popcountll(a[word] & b[word]);
    return (uint32_t)count;
}

INLINED void keep_both(const uint64_t *a, const uint64_t *b, size_t words, uint64_t *restrict both) {
    for (size_t word = 0; word < words; word++) both[word] = a[word] & b[word];
}

// A cell's rows are those of all its states together: what the columns before have in common is kept for each of them, and only
// what a step of the odometer changes is found anew.
INLINED void add_block(
    const uint64_t *const *columns, const uint32_t *radices, size_t column_count, size_t stride, size_t start,
    size_t words, uint32_t *counts) {
    uint64_t kept[COUNTING_MOST_COLUMNS][BLOCK];
    const uint64_t *common = NULL;
    uint32_t digits[COUNTING_MOST_COLUMNS] = {0};
    size_t last = column_count - 1, from = 0;
    for (;;) {
        for (size_t place = from; place < last; place++) {
            const uint64_t *states = columns[place] + digits[place] * stride + start;
            // The first column's bitmap serves as it is.
            const uint64_t *before = place > 1 ? kept[place - 1] : columns[0] + digits[0] * stride + start;
            if (place > 0) keep_both(before, states, words, kept[place]);
            common = place > 0 ? kept[place] : states;
        }
        for (uint32_t state = 0; state < radices[last]; state++)
            *counts++ += count_both(common, columns[last] + state * stride + start, words);
        from = last;
        while (from > 0 && ++digits[from - 1] == radices[from - 1]) digits[--from] = 0;
        if (from == 0) return;
        from--;
    }
}

INLINED void add_blocks(
    const uint64_t *const *columns, const uint32_t *radices, size_t column_count, size_t words, uint32_t *counts) {
    for (size_t start = 0; start < words; start += BLOCK)
        add_block(
            columns, radices, column_count, words, start, words - start < BLOCK ? words - start : BLOCK, counts);
}

#if defined(__x86_64__)
WIDE static void add_wide(
    const uint64_t *const *columns, const uint32_t *radices, size_t column_count, size_t words, uint32_t *counts) {
    add_blocks(columns, radices, column_count, words, counts);
}
#endif

NARROW static void add_narrow(
    const uint64_t *const *columns, const uint32_t *radices, size_t column_count, size_t words, uint32_t *counts) {
    add_blocks(columns, radices, column_count, words, counts);
}

void counting_add(
    const uint64_t *const *columns, const uint32_t *radices, size_t column_count, size_t words, uint32_t *counts) {
#if defined(__x86_64__)
    if (is_wide()) return add_wide(columns, radices, column_count, words, counts);
#endif
    add_narrow(columns, radices, column_count, words, counts);
}
