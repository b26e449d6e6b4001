/* SPDX-License-Identifier: Apache-2.0
 *
 * update_test.c - db update against a real HTTP server on loopback, and what may go wrong there.
 */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "support/zipmake.h"
#include "vuln/update.h"
#include "vuln_help.h"

/* What the server does with each request. */
enum mode {
    ANSWER,    /* 200 with an ETag, 304 where it is known */
    MISSING,   /* 404 */
    CUT_SHORT, /* a Content-Length, and half of it */
    GARBAGE,   /* 200, but no zip */
    MOVED,     /* 302 to the address with /moved before it, and there as ANSWER */
    LOOP,      /* 302 to itself */
    ASIDE,     /* 302 to another protocol */
    OTHER_TEXT /* as ANSWER, with other content */
};

struct server {
    int socket;
    unsigned port;
    pthread_t thread;
    _Atomic enum mode mode;
    _Atomic unsigned answered, not_modified;
    struct lw_buf zips[2];
    char folder[64], index[96], base[64];
};

static void send_all(int fd, struct lw_view v)
{
    while (v.len) {
        ssize_t n = send(fd, v.ptr, v.len, MSG_NOSIGNAL);
        if (n <= 0)
            return;
        v = lw_view_from(v, (size_t)n);
    }
}

static void answer(struct server *s, int fd, const char *request)
{
    enum mode mode = s->mode;
    LW_CLEANUP(lw_buf_clear) struct lw_buf out = LW_BUF_INIT;
    struct lw_view body = lw_buf_view(&s->zips[mode == OTHER_TEXT]);
    const char *etag = mode == OTHER_TEXT ? "\"two\"" : "\"one\"";
    char path[200] = "";
    (void)sscanf(request, "GET %199s", path);
    if (mode == MISSING) {
        lw_buf_add_c(
            &out, "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 4\r\n\r\ngone");
    } else if (mode == ASIDE) {
        lw_buf_printf(
            &out,
            "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: ftp://127.0.0.1:%u/\r\n\r\n",
            s->port);
    } else if (mode == LOOP || (mode == MOVED && strncmp(path, "/moved", 6) != 0)) {
        lw_buf_printf(
            &out,
            "HTTP/1.1 302 Found\r\nConnection: close\r\nETag: \"not this\"\r\nLocation: %s%s\r\n"
            "Content-Length: 0\r\n\r\n",
            mode == MOVED ? "/moved" : "", path);
    } else if (strstr(request, "If-None-Match: ") && strstr(request, etag)) {
        s->not_modified++;
        lw_buf_add_c(&out, "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
    } else {
        s->answered++;
        if (mode == GARBAGE)
            body = LW_VIEW("<html>nothing to see</html>");
        lw_buf_printf(
            &out, "HTTP/1.1 200 OK\r\nConnection: close\r\nETag: %s\r\nContent-Length: %zu\r\n\r\n",
            etag, body.len);
        lw_buf_add(&out, mode == CUT_SHORT ? lw_view_sub(body, 0, body.len / 2) : body);
    }
    send_all(fd, lw_buf_view(&out));
}

static void *serve(void *ctx)
{
    struct server *s = ctx;
    for (;;) {
        int fd = accept(s->socket, NULL, NULL);
        if (fd < 0)
            return NULL;
        char request[4096];
        size_t len = 0;
        while (len < sizeof request - 1) {
            ssize_t n = recv(fd, request + len, sizeof request - 1 - len, 0);
            if (n <= 0)
                break;
            len += (size_t)n;
            request[len] = '\0';
            if (strstr(request, "\r\n\r\n"))
                break;
        }
        request[len] = '\0';
        if (len)
            answer(s, fd, request);
        /* Whatever has not been read yet would turn the end of the answer into a reset. */
        shutdown(fd, SHUT_WR);
        while (recv(fd, request, sizeof request, 0) > 0)
            continue;
        close(fd);
    }
}

static void make_zip(struct lw_buf *out, const char *version)
{
    struct zipmake zip = ZIPMAKE_INIT;
    char text[400];
    snprintf(text, sizeof text,
             "{\"id\":\"PYSEC-1\",\"modified\":\"2024-01-01T00:00:00Z\",\"affected\":[{\"package\":"
             "{\"ecosystem\":\"PyPI\",\"name\":\"a\"},\"versions\":[\"%s\"]}]}",
             version);
    zipmake_files(&zip, "PYSEC-1.json", text, "README.md", "not read", NULL);
    lw_buf_add(out, zipmake_end(&zip, NULL));
    zipmake_clear(&zip);
}

static int start(void **state)
{
    struct server *s = calloc(1, sizeof *s);
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t len = sizeof at;
    make_zip(&s->zips[0], "1.0");
    make_zip(&s->zips[1], "2.0");
    s->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(s->socket, (struct sockaddr *)&at, len) != 0 || listen(s->socket, 16) != 0 ||
        getsockname(s->socket, (struct sockaddr *)&at, &len) != 0)
        return -1;
    s->port = ntohs(at.sin_port);
    strcpy(s->folder, "/tmp/lw-update-XXXXXX");
    if (!mkdtemp(s->folder) || pthread_create(&s->thread, NULL, serve, s) != 0)
        return -1;
    snprintf(s->index, sizeof s->index, "%s/db/advisories.lwdb", s->folder);
    snprintf(s->base, sizeof s->base, "http://127.0.0.1:%u/", s->port);
    unsetenv("http_proxy");
    *state = s;
    return 0;
}

static int stop(void **state)
{
    struct server *s = *state;
    char command[100];
    if (s->socket >= 0) {
        shutdown(s->socket, SHUT_RDWR);
        pthread_join(s->thread, NULL);
        close(s->socket);
    }
    snprintf(command, sizeof command, "rm -rf '%s'", s->folder);
    int result = system(command); /* NOLINT(cert-env33-c): a folder of our own */
    lw_buf_clear(&s->zips[0]);
    lw_buf_clear(&s->zips[1]);
    free(s);
    return result;
}

static lw_status update(struct server *s, struct lw_vuln_update_result *result, struct lw_err *err)
{
    static const char *const names[] = { "PyPI" };
    struct lw_vuln_update_options options = { .index_path = s->index,
                                              .osv_base = s->base,
                                              .kev_url = "",
                                              .epss_url = "",
                                              .ecosystems = names,
                                              .ecosystem_count = 1,
                                              .jobs = 1,
                                              .connect_timeout_ms = 5000,
                                              .stall_timeout_s = 5 };
    return lw_vuln_update(result, &options, err);
}

static struct lw_vuln_update_result good_update(struct server *s)
{
    struct lw_vuln_update_result result = { 0 };
    struct lw_err err = { 0 };
    if (!lw_ok(update(s, &result, &err)))
        fail_msg("%s", err.text);
    return result;
}

static bool affected(const struct server *s, const char *version)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    struct lw_vuln_match_list found = { 0 };
    struct lw_err err = { 0 };
    if (!lw_ok(lw_vuln_index_open(&index, s->index, &err)) ||
        !lw_ok(lw_vuln_index_verify(index, &err)) ||
        !lw_ok(lw_vuln_query(&found, index, LW_VIEW("PyPI"), LW_VIEW("a"), lw_view_c(version),
                             &arena, &err)))
        fail_msg("%s", err.text);
    return found.count == 1;
}

/* After a failure: the index as it was, and nothing half-fetched beside it. */
static void expect_unharmed(const struct server *s)
{
    char path[200];
    assert_true(affected(s, "1.0"));
    snprintf(path, sizeof path, "%s.d/new", s->index);
    assert_int_not_equal(access(path, F_OK), 0);
}

static void expect_failure(struct server *s, enum mode mode, enum lw_code code, const char *said)
{
    struct lw_vuln_update_result result;
    struct lw_err err = { 0 };
    s->mode = mode;
    lw_status status = update(s, &result, &err);
    if (status.code != code || !strstr(err.text, said))
        fail_msg("%d: %s: %s", (int)mode, lw_code_name(status.code), err.text);
    expect_unharmed(s);
}

static void only_what_changed_is_fetched(void **state)
{
    struct server *s = *state;
    s->mode = ANSWER;
    struct lw_vuln_update_result result = good_update(s);
    assert_int_equal(result.fetched, 1);
    assert_false(result.up_to_date);
    assert_int_equal(result.import.index.advisories, 1);
    assert_true(affected(s, "1.0"));
    result = good_update(s);
    assert_int_equal(result.unchanged, 1);
    assert_true(result.up_to_date);
    assert_int_equal(s->not_modified, 1);
    assert_int_equal(s->answered, 1);
    /* An index that went away is made again from what was kept. */
    assert_int_equal(unlink(s->index), 0);
    result = good_update(s);
    assert_false(result.up_to_date);
    assert_int_equal(s->answered, 1);
    assert_true(affected(s, "1.0"));
}

static void failures_leave_the_index_as_it_was(void **state)
{
    struct server *s = *state;
    expect_failure(s, MISSING, LW_E_REMOTE, "PyPI/all.zip: the server answers 404");
    /* So that the server has something new to send. */
    char about[200];
    snprintf(about, sizeof about, "%s.d/PyPI.zip.about", s->index);
    assert_int_equal(unlink(about), 0);
    expect_failure(s, CUT_SHORT, LW_E_REMOTE, "PyPI/all.zip");
    expect_failure(s, GARBAGE, LW_E_FORMAT, "PyPI.zip");
    expect_failure(s, LOOP, LW_E_REMOTE, "redirect");
    expect_failure(s, ASIDE, LW_E_REMOTE, "ftp");
}

static void a_new_zip_replaces_the_old_one(void **state)
{
    struct server *s = *state;
    s->mode = OTHER_TEXT;
    assert_int_equal(good_update(s).fetched, 1);
    assert_true(affected(s, "2.0"));
    assert_false(affected(s, "1.0"));
    assert_true(good_update(s).up_to_date);
    s->mode = MOVED;
    assert_int_equal(good_update(s).fetched, 1);
    assert_true(affected(s, "1.0"));
    s->mode = ANSWER;
    assert_true(good_update(s).up_to_date); /* the ETag kept is that of the last answer */
}

static void a_download_over_the_limit_is_refused(void **state)
{
    struct server *s = *state;
    static const char *const names[] = { "PyPI" };
    struct lw_vuln_update_options options = { .index_path = s->index,
                                              .osv_base = s->base,
                                              .kev_url = "",
                                              .epss_url = "",
                                              .ecosystems = names,
                                              .ecosystem_count = 1,
                                              .max_bytes = 50 };
    struct lw_vuln_update_result result;
    struct lw_err err = { 0 };
    s->mode = OTHER_TEXT;
    assert_int_equal(lw_vuln_update(&result, &options, &err).code, LW_E_LIMIT);
    expect_unharmed(s);
}

static void a_server_that_is_gone(void **state)
{
    struct server *s = *state;
    shutdown(s->socket, SHUT_RDWR);
    pthread_join(s->thread, NULL);
    close(s->socket);
    s->socket = -1;
    expect_failure(s, ANSWER, LW_E_REMOTE, "PyPI/all.zip");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_changed_is_fetched),
        cmocka_unit_test(failures_leave_the_index_as_it_was),
        cmocka_unit_test(a_new_zip_replaces_the_old_one),
        cmocka_unit_test(a_download_over_the_limit_is_refused),
        cmocka_unit_test(a_server_that_is_gone),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
