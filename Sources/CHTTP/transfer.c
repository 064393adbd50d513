#include "CHTTP.h"

#include "libcurl.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

struct http_transfer {
    http_pool *pool;
    CURL *easy;
    // NULL once the transfer is over, when the handle may serve another one.
    CURLM *multi;
    pthread_mutex_t lock;
    struct curl_slist *headers;
    atomic_bool is_cancelled;
    http_receiver receiver;
    char reason[CURL_ERROR_SIZE];
};

static void start(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

// A multi handle keeps its connections open, and serves one transfer at a time. The last one that was given back is the
// first to be taken, so that few transfers at once need few connections.
enum { MOST_IDLE = 64 };

struct http_pool {
    pthread_mutex_t lock;
    CURLM *idle[MOST_IDLE];
    int count;
};

http_pool *http_pool_create(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start);
    http_pool *pool = calloc(1, sizeof *pool);
    if (pool) pthread_mutex_init(&pool->lock, NULL);
    return pool;
}

void http_pool_free(http_pool *pool) {
    while (pool->count) curl_multi_cleanup(pool->idle[--pool->count]);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}

static CURLM *take_multi(http_pool *pool) {
    pthread_mutex_lock(&pool->lock);
    CURLM *multi = pool->count ? pool->idle[--pool->count] : NULL;
    pthread_mutex_unlock(&pool->lock);
    return multi ? multi : curl_multi_init();
}

static void give_back(http_pool *pool, CURLM *multi) {
    pthread_mutex_lock(&pool->lock);
    bool is_kept = pool->count < MOST_IDLE;
    if (is_kept) pool->idle[pool->count++] = multi;
    pthread_mutex_unlock(&pool->lock);
    if (!is_kept) curl_multi_cleanup(multi);
}

static int on_connected(void *context, char *remote, char *local, int remote_port, int local_port) {
    (void)remote, (void)local, (void)remote_port, (void)local_port;
    http_transfer *transfer = context;
    transfer->receiver.connected(transfer->receiver.context);
    return CURL_PREREQFUNC_OK;
}

static size_t on_header(char *bytes, size_t size, size_t count, void *context) {
    http_transfer *transfer = context;
    transfer->receiver.header(transfer->receiver.context, bytes, size * count);
    return size * count;
}

static size_t on_bytes(char *bytes, size_t size, size_t count, void *context) {
    http_transfer *transfer = context;
    transfer->receiver.bytes(transfer->receiver.context, (const uint8_t *)bytes, size * count);
    return size * count;
}

http_transfer *http_create(http_pool *pool, const char *url) {
    http_transfer *transfer = calloc(1, sizeof *transfer);
    if (!transfer) return NULL;
    transfer->pool = pool;
    pthread_mutex_init(&transfer->lock, NULL);
    transfer->easy = curl_easy_init();
    transfer->multi = take_multi(pool);
    if (!transfer->easy || !transfer->multi) {
        http_free(transfer);
        return NULL;
    }
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    // Nothing is to be compressed, since that holds streams back; what a proxy compresses all the same is decoded.
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "identity");
    // Deadlines are kept by whoever asks.
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, 86400L);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->reason);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_connected);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_bytes);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    return transfer;
}

bool http_add_header(http_transfer *transfer, const char *line) {
    struct curl_slist *headers = curl_slist_append(transfer->headers, line);
    if (headers) transfer->headers = headers;
    return headers != NULL;
}

bool http_set_body(http_transfer *transfer, const uint8_t *bytes, size_t count) {
    // The order matters: the size is how much of it is copied.
    return curl_easy_setopt(transfer->easy, CURLOPT_POST, 1L) == CURLE_OK
        && curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count) == CURLE_OK
        && curl_easy_setopt(transfer->easy, CURLOPT_COPYPOSTFIELDS, (const char *)bytes) == CURLE_OK
        // Without waiting to be told to go on.
        && http_add_header(transfer, "Expect:");
}

static int end_of(CURLcode code) {
    switch (code) {
    case CURLE_OK: return HTTP_DONE;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE: return HTTP_UNREACHABLE;
    default: return HTTP_DROPPED;
    }
}

static void release(http_transfer *transfer) {
    pthread_mutex_lock(&transfer->lock);
    CURLM *multi = transfer->multi;
    transfer->multi = NULL;
    pthread_mutex_unlock(&transfer->lock);
    if (multi) give_back(transfer->pool, multi);
}

int http_perform(http_transfer *transfer, http_receiver receiver, char *reason, size_t size) {
    transfer->receiver = receiver;
    curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
    CURLMcode status = curl_multi_add_handle(transfer->multi, transfer->easy);
    CURLcode code = CURLE_OK;
    int running = 1;
    while (status == CURLM_OK && running && !atomic_load(&transfer->is_cancelled)) {
        status = curl_multi_perform(transfer->multi, &running);
        if (status == CURLM_OK && running) status = curl_multi_poll(transfer->multi, NULL, 0, 60000, NULL);
    }
    int queued;
    for (CURLMsg *message; (message = curl_multi_info_read(transfer->multi, &queued));)
        if (message->msg == CURLMSG_DONE) code = message->data.result;
    curl_multi_remove_handle(transfer->multi, transfer->easy);
    release(transfer);
    if (running && atomic_load(&transfer->is_cancelled)) return HTTP_CANCELLED;
    const char *words = transfer->reason[0] ? transfer->reason : curl_easy_strerror(code);
    if (status != CURLM_OK) words = curl_multi_strerror(status);
    snprintf(reason, size, "%s", words);
    return status == CURLM_OK ? end_of(code) : HTTP_DROPPED;
}

void http_cancel(http_transfer *transfer) {
    atomic_store(&transfer->is_cancelled, true);
    pthread_mutex_lock(&transfer->lock);
    if (transfer->multi) curl_multi_wakeup(transfer->multi);
    pthread_mutex_unlock(&transfer->lock);
}

void http_free(http_transfer *transfer) {
    if (transfer->easy) curl_easy_cleanup(transfer->easy);
    release(transfer);
    pthread_mutex_destroy(&transfer->lock);
    curl_slist_free_all(transfer->headers);
    free(transfer);
}
