#include "internal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

static SCREEN *screen;
static terminal_info current;
static bool has_colors_on;
static bool mouse_is_on;
static bool may_synchronize;

static int color_of(int32_t color, int fallback);

bool terminal_is_utf8(void) {
    static bool is_set;
    if (!is_set) {
        is_set = true;
        if (setlocale(LC_CTYPE, "") == NULL) {
            // The locale is not installed here, but its name tells the encoding.
            const char *names[] = {getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")};
            for (size_t i = 0; i < 3; i++) {
                if (names[i] == NULL || names[i][0] == 0) continue;
                if (strcasestr(names[i], "utf-8") || strcasestr(names[i], "utf8")) setlocale(LC_CTYPE, "C.UTF-8");
                break;
            }
        }
    }
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static int check_capabilities(void) {
    const char *place = tigetstr("cup");
    const char *clear = tigetstr("clear");
    bool can = place != NULL && place != (const char *)-1 && clear != NULL && clear != (const char *)-1;
    return can ? TERMINAL_OK : TERMINAL_NO_CURSOR_ADDRESSING;
}

// <term.h> is not included, see internal.h.
typedef struct term TERMINAL_DATA;
extern int setupterm(const char *, int, int *);
extern int del_curterm(TERMINAL_DATA *);
extern TERMINAL_DATA *set_curterm(TERMINAL_DATA *);

int terminal_probe(void) {
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return TERMINAL_NOT_A_TTY;
    if (screen != NULL) return TERMINAL_OK;
    const char *name = getenv("TERM");
    int error = 0;
    if (name == NULL || name[0] == 0 || setupterm(name, STDOUT_FILENO, &error) != OK) return TERMINAL_UNKNOWN;
    int status = check_capabilities();
    TERMINAL_DATA *data = set_curterm(NULL);
    if (data != NULL) del_curterm(data);
    return status;
}

// The entry with direct colour for a terminal that says it has it: xterm-256color has xterm-direct beside it.
static SCREEN *open_direct(const char *name) {
    const char *says = getenv("COLORTERM");
    if (says == NULL || (strcasecmp(says, "truecolor") != 0 && strcasecmp(says, "24bit") != 0)) return NULL;
    const char *suffix = strstr(name, "-256color");
    size_t count = suffix != NULL ? (size_t)(suffix - name) : strlen(name);
    char direct[128];
    if (count + sizeof "-direct" > sizeof direct) return NULL;
    memcpy(direct, name, count);
    memcpy(direct + count, "-direct", sizeof "-direct");
    return newterm(direct, stdout, stdin);
}

static void start_colors(bool are_wanted) {
    current.colors = 0;
    has_colors_on = are_wanted && has_colors() && start_color() == OK;
    if (!has_colors_on) return;
    use_default_colors();
    current.colors = COLORS;
}

static void modes_on(void) {
    putp(MODES_ON);
    if (mouse_is_on) putp(MOUSE_ON);
    fflush(stdout);
}

static void modes_off(void) {
    putp(MODES_OFF);
    fflush(stdout);
}

// Gives the screen back; one that has no second screen to go back from is left empty.
static void leave(void) {
    modes_off();
    curs_set(1);
    const char *back = tigetstr("rmcup");
    if (back == NULL || back == (const char *)-1) {
        erase();
        clearok(curscr, TRUE);
        refresh();
        move(0, 0);
        putp("\r");
    }
    endwin();
}

static void take(terminal_options options) {
    raw();
    noecho();
    nonl();
    set_escdelay(25);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    intrflush(stdscr, FALSE);
    input_define_keys();
    start_colors(options.wants_colors);
    curs_set(0);
    mouse_is_on = options.wants_mouse;
    may_synchronize = current.colors >= 256;
}

int terminal_start(terminal_options options, terminal_info *info) {
    static bool is_registered;
    if (screen != NULL) return TERMINAL_IN_USE;
    current.is_utf8 = terminal_is_utf8();
    int status = terminal_probe();
    if (status != TERMINAL_OK) return status;
    if (!signals_open()) return TERMINAL_NO_PIPE;
    signals_remember_modes();
    const char *name = getenv("TERM");
    screen = options.wants_colors && options.may_be_direct ? open_direct(name) : NULL;
    current.is_direct = screen != NULL;
    if (screen == NULL) screen = newterm(name, stdout, stdin);
    if (screen == NULL) return TERMINAL_UNKNOWN;
    set_term(screen);
    if (!is_registered) is_registered = atexit(terminal_stop) == 0;
    take(options);
    signals_arm_restore();
    signals_install();
    modes_on();
    current.is_direct = current.is_direct && current.colors > 256;
    current.columns = getmaxx(stdscr);
    current.rows = getmaxy(stdscr);
    *info = current;
    return TERMINAL_OK;
}

void terminal_stop(void) {
    if (screen == NULL) return;
    SCREEN *old = screen;
    screen = NULL;
    leave();
    signals_disarm_restore();
    signals_remove();
    delscreen(old);
}

void terminal_suspend(void) {
    if (screen == NULL) return;
    def_prog_mode();
    leave();
    signals_disarm_restore();
    signals_stop_job();
    reset_prog_mode();
    signals_arm_restore();
    modes_on();
    int32_t columns, rows;
    terminal_size(&columns, &rows);
    terminal_invalidate();
    curs_set(0);
}

void terminal_size(int32_t *columns, int32_t *rows) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
        if (size.ws_col != getmaxx(stdscr) || size.ws_row != getmaxy(stdscr)) {
            resize_term(size.ws_row, size.ws_col);
            clearok(curscr, TRUE);
        }
    }
    *columns = getmaxx(stdscr);
    *rows = getmaxy(stdscr);
}

static attr_t attributes_of(const terminal_cell *cell) {
    attr_t result = A_NORMAL;
    if (cell->attributes & TERMINAL_BOLD) result |= A_BOLD;
    if (cell->attributes & TERMINAL_DIM) result |= A_DIM;
    if (cell->attributes & TERMINAL_UNDERLINE) result |= A_UNDERLINE;
    if (cell->attributes & TERMINAL_REVERSE) result |= A_REVERSE;
    if (cell->attributes & TERMINAL_ITALIC) result |= A_ITALIC;
    return result;
}

static int color_of(int32_t color, int fallback) {
    if (color == TERMINAL_COLOR_STANDARD) return fallback;
    if ((color & TERMINAL_COLOR_RGB) == 0) return color < current.colors ? color : fallback;
    int value = color & 0xFFFFFF;
    // The first eight numbers are the palette in a terminal with direct colour too.
    return value < 8 && value > 0 ? 8 : value;
}

static int pair_of(const terminal_cell *cell) {
    if (!has_colors_on) return 0;
    int pair = alloc_pair(color_of(cell->foreground, -1), color_of(cell->background, -1));
    return pair < 0 ? 0 : pair;
}

// The characters of a cell for setcchar; a question mark for what this terminal cannot show in the same columns.
static void characters_of(const terminal_cell *cell, wchar_t *text) {
    size_t count = cell->count < TERMINAL_MAX_SCALARS ? cell->count : TERMINAL_MAX_SCALARS;
    wchar_t base = count > 0 ? (wchar_t)cell->scalars[0] : L' ';
    bool is_shown = base >= 0x20 && base != 0x7F && (base < 0x7F || (current.is_utf8 && wcwidth(base) == cell->width));
    if (!is_shown) {
        text[0] = L'?';
        text[1] = 0;
        return;
    }
    text[0] = base;
    size_t length = 1;
    for (size_t i = 1; i < count; i++)
        if (wcwidth((wchar_t)cell->scalars[i]) == 0) text[length++] = (wchar_t)cell->scalars[i];
    text[length] = 0;
}

void terminal_put(int32_t row, int32_t column, const terminal_cell *cells, size_t count) {
    if (screen == NULL || row < 0 || row >= getmaxy(stdscr)) return;
    for (size_t i = 0; i < count; i++) {
        int x = column + (int)i;
        if (cells[i].width == 0 || x < 0 || x + cells[i].width > getmaxx(stdscr)) continue;
        wchar_t text[TERMINAL_MAX_SCALARS + 1];
        characters_of(&cells[i], text);
        int pair = pair_of(&cells[i]);
        cchar_t complex;
        if (setcchar(&complex, text, attributes_of(&cells[i]), 0, &pair) != OK) continue;
        mvwadd_wchnstr(stdscr, row, x, &complex, 1);
        if (cells[i].width == 2 && text[0] == L'?') mvwadd_wchnstr(stdscr, row, x + 1, &complex, 1);
    }
}

void terminal_flush(int32_t row, int32_t column) {
    if (screen == NULL) return;
    if (may_synchronize) {
        putp("\033[?2026h");
        // What doupdate() writes goes past stdio: without this it would come before the bracket that is to hold it.
        fflush(stdout);
    }
    if (column >= 0) {
        wmove(stdscr, row, column);
        curs_set(1);
    } else {
        curs_set(0);
    }
    wnoutrefresh(stdscr);
    doupdate();
    if (may_synchronize) putp("\033[?2026l");
    fflush(stdout);
}

void terminal_invalidate(void) {
    if (screen != NULL) clearok(curscr, TRUE);
}

void terminal_send(const char *bytes) {
    if (screen == NULL) return;
    putp(bytes);
    fflush(stdout);
}

void terminal_set_mouse(bool is_on) {
    mouse_is_on = is_on;
    terminal_send(is_on ? MOUSE_ON : MOUSE_OFF);
}

int terminal_wait(int32_t milliseconds) { return screen == NULL ? TERMINAL_HUNG_UP : signals_wait(milliseconds); }

void terminal_wake(void) { signals_wake(); }
