#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The terminal by ncurses, as a few plain functions. All but terminal_wake belong to the thread that called
// terminal_start.

enum { TERMINAL_MAX_SCALARS = 5, TERMINAL_COLOR_STANDARD = -1, TERMINAL_COLOR_RGB = 0x1000000 };

enum terminal_attributes {
    TERMINAL_BOLD = 1,
    TERMINAL_DIM = 2,
    TERMINAL_UNDERLINE = 4,
    TERMINAL_REVERSE = 8,
    TERMINAL_ITALIC = 16
};

/// One cell: a scalar and the marks on it. Colours are TERMINAL_COLOR_STANDARD, a number of the palette, or
/// TERMINAL_COLOR_RGB | 0xrrggbb where `is_direct`. The second cell of a wide character has width 0.
typedef struct {
    uint32_t scalars[TERMINAL_MAX_SCALARS];
    uint8_t count;
    uint8_t width;
    uint8_t attributes;
    int32_t foreground;
    int32_t background;
} terminal_cell;

enum terminal_status {
    TERMINAL_OK,
    TERMINAL_NOT_A_TTY,
    TERMINAL_UNKNOWN,
    TERMINAL_NO_CURSOR_ADDRESSING,
    TERMINAL_IN_USE,
    TERMINAL_NO_PIPE
};

typedef struct {
    bool wants_mouse;
    bool wants_colors;
    bool may_be_direct;
} terminal_options;

typedef struct {
    int32_t columns;
    int32_t rows;
    int32_t colors;
    bool is_direct;
    bool is_utf8;
} terminal_info;

enum terminal_event_kind {
    TERMINAL_EVENT_NONE,
    TERMINAL_EVENT_CHARACTER,
    TERMINAL_EVENT_KEY,
    TERMINAL_EVENT_MOUSE,
    TERMINAL_EVENT_PASTE
};

enum terminal_key {
    TERMINAL_KEY_UP = 1,
    TERMINAL_KEY_DOWN,
    TERMINAL_KEY_LEFT,
    TERMINAL_KEY_RIGHT,
    TERMINAL_KEY_HOME,
    TERMINAL_KEY_END,
    TERMINAL_KEY_PAGE_UP,
    TERMINAL_KEY_PAGE_DOWN,
    TERMINAL_KEY_INSERT,
    TERMINAL_KEY_DELETE,
    TERMINAL_KEY_BACKSPACE,
    TERMINAL_KEY_ENTER,
    TERMINAL_KEY_TAB,
    TERMINAL_KEY_ESCAPE,
    TERMINAL_KEY_F0 = 64
};

enum terminal_modifiers { TERMINAL_SHIFT = 1, TERMINAL_ALT = 2, TERMINAL_CONTROL = 4 };

enum terminal_mouse { TERMINAL_PRESS, TERMINAL_RELEASE, TERMINAL_DRAG, TERMINAL_WHEEL_UP, TERMINAL_WHEEL_DOWN };

typedef struct {
    int32_t kind;
    /// A scalar, a terminal_key or a terminal_mouse.
    int32_t code;
    int32_t modifiers;
    /// The mouse button from 0.
    int32_t button;
    int32_t x;
    int32_t y;
    /// Pasted bytes, valid until the next event is asked for.
    const unsigned char *_Nullable text;
    size_t text_count;
} terminal_event;

enum terminal_readiness {
    TERMINAL_INPUT = 1,
    TERMINAL_WOKEN = 2,
    TERMINAL_RESIZED = 4,
    TERMINAL_TERMINATED = 8,
    TERMINAL_HUNG_UP = 16,
    TERMINAL_INTERRUPTED = 32,
    TERMINAL_SUSPEND = 64
};

/// Whether standard input and output are a terminal that can place its cursor; changes nothing.
int terminal_probe(void);
/// Whether the locale's encoding is UTF-8. Sets the locale of characters from the environment.
bool terminal_is_utf8(void);
/// Takes the screen. Returns a terminal_status.
int terminal_start(terminal_options options, terminal_info *_Nonnull info);
/// Gives the screen back; does nothing if it was not taken.
void terminal_stop(void);
/// Gives the screen back, stops the process as the shell's job, and takes the screen again when it is continued.
void terminal_suspend(void);

/// Reads the terminal's size and tells ncurses.
void terminal_size(int32_t *_Nonnull columns, int32_t *_Nonnull rows);
void terminal_put(int32_t row, int32_t column, const terminal_cell *_Nonnull cells, size_t count);
/// Shows what was put, with the cursor in a cell, or hidden if `column` is negative.
void terminal_flush(int32_t row, int32_t column);
/// The next flush draws everything anew.
void terminal_invalidate(void);
/// Sends bytes that do not change the screen, such as a copy to the clipboard.
void terminal_send(const char *_Nonnull bytes);
/// Turns reports of the mouse on or off; off, the terminal selects text by itself.
void terminal_set_mouse(bool is_on);

/// Waits for input, a signal or a wake, at most so many milliseconds (for ever if negative). Returns a mask of
/// terminal_readiness, 0 after the time.
int terminal_wait(int32_t milliseconds);
/// Takes the next event that has arrived; false if there is none.
bool terminal_next(terminal_event *_Nonnull event);
/// Ends a wait, from any thread.
void terminal_wake(void);
