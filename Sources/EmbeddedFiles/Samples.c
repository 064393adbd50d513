#include "EmbeddedFiles.h"

// Samples and themes are part of the program, so that it finds them wherever it was copied to.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char alarm[] = {
#embed "../../samples/alarm.scm.yaml"
};
static const unsigned char asia[] = {
#embed "../../samples/asia.scm.yaml"
};
static const unsigned char cancer[] = {
#embed "../../samples/cancer.scm.yaml"
};
static const unsigned char icu[] = {
#embed "../../samples/icu.scm.yaml"
};
static const unsigned char sprinkler[] = {
#embed "../../samples/sprinkler.scm.yaml"
};
static const embedded_file samples[] = {
    {"alarm", alarm, sizeof alarm},
    {"asia", asia, sizeof asia},
    {"cancer", cancer, sizeof cancer},
    {"icu", icu, sizeof icu},
    {"sprinkler", sprinkler, sizeof sprinkler},
};

static const unsigned char schema[] = {
#embed "../../samples/scm.schema.json"
};

embedded_file embedded_schema(void) { return (embedded_file){"scm.schema.json", schema, sizeof schema}; }
size_t embedded_sample_count(void) { return sizeof samples / sizeof *samples; }
embedded_file embedded_sample(size_t index) { return samples[index]; }
