#pragma once
#include <stddef.h>

/// A file that was put into the program when it was built.
typedef struct {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t count;
} embedded_file;

size_t embedded_sample_count(void);
/// The model file at an index below the count.
embedded_file embedded_sample(size_t index);

size_t embedded_transcript_count(void);
/// The recorded run at an index below the count.
embedded_file embedded_transcript(size_t index);

/// The JSON Schema of model files.
embedded_file embedded_schema(void);

size_t embedded_theme_count(void);
/// The theme file at an index below the count.
embedded_file embedded_theme(size_t index);
