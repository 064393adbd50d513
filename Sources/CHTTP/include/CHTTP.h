#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// HTTP by libcurl, as a few plain functions: one transfer at a time on one thread, cancelled at once from any other.
// A connection that a transfer leaves in order serves the next one to the same server.

typedef struct http_pool http_pool;
typedef struct http_transfer http_transfer;

enum http_end {
    HTTP_DONE,
    /// No connection could be made.
    HTTP_UNREACHABLE,
    /// The connection ended too early.
    HTTP_DROPPED,
    HTTP_CANCELLED
};

/// What is told of a transfer, on its thread, in order.
typedef struct {
    void *_Nullable context;
    /// There is a connection, and the request is about to be sent.
    void (*_Nonnull connected)(void *_Nullable context);
    /// A line of the head of an answer with its line end; an empty one ends the head.
    void (*_Nonnull header)(void *_Nullable context, const char *_Nonnull line, size_t count);
    /// Some of its body.
    void (*_Nonnull bytes)(void *_Nullable context, const uint8_t *_Nonnull bytes, size_t count);
} http_receiver;

/// Connections to be used again; NULL where memory is short. It has to outlive its transfers.
http_pool *_Nullable http_pool_create(void);
/// Closes the connections.
void http_pool_free(http_pool *_Nonnull pool);

/// Prepares a transfer; NULL where memory is short. What is given is copied.
http_transfer *_Nullable http_create(http_pool *_Nonnull pool, const char *_Nonnull url);
/// Adds a line such as `Accept: text/plain`.
bool http_add_header(http_transfer *_Nonnull transfer, const char *_Nonnull line);
/// Makes it a POST with a body.
bool http_set_body(http_transfer *_Nonnull transfer, const uint8_t *_Nonnull bytes, size_t count);
/// Carries out the transfer, and returns only when it is over. Redirects are not followed. `reason` is filled with what
/// went wrong, in words.
int http_perform(http_transfer *_Nonnull transfer, http_receiver receiver, char *_Nonnull reason, size_t size);
/// Ends the transfer at once, from any thread, before or while it is carried out.
void http_cancel(http_transfer *_Nonnull transfer);
void http_free(http_transfer *_Nonnull transfer);
