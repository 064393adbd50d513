#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#define NCURSES_WIDECHAR 1
#include <wchar.h>

#include <curses.h>
#include <stdbool.h>

#include "CTerminal.h"

// Declared here because <term.h> defines macros with names such as `lines`.
extern int putp(const char *);

enum { KEYCODE_MOUSE = KEY_MAX + 500, KEYCODE_PASTE_BEGIN, KEYCODE_PASTE_END };

/// What turns on and off the reports that ncurses knows nothing of: mouse (buttons and drags, SGR), bracketed paste.
#define MODES_ON "\033[?2004h"
#define MODES_OFF "\033[?2026l\033[?1006l\033[?1002l\033[?2004l"
#define MOUSE_ON "\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l"

/// Signals: a pipe that handlers write to, and handlers that give the screen back before a crash is reported.
bool signals_open(void);
void signals_install(void);
void signals_remove(void);
void signals_remember_modes(void);
void signals_arm_restore(void);
void signals_disarm_restore(void);
void signals_stop_job(void);
int signals_wait(int milliseconds);
void signals_wake(void);

/// Decoding of keys that ncurses hands over.
void input_define_keys(void);
