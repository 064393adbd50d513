#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

// Signals that only wake the loop, and signals that end the process.
static const int noticed[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP};
static const int fatal[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE};
enum { NOTICED = sizeof noticed / sizeof *noticed, FATAL = sizeof fatal / sizeof *fatal };

static struct sigaction noticed_before[NOTICED];
static struct sigaction fatal_before[FATAL];
static int signal_pipe[2] = {-1, -1};
static _Atomic int wake_descriptor = -1;

// What gives the terminal back, made beforehand: a handler may call next to nothing.
static char restore_text[512];
static size_t restore_count;
static struct termios restore_modes;
static atomic_bool is_armed;

static void note(int signal) {
    int error = errno;
    unsigned char byte = (unsigned char)signal;
    ssize_t written = write(signal_pipe[1], &byte, 1);
    (void)written;
    errno = error;
}

static void restore_terminal(void) {
    if (!atomic_exchange(&is_armed, false)) return;
    ssize_t written = write(STDOUT_FILENO, restore_text, restore_count);
    (void)written;
    tcsetattr(STDIN_FILENO, TCSANOW, &restore_modes);
}

static void call_before(int signal, siginfo_t *info, void *context) {
    for (int i = 0; i < FATAL; i++) {
        if (fatal[i] != signal) continue;
        struct sigaction *before = &fatal_before[i];
        if ((before->sa_flags & SA_SIGINFO) != 0 && before->sa_sigaction != NULL) {
            before->sa_sigaction(signal, info, context);
        } else if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN) {
            before->sa_handler(signal);
        }
    }
}

// Gives the terminal back, lets whoever handled the signal before have it (Swift prints its backtrace there), and ends
// the process by the signal, also where it was sent from outside and would not come again by itself.
static void crash(int signal, siginfo_t *info, void *context) {
    restore_terminal();
    call_before(signal, info, context);
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(signal, &standard, NULL);
    raise(signal);
}

static void use_alternate_stack(void) {
    static unsigned char stack[64 * 1024];
    stack_t current;
    if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE) == 0) return;
    stack_t ours = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&ours, NULL);
}

bool signals_open(void) {
    if (signal_pipe[0] < 0 && pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
    if (wake_descriptor < 0) wake_descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return wake_descriptor >= 0;
}

// A process started from a thread with blocked signals inherits the mask, and would never hear of a new size.
static void unblock(void) {
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < NOTICED; i++) sigaddset(&set, noticed[i]);
    for (int i = 0; i < FATAL; i++) sigaddset(&set, fatal[i]);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

void signals_install(void) {
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < NOTICED; i++) sigaction(noticed[i], &action, &noticed_before[i]);
    use_alternate_stack();
    struct sigaction last = {.sa_sigaction = crash, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    sigemptyset(&last.sa_mask);
    for (int i = 0; i < FATAL; i++) sigaction(fatal[i], &last, &fatal_before[i]);
    unblock();
}

void signals_remove(void) {
    for (int i = 0; i < NOTICED; i++) sigaction(noticed[i], &noticed_before[i], NULL);
    for (int i = 0; i < FATAL; i++) sigaction(fatal[i], &fatal_before[i], NULL);
}

// Appends a terminfo string without its padding marks such as $<5>.
static bool append_capability(const char *name) {
    const char *text = tigetstr(name);
    if (text == NULL || text == (const char *)-1) return false;
    while (*text != 0 && restore_count + 1 < sizeof restore_text) {
        if (text[0] == '$' && text[1] == '<') {
            const char *end = strchr(text, '>');
            if (end != NULL) {
                text = end + 1;
                continue;
            }
        }
        restore_text[restore_count++] = *text++;
    }
    return true;
}

void signals_arm_restore(void) {
    static const char *const capabilities[] = {"sgr0", "op", "rmkx", "cnorm"};
    restore_count = strlen(MODES_OFF);
    memcpy(restore_text, MODES_OFF, restore_count);
    for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++) append_capability(capabilities[i]);
    // A terminal with one screen only is left with an empty one.
    if (!append_capability("rmcup")) append_capability("clear");
    atomic_store(&is_armed, true);
}

void signals_disarm_restore(void) { atomic_store(&is_armed, false); }

void signals_remember_modes(void) { tcgetattr(STDIN_FILENO, &restore_modes); }

void signals_stop_job(void) {
    struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
    sigemptyset(&standard.sa_mask);
    sigaction(SIGTSTP, &standard, &ours);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}

static int readiness(int signal) {
    switch (signal) {
    case SIGWINCH: return TERMINAL_RESIZED;
    case SIGTERM: return TERMINAL_TERMINATED;
    case SIGHUP: return TERMINAL_HUNG_UP;
    case SIGINT: return TERMINAL_INTERRUPTED;
    case SIGTSTP: return TERMINAL_SUSPEND;
    default: return 0;
    }
}

int signals_wait(int milliseconds) {
    struct pollfd ends[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = signal_pipe[0], .events = POLLIN},
        {.fd = wake_descriptor, .events = POLLIN},
    };
    if (poll(ends, 3, milliseconds) < 0 && errno != EINTR) return TERMINAL_HUNG_UP;
    int ready = 0;
    if ((ends[0].revents & POLLIN) != 0) ready |= TERMINAL_INPUT;
    if ((ends[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) ready |= TERMINAL_HUNG_UP;
    unsigned char bytes[64];
    ssize_t count;
    while ((count = read(signal_pipe[0], bytes, sizeof bytes)) > 0)
        for (ssize_t i = 0; i < count; i++) ready |= readiness(bytes[i]);
    uint64_t wakes;
    if (read(wake_descriptor, &wakes, sizeof wakes) == sizeof wakes) ready |= TERMINAL_WOKEN;
    return ready;
}

void signals_wake(void) {
    int descriptor = atomic_load(&wake_descriptor);
    if (descriptor < 0) return;
    uint64_t one = 1;
    ssize_t written = write(descriptor, &one, sizeof one);
    (void)written;
}
