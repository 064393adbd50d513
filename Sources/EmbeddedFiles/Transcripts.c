#include "EmbeddedFiles.h"

// Runs with real language models, recorded by scripts/record-transcript.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char asia_qwen[] = {
#embed "../../samples/transcripts/asia-qwen2.5-coder-0.5b.jsonl"
};
static const embedded_file transcripts[] = {
    {"asia-qwen2.5-coder-0.5b", asia_qwen, sizeof asia_qwen},
};

size_t embedded_transcript_count(void) { return sizeof transcripts / sizeof *transcripts; }
embedded_file embedded_transcript(size_t index) { return transcripts[index]; }
