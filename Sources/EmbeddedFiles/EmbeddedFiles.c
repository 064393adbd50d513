#include "EmbeddedFiles.h"

// Samples and themes are part of the program, so that it finds them wherever it was copied to.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char asia[] = {
#embed "../../samples/asia.scm.yaml"
};
static const embedded_file samples[] = {
    {"asia", asia, sizeof asia},
};

size_t embedded_sample_count(void) { return sizeof samples / sizeof *samples; }
embedded_file embedded_sample(size_t index) { return samples[index]; }
