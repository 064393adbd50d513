#include "EmbeddedFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char dark[] = {
#embed "../../themes/dark.yaml"
};
static const unsigned char light[] = {
#embed "../../themes/light.yaml"
};
static const unsigned char high_contrast[] = {
#embed "../../themes/high-contrast.yaml"
};
static const unsigned char colour_blind[] = {
#embed "../../themes/colour-blind.yaml"
};
static const unsigned char monochrome[] = {
#embed "../../themes/monochrome.yaml"
};
static const embedded_file themes[] = {
    {"dark", dark, sizeof dark},
    {"light", light, sizeof light},
    {"high-contrast", high_contrast, sizeof high_contrast},
    {"colour-blind", colour_blind, sizeof colour_blind},
    {"monochrome", monochrome, sizeof monochrome},
};

size_t embedded_theme_count(void) { return sizeof themes / sizeof *themes; }
embedded_file embedded_theme(size_t index) { return themes[index]; }
