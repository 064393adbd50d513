#include "internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { ESCAPE = 27, REPLACEMENT = 0xFFFD, MAX_PASTE = 1 << 20, PART_TIMEOUT = 100, PASTE_TIMEOUT = 1000 };

void input_define_keys(void) {
    define_key("\033[<", KEYCODE_MOUSE);
    define_key("\033[200~", KEYCODE_PASTE_BEGIN);
    define_key("\033[201~", KEYCODE_PASTE_END);
}

typedef struct {
    /// OK for a scalar, KEY_CODE_YES for a key of ncurses, ERR for nothing.
    int result;
    uint32_t value;
} raw_key;

static int read_byte(int timeout) {
    wtimeout(stdscr, timeout);
    int value = wgetch(stdscr);
    wtimeout(stdscr, 0);
    return value;
}

// Bytes are put together here and not by ncurses, which gives up on whatever the locale's encoding does not have.
static uint32_t read_scalar(int first) {
    int count = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 && first < 0xF0 ? 2 : first >= 0xC2 && first < 0xE0 ? 1 : 0;
    if (count == 0) return REPLACEMENT;
    uint32_t scalar = (uint32_t)first & (0x3F >> count);
    for (int i = 0; i < count; i++) {
        int byte = read_byte(PART_TIMEOUT);
        if (byte < 0x80 || byte > 0xBF) {
            if (byte != ERR) ungetch(byte);
            return REPLACEMENT;
        }
        scalar = scalar << 6 | ((uint32_t)byte & 0x3F);
    }
    bool is_scalar = scalar <= 0x10FFFF && (scalar < 0xD800 || scalar > 0xDFFF);
    return is_scalar ? scalar : REPLACEMENT;
}

static raw_key read_key(int timeout) {
    int value = read_byte(timeout);
    if (value == ERR) return (raw_key){.result = ERR};
    if (value > 0xFF) return (raw_key){.result = KEY_CODE_YES, .value = (uint32_t)value};
    return (raw_key){.result = OK, .value = value < 0x80 ? (uint32_t)value : read_scalar(value)};
}

static bool key_event(terminal_event *event, int code, int modifiers) {
    event->kind = TERMINAL_EVENT_KEY;
    event->code = code;
    event->modifiers |= modifiers;
    return true;
}

// A report `button;column;row` and M or m; what does not look like one is dropped.
static bool mouse_event(terminal_event *event) {
    int numbers[3] = {0, 0, 0};
    int field = 0;
    for (int count = 0; count < 24; count++) {
        raw_key key = read_key(PART_TIMEOUT);
        if (key.result != OK) return false;
        if (key.value >= '0' && key.value <= '9') {
            if (numbers[field] < 100000) numbers[field] = numbers[field] * 10 + (int)(key.value - '0');
        } else if (key.value == ';' && field < 2) {
            field++;
        } else if ((key.value == 'M' || key.value == 'm') && field == 2) {
            int bits = numbers[0];
            event->kind = TERMINAL_EVENT_MOUSE;
            event->button = bits & 3;
            event->x = numbers[1] - 1;
            event->y = numbers[2] - 1;
            if (bits & 4) event->modifiers |= TERMINAL_SHIFT;
            if (bits & 8) event->modifiers |= TERMINAL_ALT;
            if (bits & 16) event->modifiers |= TERMINAL_CONTROL;
            if (bits & 64) {
                event->code = (bits & 1) ? TERMINAL_WHEEL_DOWN : TERMINAL_WHEEL_UP;
                event->button = 0;
                return (bits & 2) == 0;
            }
            event->code = key.value == 'm' ? TERMINAL_RELEASE : (bits & 32) ? TERMINAL_DRAG : TERMINAL_PRESS;
            return true;
        } else {
            return false;
        }
    }
    return false;
}

// Text grows here until the end mark; the bytes stay valid until the next event.
static unsigned char *paste_bytes;
static size_t paste_count, paste_capacity;

static void paste_append(uint32_t scalar) {
    if (paste_count + 4 > paste_capacity) {
        if (paste_capacity >= MAX_PASTE) return;
        size_t capacity = paste_capacity == 0 ? 4096 : paste_capacity * 2;
        unsigned char *bytes = realloc(paste_bytes, capacity);
        if (bytes == NULL) return;
        paste_bytes = bytes;
        paste_capacity = capacity;
    }
    unsigned char *end = paste_bytes + paste_count;
    if (scalar < 0x80) {
        *end++ = (unsigned char)scalar;
    } else if (scalar < 0x800) {
        *end++ = (unsigned char)(0xC0 | scalar >> 6);
        *end++ = (unsigned char)(0x80 | (scalar & 0x3F));
    } else if (scalar < 0x10000) {
        *end++ = (unsigned char)(0xE0 | scalar >> 12);
        *end++ = (unsigned char)(0x80 | (scalar >> 6 & 0x3F));
        *end++ = (unsigned char)(0x80 | (scalar & 0x3F));
    } else {
        *end++ = (unsigned char)(0xF0 | scalar >> 18);
        *end++ = (unsigned char)(0x80 | (scalar >> 12 & 0x3F));
        *end++ = (unsigned char)(0x80 | (scalar >> 6 & 0x3F));
        *end++ = (unsigned char)(0x80 | (scalar & 0x3F));
    }
    paste_count = (size_t)(end - paste_bytes);
}

static bool paste_event(terminal_event *event) {
    paste_count = 0;
    for (;;) {
        raw_key key = read_key(PASTE_TIMEOUT);
        if (key.result == ERR || (key.result == KEY_CODE_YES && key.value == KEYCODE_PASTE_END)) break;
        if (key.result == OK) paste_append(key.value);
        // Bytes that happen to be the code of a key were typed as such: tab and line feed have no code, backspace has.
        if (key.result == KEY_CODE_YES && key.value == KEY_ENTER) paste_append('\r');
    }
    event->kind = TERMINAL_EVENT_PASTE;
    event->text = paste_bytes;
    event->text_count = paste_count;
    return paste_count > 0;
}

static int letter_key(int final) {
    switch (final) {
    case 'A': return TERMINAL_KEY_UP;
    case 'B': return TERMINAL_KEY_DOWN;
    case 'C': return TERMINAL_KEY_RIGHT;
    case 'D': return TERMINAL_KEY_LEFT;
    case 'H': return TERMINAL_KEY_HOME;
    case 'F': return TERMINAL_KEY_END;
    case 'M': return TERMINAL_KEY_ENTER;
    case 'P': return TERMINAL_KEY_F0 + 1;
    case 'Q': return TERMINAL_KEY_F0 + 2;
    case 'R': return TERMINAL_KEY_F0 + 3;
    case 'S': return TERMINAL_KEY_F0 + 4;
    default: return 0;
    }
}

static int number_key(int number) {
    switch (number) {
    case 1: case 7: return TERMINAL_KEY_HOME;
    case 2: return TERMINAL_KEY_INSERT;
    case 3: return TERMINAL_KEY_DELETE;
    case 4: case 8: return TERMINAL_KEY_END;
    case 5: return TERMINAL_KEY_PAGE_UP;
    case 6: return TERMINAL_KEY_PAGE_DOWN;
    case 11: case 12: case 13: case 14: case 15: return TERMINAL_KEY_F0 + number - 10;
    case 17: case 18: case 19: case 20: case 21: return TERMINAL_KEY_F0 + number - 11;
    case 23: case 24: return TERMINAL_KEY_F0 + number - 12;
    default: return 0;
    }
}

static int modifiers_of(int parameter) { return parameter > 1 ? (parameter - 1) & 7 : 0; }

// A sequence that the terminal's description does not have: the common ones are understood, the others swallowed.
static bool unknown_sequence(terminal_event *event, uint32_t opener) {
    int numbers[2] = {0, 0};
    int field = 0;
    event->modifiers = 0;
    for (int count = 0; count < 32; count++) {
        raw_key key = read_key(PART_TIMEOUT);
        if (key.result != OK) return false;
        if (key.value >= '0' && key.value <= '9') {
            if (field < 2 && numbers[field] < 100000) numbers[field] = numbers[field] * 10 + (int)(key.value - '0');
        } else if (key.value == ';') {
            field++;
        } else if (key.value >= 0x40 && key.value <= 0x7E) {
            if (opener == '[' && key.value == 'Z') return key_event(event, TERMINAL_KEY_TAB, TERMINAL_SHIFT);
            int code = key.value == '~' ? number_key(numbers[0]) : letter_key((int)key.value);
            return code != 0 && key_event(event, code, modifiers_of(numbers[1]));
        } else if (key.value < 0x20) {
            return false;
        }
    }
    return false;
}

// Keys with modifiers have names such as kLFT5, whose last digit is 1 more than the modifiers.
static bool named_key(terminal_event *event, int code) {
    static const struct {
        const char *name;
        int key;
    } names[] = {
        {"kUP", TERMINAL_KEY_UP},       {"kDN", TERMINAL_KEY_DOWN},       {"kLFT", TERMINAL_KEY_LEFT},
        {"kRIT", TERMINAL_KEY_RIGHT},   {"kHOM", TERMINAL_KEY_HOME},      {"kEND", TERMINAL_KEY_END},
        {"kPRV", TERMINAL_KEY_PAGE_UP}, {"kNXT", TERMINAL_KEY_PAGE_DOWN}, {"kDC", TERMINAL_KEY_DELETE},
        {"kIC", TERMINAL_KEY_INSERT},
    };
    const char *name = keyname(code);
    if (name == NULL) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i].name);
        if (strncmp(name, names[i].name, length) != 0) continue;
        const char *rest = name + length;
        if (rest[0] == 0) return key_event(event, names[i].key, TERMINAL_SHIFT);
        if (isdigit((unsigned char)rest[0]) && rest[1] == 0) {
            return key_event(event, names[i].key, modifiers_of(rest[0] - '0'));
        }
    }
    return false;
}

static bool function_key(terminal_event *event, int code) {
    if (code >= KEY_F(1) && code <= KEY_F(12)) return key_event(event, TERMINAL_KEY_F0 + code - KEY_F0, 0);
    if (code >= KEY_F(13) && code <= KEY_F(24)) {
        return key_event(event, TERMINAL_KEY_F0 + code - KEY_F0 - 12, TERMINAL_SHIFT);
    }
    switch (code) {
    case KEYCODE_MOUSE: return mouse_event(event);
    case KEYCODE_PASTE_BEGIN: return paste_event(event);
    case KEY_UP: return key_event(event, TERMINAL_KEY_UP, 0);
    case KEY_DOWN: return key_event(event, TERMINAL_KEY_DOWN, 0);
    case KEY_LEFT: return key_event(event, TERMINAL_KEY_LEFT, 0);
    case KEY_RIGHT: return key_event(event, TERMINAL_KEY_RIGHT, 0);
    case KEY_SR: return key_event(event, TERMINAL_KEY_UP, TERMINAL_SHIFT);
    case KEY_SF: return key_event(event, TERMINAL_KEY_DOWN, TERMINAL_SHIFT);
    case KEY_SLEFT: return key_event(event, TERMINAL_KEY_LEFT, TERMINAL_SHIFT);
    case KEY_SRIGHT: return key_event(event, TERMINAL_KEY_RIGHT, TERMINAL_SHIFT);
    case KEY_HOME: case KEY_A1: return key_event(event, TERMINAL_KEY_HOME, 0);
    case KEY_END: case KEY_C1: case KEY_LL: return key_event(event, TERMINAL_KEY_END, 0);
    case KEY_SHOME: return key_event(event, TERMINAL_KEY_HOME, TERMINAL_SHIFT);
    case KEY_SEND: return key_event(event, TERMINAL_KEY_END, TERMINAL_SHIFT);
    case KEY_PPAGE: case KEY_A3: return key_event(event, TERMINAL_KEY_PAGE_UP, 0);
    case KEY_NPAGE: case KEY_C3: return key_event(event, TERMINAL_KEY_PAGE_DOWN, 0);
    case KEY_SPREVIOUS: return key_event(event, TERMINAL_KEY_PAGE_UP, TERMINAL_SHIFT);
    case KEY_SNEXT: return key_event(event, TERMINAL_KEY_PAGE_DOWN, TERMINAL_SHIFT);
    case KEY_IC: return key_event(event, TERMINAL_KEY_INSERT, 0);
    case KEY_DC: return key_event(event, TERMINAL_KEY_DELETE, 0);
    case KEY_SDC: return key_event(event, TERMINAL_KEY_DELETE, TERMINAL_SHIFT);
    case KEY_BACKSPACE: return key_event(event, TERMINAL_KEY_BACKSPACE, 0);
    case KEY_ENTER: return key_event(event, TERMINAL_KEY_ENTER, 0);
    case KEY_BTAB: return key_event(event, TERMINAL_KEY_TAB, TERMINAL_SHIFT);
    default: return named_key(event, code);
    }
}

static bool character(terminal_event *event, uint32_t value) {
    switch (value) {
    case 8: case 127: return key_event(event, TERMINAL_KEY_BACKSPACE, 0);
    case 9: return key_event(event, TERMINAL_KEY_TAB, 0);
    case 13: return key_event(event, TERMINAL_KEY_ENTER, 0);
    default: break;
    }
    event->kind = TERMINAL_EVENT_CHARACTER;
    event->code = (int32_t)value;
    if (value < 32) {
        event->modifiers |= TERMINAL_CONTROL;
        event->code = value == 0 ? ' ' : value <= 26 ? (int32_t)value + 96 : (int32_t)value + 64;
    }
    return true;
}

// What follows an escape at once was typed with Alt, or is a sequence that ncurses does not know.
static bool after_escape(terminal_event *event) {
    raw_key next = read_key(0);
    if (next.result == ERR) return key_event(event, TERMINAL_KEY_ESCAPE, 0);
    if (next.result == KEY_CODE_YES) {
        if (next.value == KEYCODE_MOUSE || next.value == KEYCODE_PASTE_BEGIN) return function_key(event, (int)next.value);
        event->modifiers = TERMINAL_ALT;
        return function_key(event, (int)next.value);
    }
    if (next.value == ESCAPE) {
        ungetch(ESCAPE);
        return key_event(event, TERMINAL_KEY_ESCAPE, 0);
    }
    if (next.value == '[' || next.value == 'O') return unknown_sequence(event, next.value);
    event->modifiers = TERMINAL_ALT;
    return character(event, next.value);
}

bool terminal_next(terminal_event *event) {
    for (;;) {
        *event = (terminal_event){0};
        raw_key key = read_key(0);
        if (key.result == ERR) return false;
        bool is_known = key.result == KEY_CODE_YES ? function_key(event, (int)key.value)
                        : key.value == ESCAPE      ? after_escape(event)
                                                   : character(event, key.value);
        if (is_known) return true;
    }
}
