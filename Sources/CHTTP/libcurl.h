#pragma once
// The few declarations of libcurl's stable interface (libcurl.so.4) that are used here, so that its library, which the
// system's own Foundation needs too, is enough and its development files are not.
#include <stddef.h>
#include <stdint.h>

typedef void CURL;
typedef void CURLM;
struct curl_slist;

enum { CURL_ERROR_SIZE = 256, CURL_GLOBAL_DEFAULT = 3, CURL_PREREQFUNC_OK = 0, CURLM_OK = 0, CURLMSG_DONE = 1 };

typedef enum {
    CURLE_OK = 0,
    CURLE_UNSUPPORTED_PROTOCOL = 1,
    CURLE_URL_MALFORMAT = 3,
    CURLE_COULDNT_RESOLVE_PROXY = 5,
    CURLE_COULDNT_RESOLVE_HOST = 6,
    CURLE_COULDNT_CONNECT = 7,
    CURLE_SSL_CONNECT_ERROR = 35,
    CURLE_SSL_CERTPROBLEM = 58,
    CURLE_SSL_CIPHER = 59,
    CURLE_PEER_FAILED_VERIFICATION = 60,
    CURLE_SSL_CACERT_BADFILE = 77
} CURLcode;

typedef int CURLMcode;

// A long counts from 0, an object from 10000, a function from 20000, a size from 30000.
typedef enum {
    CURLOPT_POST = 47,
    CURLOPT_FOLLOWLOCATION = 52,
    CURLOPT_CONNECTTIMEOUT = 78,
    CURLOPT_NOSIGNAL = 99,
    CURLOPT_SUPPRESS_CONNECT_HEADERS = 265,
    CURLOPT_WRITEDATA = 10001,
    CURLOPT_URL = 10002,
    CURLOPT_ERRORBUFFER = 10010,
    CURLOPT_HTTPHEADER = 10023,
    CURLOPT_HEADERDATA = 10029,
    CURLOPT_ACCEPT_ENCODING = 10102,
    CURLOPT_COPYPOSTFIELDS = 10165,
    CURLOPT_PREREQDATA = 10313,
    CURLOPT_PROTOCOLS_STR = 10318,
    CURLOPT_WRITEFUNCTION = 20011,
    CURLOPT_HEADERFUNCTION = 20079,
    CURLOPT_PREREQFUNCTION = 20312,
    CURLOPT_POSTFIELDSIZE_LARGE = 30120
} CURLoption;

typedef int64_t curl_off_t;

typedef struct {
    int msg;
    CURL *easy_handle;
    union {
        void *whatever;
        CURLcode result;
    } data;
} CURLMsg;

CURLcode curl_global_init(long flags);
CURL *curl_easy_init(void);
CURLcode curl_easy_setopt(CURL *easy, CURLoption option, ...);
void curl_easy_cleanup(CURL *easy);
const char *curl_easy_strerror(CURLcode code);
struct curl_slist *curl_slist_append(struct curl_slist *list, const char *line);
void curl_slist_free_all(struct curl_slist *list);
CURLM *curl_multi_init(void);
CURLMcode curl_multi_add_handle(CURLM *multi, CURL *easy);
CURLMcode curl_multi_remove_handle(CURLM *multi, CURL *easy);
CURLMcode curl_multi_perform(CURLM *multi, int *running);
CURLMcode curl_multi_poll(CURLM *multi, void *extra, unsigned int count, int milliseconds, int *ready);
CURLMcode curl_multi_wakeup(CURLM *multi);
CURLMsg *curl_multi_info_read(CURLM *multi, int *queued);
CURLMcode curl_multi_cleanup(CURLM *multi);
const char *curl_multi_strerror(CURLMcode code);
